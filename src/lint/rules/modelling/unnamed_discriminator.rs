//! `unnamed-discriminator`: nothing in the model tells disjoint subtypes apart.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::{Disjointness, HierarchyStorage};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "unnamed-discriminator",
        summary: "Nothing in the model tells disjoint subtypes apart",
        docs: "\
Where subtypes exclude each other the database needs a column that says which one a row is. Without `by` erc makes
one; an enum of your own has a name that queries can use, and descriptions for its values.

Bad:

```erd
entity Party {
  id bigint key identity
  subtypes (Person, Company) disjoint
}
entity Person extends Party { born date }
entity Company extends Party { vat_no varchar(20) }
```

Good:

```erd
enum ActorKind { human, firm }
entity Actor {
  id bigint key identity
  kind ActorKind
  subtypes (Human, Firm) disjoint by kind
}
entity Human extends Actor { born date }
entity Firm extends Actor { vat_no varchar(20) }
```
",
    },
    group: Group::Modelling,
    level: Level::Info,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for group in cx.model.hierarchies.values() {
        let wants_one = group.disjointness == Disjointness::Disjoint
            && group.storage != HierarchyStorage::Separate;
        if wants_one
            && group.discriminator.is_none()
            && group.subtypes.len() > 1
            && !group.is_incomplete
        {
            let entity = &cx.model.entities[group.supertype];
            let message = format!("no attribute of `{}` tells its subtypes apart", entity.name);
            let finding = out
                .at(group.span, message)
                .help("add an attribute of an enum of them, and name it: `by kind`");
            out.push_of(entity.name_span, finding);
        }
    }
}
