//! `polymorphic-reference`: a kind and a number stand for a reference to one of several entities.

use crate::base::{Code, ScalarType};
use crate::lint::words::Words;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::{Attribute, AttributeType, Entity};
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
        for (attribute, kind) in pairs(cx, entity) {
            let message =
                format!("no database can check where `{}` refers to", cx.title(attribute));
            let finding = out
                .at(attribute.name_span, message)
                .because(kind.name_span, "this says in which table");
            let help = "declare a `union` of the entities, and refer to it";
            out.push_of(entity.name_span, finding.help(help));
        }
    }
}

/// Each number of an entity with the kind that says where it refers to.
pub(super) fn pairs<'a>(
    cx: &Context<'a>,
    entity: &'a Entity,
) -> Vec<(&'a Attribute, &'a Attribute)> {
    let attributes = || cx.attributes_of(entity).map(|it| it.1);
    let by_name: FxHashMap<String, &Attribute> =
        attributes().map(|it| (Words::of(&it.name).snake().to_owned(), it)).collect();
    let is_id = |it: &Attribute| {
        use ScalarType::{BigInt, Int, Uuid, Varchar};
        matches!(cx.scalar(it), Some(Int | BigInt | Uuid | Varchar(_)))
            && it.reference.is_none()
            && !it.is_key
    };
    let is_kind = |it: &Attribute| {
        matches!(it.ty, AttributeType::Enum(_) | AttributeType::Native(_))
            || cx.scalar(it).is_some()
    };
    let pair = |attribute: &'a Attribute| {
        let words = Words::of(&attribute.name);
        let stem = words.without("_id")?;
        let kinds = ["_type", "_kind", "_class", "_table"];
        let kind = kinds.iter().find_map(|it| by_name.get(&format!("{stem}{it}")))?;
        is_kind(kind).then_some((attribute, *kind))
    };
    attributes().filter(|it| is_id(it)).filter_map(pair).collect()
}
