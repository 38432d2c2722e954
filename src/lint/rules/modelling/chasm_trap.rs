//! `chasm-trap`: a way to another entity ends where something is optional.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::{Attribute, AttributeType, EntityId, QuantifierKind};
use rustc_hash::FxHashSet;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "chasm-trap",
        summary: "A way to another entity ends where something is optional",
        docs: "\
A property is overseen by a member of staff, who works at a branch. A property that nobody oversees yet belongs to no
branch, though it always did: the way has a gap. A reference of its own closes it. Off by default: mostly the gap is
meant.

Bad:

```erd
entity Branch { id bigint key identity }
entity Staff {
  id bigint key identity
  branch Branch
}
entity Property {
  id bigint key identity
  overseer Staff?
}
```

Good:

```erd
entity Office { id bigint key identity }
entity Agent {
  id bigint key identity
  office Office
}
entity House {
  id bigint key identity
  office Office
  agent Agent?
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
        let direct: FxHashSet<EntityId> =
            cx.attributes_of(entity).filter_map(|(_, it)| target(it)).collect();
        for (_, gap) in
            cx.attributes_of(entity).filter(|(_, it)| it.quantifier == QuantifierKind::Optional)
        {
            let Some(between) = target(gap).filter(|it| *it != id) else { continue };
            let next = cx.attributes_of(&cx.model.entities[between]).find_map(|(_, it)| {
                let end = target(it).filter(|_| it.quantifier == QuantifierKind::One)?;
                (!direct.contains(&end) && end != id && end != between).then_some(end)
            });
            if let Some(end) = next {
                let message =
                    format!("without `{}` no `{}` is known", gap.name, cx.model.entities[end].name);
                let help = format!(
                    "refer to `{}` directly, if it is known anyway",
                    cx.model.entities[end].name
                );
                out.push_of(entity.name_span, out.at(gap.name_span, message).help(help));
            }
        }
    }
}

fn target(attribute: &Attribute) -> Option<EntityId> {
    match attribute.ty {
        AttributeType::Entity(target) => Some(target),
        _ => None,
    }
}
