//! `fan-trap`: two lists hang on one entity, and which belong together is not said.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::{AttributeOwner, AttributeType, Edge, EntityId, Node, QuantifierKind};
use rustc_hash::FxHashSet;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "fan-trap",
        summary: "Two lists hang on one entity, and which belong together is not said",
        docs: "\
A division has departments and has staff. Who works in which department cannot be told: the way leads through the
division, where it fans out. The reference belongs between the two lists (Connolly, Begg, \"Database Systems\", chapter
on connection traps). Off by default: most pairs of lists have nothing to do with each other.

Bad:

```erd
entity Division { id bigint key identity }
entity Department {
  id bigint key identity
  division Division
}
entity Employee {
  id bigint key identity
  division Division
}
```

Good:

```erd
entity Area { id bigint key identity }
entity Team {
  id bigint key identity
  area Area
}
entity Worker {
  id bigint key identity
  team Team
}
```
",
    },
    group: Group::Modelling,
    level: Level::Allow,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (id, entity) in cx.entities() {
        let lists: Vec<EntityId> = lists(cx, id);
        let [first, second, ..] = lists.as_slice() else { continue };
        // Lists that refer to each other, or to something else in common, are connected.
        let reached: FxHashSet<EntityId> = lists.iter().flat_map(|it| targets(cx, *it)).collect();
        let is_connected = lists.iter().any(|it| reached.contains(it));
        if !is_connected && lists.len() == 2 {
            let names = (&cx.model.entities[*first].name, &cx.model.entities[*second].name);
            let message = format!(
                "which `{}` belongs to which `{}` of a `{}` is not said",
                names.0, names.1, entity.name
            );
            out.push(
                out.at(entity.name_span, message)
                    .help("let one of the two refer to the other, if it belongs to it"),
            );
        }
    }
}

/// The entities whose instances always belong to one of this.
fn lists(cx: &Context<'_>, id: EntityId) -> Vec<EntityId> {
    let incoming = cx.model.graph.incoming(Node::Entity(id));
    let owner = |edge: &Edge| {
        let Edge::Reference(attribute) = edge else { return None };
        let attribute = &cx.model.attributes[*attribute];
        let is_one = attribute.quantifier == QuantifierKind::One && !attribute.is_unique;
        match attribute.owner {
            AttributeOwner::Entity(owner) if is_one && owner != id => Some(owner),
            _ => None,
        }
    };
    let mut res: Vec<EntityId> = incoming.iter().filter_map(|(_, edge)| owner(edge)).collect();
    res.dedup();
    res
}

fn targets(cx: &Context<'_>, id: EntityId) -> Vec<EntityId> {
    let attributes = cx.attributes_of(&cx.model.entities[id]);
    attributes
        .filter_map(|(_, it)| match it.ty {
            AttributeType::Entity(target) => Some(target),
            _ => None,
        })
        .collect()
}
