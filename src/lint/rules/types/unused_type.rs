//! `unused-type`: a type, enum or composite is used nowhere.

use crate::base::{Code, ExprKind, FileId, Name, Span};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::{AttributeType, Operand};
use rustc_hash::FxHashSet;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "unused-type",
        summary: "A type, enum or composite is used nowhere",
        docs: "\
What nobody uses nobody keeps right. It still is created in the database and read by everyone who looks for the
type that is in use. Files without entities are libraries: what they declare may be for others.

Bad:

```erd
enum Mood { glad, sad }
entity Diary {
  id bigint key identity
  page text
}
```

Good:

```erd
enum Colour { red, green }
entity Pen {
  id bigint key identity
  colour Colour
}
```
",
    },
    group: Group::Types,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    let model = cx.model;
    let (mut enums, mut domains, mut composites) = Default::default();
    for attribute in model.attributes.values() {
        note(&attribute.ty, &mut enums, &mut domains, &mut composites);
    }
    for expr in cx.conditions() {
        expr.walk(&mut |it| {
            if let ExprKind::Reference(Operand::EnumValue(id, _)) = &it.kind {
                enums.insert(*id);
            }
        });
    }
    let with_entities: FxHashSet<FileId> =
        model.entities.values().map(|it| it.name_span.file).collect();
    let mut look = |is_used: bool, name: &Name, span: Span| {
        if !is_used && with_entities.contains(&span.file) {
            out.push(
                out.at(span, format!("nothing is a `{name}`")).help("use it, or take it away"),
            );
        }
    };
    model.enums.iter().for_each(|(id, it)| look(enums.contains(&id), &it.name, it.name_span));
    model.domains.iter().for_each(|(id, it)| look(domains.contains(&id), &it.name, it.name_span));
    model
        .composites
        .iter()
        .for_each(|(id, it)| look(composites.contains(&id), &it.name, it.name_span));
}

fn note(
    ty: &AttributeType,
    enums: &mut FxHashSet<crate::model::EnumId>,
    domains: &mut FxHashSet<crate::model::DomainId>,
    composites: &mut FxHashSet<crate::model::CompositeId>,
) {
    let mut ty = ty;
    while let AttributeType::Array(inner) = ty {
        ty = inner;
    }
    match ty {
        AttributeType::Enum(id) => _ = enums.insert(*id),
        AttributeType::Domain(id) => _ = domains.insert(*id),
        AttributeType::Composite(id) => _ = composites.insert(*id),
        AttributeType::Scalar(_)
        | AttributeType::Entity(_)
        | AttributeType::Union(_)
        | AttributeType::Array(_)
        | AttributeType::Native(_)
        | AttributeType::Unknown => {}
    }
}
