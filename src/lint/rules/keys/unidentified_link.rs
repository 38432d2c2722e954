//! `unidentified-link`: nothing keeps the same two things from being linked twice.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::{AttributeType, Entity, QuantifierKind};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "unidentified-link",
        summary: "Nothing keeps the same two things from being linked twice",
        docs: "\
An entity that does nothing but link two others stands for a set of pairs. With a number of its own as the key
and no unique constraint over the two, the same pair can be there any number of times.

Bad:

```erd
entity Student { id bigint key identity }
entity Course { id bigint key identity }
entity Attends {
  id bigint key identity
  student Student
  course Course
}
```

Good:

```erd
entity Pupil { id bigint key identity }
entity Lesson { id bigint key identity }
relationship Visits: Pupil* -- Lesson*
```
",
    },
    group: Group::Keys,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, entity) in cx.entities() {
        let has_rule = !entity.uniques.is_empty() || !entity.exclusions.is_empty();
        let is_part = entity.supertype.is_some() || !entity.hierarchies.is_empty();
        let Some(key) = &entity.key else { continue };
        let is_counted = match key.attributes.as_slice() {
            [path] => cx.whole_attribute(path).is_some_and(|it| it.reference.is_none()),
            _ => false,
        };
        if is_counted && !has_rule && !is_part && links(cx, entity) {
            let message =
                format!("nothing keeps `{}` from linking the same two twice", entity.name);
            let help = "make the two references its key, or `unique` together";
            out.push(out.at(entity.name_span, message).help(help));
        }
    }
}

/// Whether an entity is two mandatory references, its key and when it was made, and nothing else.
fn links(cx: &Context<'_>, entity: &Entity) -> bool {
    let mut n_references = 0;
    for (_, attribute) in cx.attributes_of(entity) {
        let is_reference = matches!(attribute.ty, AttributeType::Entity(_));
        if is_reference && attribute.quantifier == QuantifierKind::One && !attribute.is_unique {
            n_references += 1;
        } else if !attribute.is_key && attribute.mixin.is_none() && !is_stamp(&attribute.name) {
            return false;
        }
    }
    n_references == 2
}

fn is_stamp(name: &str) -> bool {
    matches!(name, "created_at" | "updated_at" | "created_on" | "inserted_at")
}
