//! `singular-list`: an attribute of many values is named for one.

use crate::base::Code;
use crate::lint::words::Words;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::QuantifierKind;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "singular-list",
        summary: "An attribute of many values is named for one",
        docs: "\
`phone varchar(20)*` holds many phones. Its name is read in every query and every program that loops over it. Off by
default.

Bad:

```erd
entity Person {
  id bigint key identity
  nickname varchar(20)*
}
```

Good:

```erd
entity Actor {
  id bigint key identity
  nicknames varchar(20)*
}
```
",
    },
    group: Group::Names,
    level: Level::Allow,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, attribute) in cx.attributes() {
        let is_many =
            !matches!(attribute.quantifier, QuantifierKind::One | QuantifierKind::Optional);
        let words = Words::of(&attribute.name);
        let is_plural = words.last().ends_with('s')
            || ["people", "children", "data", "media"].contains(&words.last());
        if is_many && !is_plural && attribute.name.is_ascii() {
            let message = format!("`{}` is named for one, and holds many", cx.title(attribute));
            out.push_of(
                cx.owner_span(attribute),
                out.at(attribute.name_span, message).help("name it for many"),
            );
        }
    }
}
