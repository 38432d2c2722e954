//! `parallel-relationships`: two relationships connect the same entities in the same way.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::EntityId;
use rustc_hash::FxHashMap;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "parallel-relationships",
        summary: "Two relationships connect the same entities in the same way",
        docs: "\
Two plain relationships between the same two may be one with a kind. Off by default: `Likes` and `Bought` are two
facts.

Bad:

```erd
entity Reader { id bigint key identity }
entity Book { id bigint key identity }
relationship Likes: Reader* -- Book*
relationship Loves: Reader* -- Book*
```

Good:

```erd
entity Viewer { id bigint key identity }
entity Film { id bigint key identity }
relationship Rates: Viewer* -- Film* {
  stars smallint
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
    let mut seen: FxHashMap<Vec<EntityId>, &crate::model::Relationship> = FxHashMap::default();
    for relationship in cx.model.relationships.values().filter(|it| it.attributes.is_empty()) {
        let mut ends: Vec<EntityId> =
            relationship.roles.iter().map(|it| cx.model.roles[*it].entity).collect();
        ends.sort_unstable();
        let Some(first) = seen.get(&ends) else {
            seen.insert(ends, relationship);
            continue;
        };
        let message = format!("`{}` connects the same as `{}`", relationship.name, first.name);
        let finding =
            out.at(relationship.name_span, message).because(first.name_span, "the other one");
        out.push(finding.help("make it one with a kind, if the two exclude each other"));
    }
}
