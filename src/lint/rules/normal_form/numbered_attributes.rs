//! `numbered-attributes`: attributes are counted by their names.

use crate::base::Code;
use crate::lint::words::numbered;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::Attribute;
use rustc_hash::FxHashMap;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "numbered-attributes",
        summary: "Attributes are counted by their names",
        docs: "\
`phone1`, `phone2`, `phone3` are one fact with three values (first normal form). Whoever looks for a number asks
three columns, whoever has a fourth phone has none, and a gap between the first and the third means something to
somebody.

Bad:

```erd
entity Person {
  id bigint key identity
  phone1 varchar(20)?
  phone2 varchar(20)?
  phone3 varchar(20)?
}
```

Good:

```erd
entity Actor {
  id bigint key identity
  phones varchar(20){0..3}
  address_line1 varchar(80)
  address_line2 varchar(80)?
}
```
",
    },
    group: Group::NormalForm,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, entity) in cx.entities() {
        report(cx, out, cx.attributes_of(entity).map(|it| it.1));
    }
    for composite in cx.model.composites.values() {
        report(cx, out, composite.attributes.iter().map(|it| &cx.model.attributes[*it]));
    }
}

fn report<'a>(
    cx: &Context<'_>,
    out: &mut Findings,
    attributes: impl Iterator<Item = &'a Attribute>,
) {
    let mut groups: FxHashMap<&str, Vec<&Attribute>> = FxHashMap::default();
    let mut stems = Vec::new();
    for attribute in attributes {
        let Some((stem, number)) = numbered(&attribute.name).filter(|it| it.1 > 0 && it.1 < 100)
        else {
            continue;
        };
        let _ = number;
        let group = groups.entry(stem).or_default();
        if group.is_empty() {
            stems.push(stem);
        }
        group.push(attribute);
    }
    for stem in stems {
        let group = &groups[stem];
        // Two lines of an address are one text that does not fit on an envelope.
        let is_line = ["line", "address", "street", "addr"].iter().any(|it| stem.ends_with(it));
        let [first, .., last] = group.as_slice() else { continue };
        if !is_line && group.iter().all(|it| it.ty == first.ty) {
            let message =
                format!("`{stem}` of `{}` is there {} times", cx.owner_name(first), group.len());
            let finding =
                out.at(first.name_span, message).because(last.name_span, "and on to here");
            let help =
                format!("make it one attribute with several values: `{{0..{}}}`", group.len());
            out.push_of(cx.owner_span(first), finding.help(help));
        }
    }
}
