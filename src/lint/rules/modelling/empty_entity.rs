//! `empty-entity`: an entity is nothing but its number.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::Node;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "empty-entity",
        summary: "An entity is nothing but its number",
        docs: "\
A number that nothing is known of, and that few refer to, is a list of numbers. Something was to be said about it, or
it is not needed.

Bad:

```erd
entity Device {
  id bigint key identity
}
```

Good:

```erd
entity Gadget {
  id bigint key identity
  serial_no varchar(40) unique
}
```
",
    },
    group: Group::Modelling,
    level: Level::Info,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (id, entity) in
        cx.entities().filter(|(_, it)| it.supertype.is_none() && it.hierarchies.is_empty())
    {
        let [only] = entity.attributes.as_slice() else { continue };
        let is_number = cx.model.attributes[*only].is_identity;
        // What others gather around is a thing though nothing is known of it.
        let is_used = cx.model.graph().incoming(Node::Entity(id)).len() > 1;
        if is_number && !is_used && !entity.is_incomplete {
            let message = format!("nothing is known of a `{}` but its number", entity.name);
            out.push(out.at(entity.name_span, message).help("say what is to be known of it"));
        }
    }
}
