//! `separate-component`: the model falls into parts that have nothing to do with each other.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::Node;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "separate-component",
        summary: "The model falls into parts that have nothing to do with each other",
        docs: "\
Two groups of entities without a reference between them are two models. That can be right; if a report is ever to
combine them, a reference is missing. Off by default.

Bad:

```erd
entity Team { id bigint key identity }
entity Player {
  id bigint key identity
  team Team
}
entity Fridge { id bigint key identity }
entity Egg {
  id bigint key identity
  fridge Fridge
}
```

Good:

```erd
entity Club { id bigint key identity }
entity Runner {
  id bigint key identity
  club Club
}
entity Cup {
  id bigint key identity
  holder Club?
}
```
",
    },
    group: Group::References,
    level: Level::Allow,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    let components = cx.model.graph().components();
    let parts = components.iter().filter(|it| it.len() > 1).skip(1);
    for part in parts {
        let names = |it: &Node| match it {
            Node::Entity(id) => {
                let entity = &cx.model.entities[*id];
                Some((entity.name.clone(), entity.name_span))
            }
            Node::Relationship(_) | Node::Union(_) => None,
        };
        let entities: Vec<_> = part.iter().filter_map(names).collect();
        let Some((name, span)) = entities.first() else { continue };
        let message = format!(
            "`{name}` and {} others have nothing to do with the rest",
            entities.len().saturating_sub(1)
        );
        out.push(out.at(*span, message).help("refer across, or make them a model of their own"));
    }
}
