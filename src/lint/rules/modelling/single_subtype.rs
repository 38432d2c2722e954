//! `single-subtype`: a group has one subtype.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "single-subtype",
        summary: "A group has one subtype",
        docs: "\
Dividing something into one part divides nothing. Either other subtypes are still to come, or the two entities are
one with some optional attributes.

Bad:

```erd
entity Vehicle {
  id bigint key identity
  subtypes (Car)
}
entity Car extends Vehicle { doors int }
```

Good:

```erd
entity Vessel {
  id bigint key identity
  subtypes (Ferry, Barge)
}
entity Ferry extends Vessel { cabins int }
entity Barge extends Vessel { tons int }
```
",
    },
    group: Group::Modelling,
    level: Level::Info,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for group in cx.model.hierarchies.values().filter(|it| !it.is_incomplete) {
        let [subtype] = group.subtypes.as_slice() else { continue };
        let (name, entity) =
            (&cx.model.entities[*subtype].name, &cx.model.entities[group.supertype]);
        let message = format!("`{name}` is the only subtype of `{}`", entity.name);
        out.push_of(
            entity.name_span,
            out.at(group.span, message).help("declare the others, or make the two one"),
        );
    }
}
