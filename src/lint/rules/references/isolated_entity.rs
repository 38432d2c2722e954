//! `isolated-entity`: an entity has nothing to do with any other.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::Node;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "isolated-entity",
        summary: "An entity has nothing to do with any other",
        docs: "\
It refers to nothing and nothing refers to it. Settings and logs live like that; otherwise a reference is
missing, or the entity is left over from something.

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
    let components = cx.model.graph.components();
    // Where nothing refers to anything another rule says so, once.
    let has_others = components.iter().any(|it| it.len() > 2);
    for component in components.iter().filter(|_| has_others) {
        let [Node::Entity(id)] = component.as_slice() else { continue };
        let entity = &cx.model.entities[*id];
        let is_carried =
            cx.model.natives.values().any(|it| it.owner.is_some()) && entity.is_incomplete;
        if !is_carried && !entity.is_incomplete {
            let message = format!("`{}` has nothing to do with any other entity", entity.name);
            out.push(
                out.at(entity.name_span, message)
                    .help("refer to what it is about, or allow it to stand alone"),
            );
        }
    }
}
