//! `enum-type`: values are part of the schema.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "enum-type",
        summary: "Values are part of the schema",
        docs: "\
A new value of an enum is a migration. Where values come and go with the business, a table of them is easier to
change and can say more of each. Off by default.

Bad:

```erd
enum Flavour { sweet, sour }
entity Soup {
  id bigint key identity
  flavour Flavour
}
```

Good:

```erd
entity Taste { code varchar(20) key }
entity Stew {
  id bigint key identity
  taste Taste
}
```
",
    },
    group: Group::Types,
    level: Level::Allow,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for item in cx.model.enums.values() {
        // A discriminator names declarations of the model.
        let is_discriminator = cx.model.hierarchies.values().any(|it| {
            it.discriminator.is_some_and(|id| matches!(cx.model.attributes[id].ty,
                crate::model::AttributeType::Enum(id) if cx.model.enums[id].name_span == item.name_span))
        });
        if !is_discriminator {
            let message = format!("a new `{}` is a migration", item.name);
            out.push(out.at(item.name_span, message).help("make it an entity, and refer to it"));
        }
    }
}
