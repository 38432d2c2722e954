//! `vague-name`: a name says nothing.

use crate::base::{Code, Name, Span};
use crate::lint::words::{Words, numbered};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "vague-name",
        summary: "A name says nothing",
        docs: "\
`data`, `info` and `field1` fit everything, so they tell nothing of this. Half a year later nobody knows what belongs
into it, and both do.

Bad:

```erd
entity Order {
  id bigint key identity
  misc varchar(80)
}
```

Good:

```erd
entity Offer {
  id bigint key identity
  packing_note varchar(80)
}
```
",
    },
    group: Group::Names,
    level: Level::Info,
    needs: Needs::Model,
    check,
};

const VAGUE: [&str; 16] = [
    "misc",
    "miscellaneous",
    "stuff",
    "thing",
    "things",
    "temp",
    "tmp",
    "foo",
    "bar",
    "blah",
    "field",
    "column",
    "col",
    "attr",
    "attribute",
    "dummy",
];

fn check(cx: &Context<'_>, out: &mut Findings) {
    let mut look = |name: &Name, span: Span, owner: Option<Span>| {
        let words = Words::of(name);
        let stem = numbered(words.snake()).map_or(words.snake(), |it| it.0);
        if VAGUE.contains(&stem) {
            let finding = out.at(span, format!("`{name}` says nothing")).help("name what it holds");
            out.push_of(owner.unwrap_or(span), finding);
        }
    };
    cx.entities().for_each(|(_, it)| look(&it.name, it.name_span, None));
    cx.attributes().for_each(|(_, it)| look(&it.name, it.name_span, Some(cx.owner_span(it))));
}
