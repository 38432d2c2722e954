//! `fan-trap`: two lists hang on one entity, and which belong together is not said.

use crate::base::Code;
use crate::lint::words::Words;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::{
    Attribute, AttributeOwner, AttributeType, Edge, EntityId, Node, QuantifierKind,
};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "fan-trap",
        summary: "Two lists hang on one entity, and which belong together is not said",
        docs: "\
A division has departments and has staff. Who works in which department cannot be told: the way leads through the
division, where it fans out. The reference belongs between the two lists (Connolly, Begg, \"Database Systems\", chapter
on connection traps).

Most lists of one owner have nothing to do with each other. So this is said only of what is named as a group, such as
a department or a team, has no members of its own, and stands beside something that could be one.

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
    level: Level::Info,
    needs: Needs::Model,
    check,
};

/// What people and things are put together in.
const GROUPS: [&str; 22] = [
    "branch",
    "chapter",
    "class",
    "cohort",
    "committee",
    "crew",
    "department",
    "dept",
    "desk",
    "division",
    "faculty",
    "group",
    "institute",
    "office",
    "region",
    "section",
    "squad",
    "subdivision",
    "team",
    "unit",
    "ward",
    "zone",
];

/// What is put together.
const MEMBERS: [&str; 24] = [
    "agent",
    "athlete",
    "clerk",
    "consultant",
    "contractor",
    "doctor",
    "driver",
    "employee",
    "engineer",
    "lecturer",
    "manager",
    "member",
    "nurse",
    "officer",
    "patient",
    "person",
    "player",
    "professor",
    "pupil",
    "staff",
    "student",
    "teacher",
    "volunteer",
    "worker",
];

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (id, entity) in cx.entities() {
        let lists: Vec<EntityId> = lists(cx, id);
        let word = |it: &EntityId| Words::of(&cx.model.entities[*it].name).last().to_owned();
        let is_group =
            |it: &&EntityId| GROUPS.contains(&word(it).as_str()) && is_bare(cx, **it, id);
        let Some(group) = lists.iter().find(is_group) else { continue };
        let targets = |it: EntityId| targets(cx, it);
        let is_member = |it: &&EntityId| {
            MEMBERS.contains(&word(it).as_str()) && targets(**it).iter().all(|it| *it == id)
        };
        let Some(member) = lists.iter().find(is_member) else { continue };
        let (group, member) = (&cx.model.entities[*group], &cx.model.entities[*member]);
        let message = format!(
            "which `{}` of a `{}` each `{}` belongs to is not said",
            group.name, entity.name, member.name
        );
        let finding = out
            .at(member.name_span, message)
            .because(group.name_span, "nobody belongs to one of these");
        let help = format!("let `{}` refer to `{}`", member.name, group.name);
        out.push(finding.help(help));
    }
}

/// Whether nothing refers to an entity, and it to nothing but `owner`.
fn is_bare(cx: &Context<'_>, id: EntityId, owner: EntityId) -> bool {
    let node = Node::Entity(id);
    let is_owner = |it: &(Node, Edge)| it.0 == Node::Entity(owner);
    cx.model.graph().incoming(node).is_empty()
        && cx.model.graph().outgoing(node).iter().all(is_owner)
}

/// The entities whose instances always belong to one of this.
fn lists(cx: &Context<'_>, id: EntityId) -> Vec<EntityId> {
    let incoming = cx.model.graph().incoming(Node::Entity(id));
    let owner = |edge: &Edge| {
        let Edge::Reference(attribute) = edge else { return None };
        let attribute = &cx.model.attributes[*attribute];
        let is_one = attribute.quantifier == QuantifierKind::One && !attribute.is_unique;
        let AttributeOwner::Entity(owner) = attribute.owner else { return None };
        (is_one && owner != id).then_some(owner)
    };
    let mut res: Vec<EntityId> = incoming.iter().filter_map(|(_, edge)| owner(edge)).collect();
    res.dedup();
    res
}

fn targets(cx: &Context<'_>, id: EntityId) -> Vec<EntityId> {
    let attributes = cx.attributes_of(&cx.model.entities[id]);
    let target = |it: &Attribute| {
        let AttributeType::Entity(target) = it.ty else { return None };
        Some(target)
    };
    attributes.filter_map(|(_, it)| target(it)).collect()
}
