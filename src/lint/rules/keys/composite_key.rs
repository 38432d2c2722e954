//! `composite-key`: a key has several attributes.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "composite-key",
        summary: "A key has several attributes",
        docs: "\
Some mappers and APIs can only speak of a row by one value. Where they are in use, every entity wants a key of
one attribute. Off by default: a composite key often says more.

Bad:

```erd
entity Seat {
  row_no int key
  letter char(1) key
}
```

Good:

```erd
entity Chair {
  id bigint key identity
  row_no int
  letter char(1)

  unique (row_no, letter)
}
```
",
    },
    group: Group::Keys,
    level: Level::Allow,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, entity) in cx.entities() {
        let Some(key) = entity.key.as_ref().filter(|it| it.attributes.len() > 1) else { continue };
        let message =
            format!("the key of `{}` has {} attributes", entity.name, key.attributes.len());
        let help = "count rows up, and make what identifies them now `unique`";
        out.push(out.at(key.span, message).help(help));
    }
}
