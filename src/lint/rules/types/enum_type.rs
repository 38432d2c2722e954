//! `enum-type`: values are part of the schema.

use rustc_hash::FxHashSet;

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::{AttributeType, EnumId};

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
    let model = cx.model;
    let kinds = model.hierarchies.values().filter_map(|it| it.discriminator);
    let kinds = kinds.filter_map(|it| {
        let AttributeType::Enum(id) = model.attributes[it].ty else { return None };
        Some(id)
    });
    // A discriminator names declarations of the model.
    let kinds: FxHashSet<EnumId> = kinds.collect();
    for (_, item) in model.enums.iter().filter(|(id, _)| !kinds.contains(id)) {
        let message = format!("a new `{}` is a migration", item.name);
        out.push(out.at(item.name_span, message).help("make it an entity, and refer to it"));
    }
}
