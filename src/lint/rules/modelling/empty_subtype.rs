//! `empty-subtype`: a subtype says nothing of its own.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::{Edge, HierarchyStorage, Node};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "empty-subtype",
        summary: "A subtype says nothing of its own",
        docs: "\
Without attributes, rules or references of its own a subtype is a value of the discriminator. Stored `joined` it
costs a table and a join for nothing.

Bad:

```erd
enum Kind { truck, van }
entity Vehicle {
  id bigint key identity
  kind Kind
  subtypes (Truck, Van) disjoint by kind
}
entity Truck extends Vehicle { tons int }
entity Van extends Vehicle {}
```

Good:

```erd
enum Sort { ferry, barge }
entity Vessel {
  id bigint key identity
  sort Sort
  subtypes (Ferry, Barge) disjoint by sort
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
    for (id, entity) in cx.entities().filter(|(_, it)| it.supertype.is_some() && !it.is_incomplete)
    {
        let says_nothing = entity.attributes.is_empty()
            && entity.uniques.is_empty()
            && entity.checks.is_empty()
            && entity.foreign_keys.is_empty()
            && entity.exclusions.is_empty()
            && entity.hierarchies.is_empty();
        let is_used = cx
            .model
            .graph()
            .incoming(Node::Entity(id))
            .iter()
            .any(|(_, edge)| *edge != Edge::Supertype);
        let is_table = cx.model.entity(id).storage() != Some(HierarchyStorage::Separate);
        if says_nothing && !is_used && is_table {
            let message = format!("`{}` says nothing of its own", entity.name);
            out.push(out.at(entity.name_span, message).help("let the discriminator alone tell it"));
        }
    }
}
