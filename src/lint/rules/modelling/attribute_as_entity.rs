//! `attribute-as-entity`: an entity is a value with a number.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::{AttributeType, Edge, Node, QuantifierKind};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "attribute-as-entity",
        summary: "An entity is a value with a number",
        docs: "\
An entity with a number, one text and nothing else, referred to from a single place and never shared by name, adds a
join and no fact. If the texts are few and fixed it is an enum; if they are unique, say so and it is a list of its own.

Bad:

```erd
entity Colour {
  id bigint key identity
  label varchar(40)
}
entity Car {
  plate varchar(12) key
  colour Colour
}
```

Good:

```erd
entity Paint {
  id bigint key identity
  label varchar(40) unique
}
entity Bike {
  frame_no varchar(20) key
  paint Paint
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
    for (id, entity) in cx.entities() {
        let [key, value] = entity.attributes.as_slice() else { continue };
        let (key, value) = (&cx.model.attributes[*key], &cx.model.attributes[*value]);
        let is_number = key.is_key && key.is_identity;
        let is_value = cx.scalar(value).is_some()
            && !value.is_unique
            && value.quantifier == QuantifierKind::One
            && !matches!(value.ty, AttributeType::Enum(_));
        let is_bare = entity.uniques.is_empty()
            && entity.hierarchies.is_empty()
            && entity.supertype.is_none();
        let incoming = cx.model.graph().incoming(Node::Entity(id));
        let [(_, Edge::Reference(reference))] = incoming.as_slice() else { continue };
        // What identifies others is a thing, whatever is known of it.
        let is_owner = cx.model.attributes[*reference].is_key;
        if !is_owner && is_number && is_value && is_bare {
            let message = format!("`{}` is one `{}` with a number", entity.name, value.name);
            let help = format!("make `{}` unique, or keep it where it is referred to", value.name);
            out.push(out.at(entity.name_span, message).help(help));
        }
    }
}
