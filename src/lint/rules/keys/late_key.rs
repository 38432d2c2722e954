//! `late-key`: a key does not stand first.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "late-key",
        summary: "A key does not stand first",
        docs: "\
Whoever opens an entity looks for what identifies it at the top. Databases keep columns in the order in which
they are declared, and so does everybody who reads `select *`. Off by default.

Bad:

```erd
entity Box {
  weight int
  id bigint key identity
}
```

Good:

```erd
entity Bag {
  id bigint key identity
  weight int
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
        let n_keys = cx.attributes_of(entity).filter(|(_, it)| it.is_key).count();
        for (_, attribute) in cx.attributes_of(entity).skip(n_keys).filter(|(_, it)| it.is_key) {
            let message =
                format!("`{}` belongs to the key and does not stand first", cx.title(attribute));
            let finding = out.at(attribute.name_span, message);
            out.push_of(entity.name_span, finding.help("move it to the top"));
        }
    }
}
