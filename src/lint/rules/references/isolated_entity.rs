//! `isolated-entity`: an entity has nothing to do with any other.

use super::{missing_reference, polymorphic_reference};
use crate::base::Code;
use crate::lint::words::{Words, singular};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::{AttributeOwner, EntityId, Node};
use rustc_hash::FxHashSet;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "isolated-entity",
        summary: "An entity has nothing to do with any other",
        docs: "\
It refers to nothing and nothing refers to it. Settings, logs, queues and their like live like that, and are not
reported; otherwise a reference is missing, or the entity is left over from something.

Bad:

```erd
entity Team { id bigint key identity }
entity Player {
  id bigint key identity
  team Team
}
entity Match {
  id bigint key identity
  captain Player
}
entity Whistle {
  id bigint key identity
  referee_name varchar(80)
  player_name varchar(80)
}
```

Good:

```erd
entity Club { id bigint key identity }
entity Runner {
  id bigint key identity
  club Club
}
entity Race {
  id bigint key identity
  winner Runner?
}
```
",
    },
    group: Group::References,
    level: Level::Info,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    let components = cx.model.graph().components();
    // Where nothing refers to anything another rule says so, once.
    let has_others = components.iter().any(|it| it.len() > 2);
    let suspects = missing_reference::suspects(cx);
    // What looks like a reference and is none has a finding of its own.
    let mut is_told: FxHashSet<EntityId> = suspects.iter().map(|it| it.target).collect();
    is_told.extend(suspects.iter().filter_map(|it| match it.attribute.owner {
        AttributeOwner::Entity(id) => Some(id),
        AttributeOwner::Composite(_)
        | AttributeOwner::Relationship(_)
        | AttributeOwner::View(_) => None,
    }));
    for component in components.iter().filter(|_| has_others) {
        let [Node::Entity(id)] = component.as_slice() else { continue };
        let entity = &cx.model.entities[*id];
        let stands_alone = ALONE.contains(&singular_of(Words::of(&entity.name).last()).as_str());
        let is_told = is_told.contains(id) || !polymorphic_reference::pairs(cx, entity).is_empty();
        if !entity.is_incomplete && !stands_alone && !is_told {
            let message = format!("`{}` has nothing to do with any other entity", entity.name);
            out.push(
                out.at(entity.name_span, message)
                    .help("refer to what it is about, or allow it to stand alone"),
            );
        }
    }
}

/// What a system keeps about itself, and calendars.
const ALONE: [&str; 27] = [
    "audit",
    "cache",
    "calendar",
    "config",
    "configuration",
    "counter",
    "event",
    "holiday",
    "job",
    "journal",
    "lock",
    "log",
    "metadata",
    "migration",
    "option",
    "outbox",
    "parameter",
    "preference",
    "property",
    "queue",
    "schema",
    "sequence",
    "session",
    "setting",
    "status",
    "task",
    "version",
];

fn singular_of(word: &str) -> String {
    singular(word).unwrap_or_else(|| word.to_owned())
}
