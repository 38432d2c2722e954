//! `polymorphic-reference`: a kind and a number stand for a reference to one of several entities.

use crate::base::{Code, ScalarType};
use crate::lint::words::Words;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::AttributeType;
use rustc_hash::FxHashMap;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "polymorphic-reference",
        summary: "A kind and a number stand for a reference to one of several entities",
        docs: "\
`owner_type` says in which table to look for `owner_id`. No database can check such a pair, join along it or
delete with it. A union says the same and is held by foreign keys.

Bad:

```erd
entity Remark {
  id bigint key identity
  subject_type varchar(40)
  subject_id bigint
}
```

Good:

```erd
entity Deal { id bigint key identity }
entity Offer { id bigint key identity }
union Topic = Deal | Offer
entity Hint {
  id bigint key identity
  topic Topic
}
```
",
    },
    group: Group::References,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, entity) in cx.entities() {
        let by_name: FxHashMap<String, _> = cx
            .attributes_of(entity)
            .map(|(_, it)| (Words::of(&it.name).snake().to_owned(), it))
            .collect();
        for (_, attribute) in cx.attributes_of(entity).filter(|(_, it)| it.reference.is_none()) {
            let words = Words::of(&attribute.name);
            let Some(stem) = words.without("_id") else { continue };
            let kinds = ["_type", "_kind", "_class", "_table"];
            let Some(kind) = kinds.iter().find_map(|it| by_name.get(&format!("{stem}{it}"))) else {
                continue;
            };
            let is_id = matches!(
                cx.scalar(attribute),
                Some(
                    ScalarType::Int
                        | ScalarType::BigInt
                        | ScalarType::Uuid
                        | ScalarType::Varchar(_)
                )
            );
            let is_kind = matches!(kind.ty, AttributeType::Enum(_)) || cx.scalar(kind).is_some();
            if is_id && is_kind && !attribute.is_key {
                let message =
                    format!("no database can check where `{}` refers to", cx.title(attribute));
                let finding = out
                    .at(attribute.name_span, message)
                    .because(kind.name_span, "this says in which table");
                out.push_of(
                    entity.name_span,
                    finding.help("declare a `union` of the entities, and refer to it"),
                );
            }
        }
    }
}
