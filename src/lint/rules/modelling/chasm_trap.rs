//! `chasm-trap`: a way to another entity ends where something is optional.

use crate::base::Code;
use crate::lint::words::Words;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::{Attribute, AttributeType, EntityId, QuantifierKind};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "chasm-trap",
        summary: "A way to another entity ends where something is optional",
        docs: "\
A property is overseen by a member of staff, who works at a branch. A property that nobody oversees yet belongs to no
branch, though it always did: the way has a gap. A reference of its own closes it.

Mostly the gap is meant. So this is said only where the way leads through a person to a place or an organisation, and
there is nothing else that the entity always belongs to.

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
    level: Level::Info,
    needs: Needs::Model,
    check,
};

/// Who looks after things.
const PEOPLE: [&str; 17] = [
    "adviser",
    "advisor",
    "agent",
    "assistant",
    "caretaker",
    "clerk",
    "consultant",
    "employee",
    "inspector",
    "manager",
    "officer",
    "operator",
    "overseer",
    "representative",
    "salesperson",
    "staff",
    "supervisor",
];

/// Where they belong.
const PLACES: [&str; 16] = [
    "agency",
    "branch",
    "campus",
    "company",
    "department",
    "depot",
    "division",
    "factory",
    "location",
    "office",
    "organisation",
    "organization",
    "plant",
    "shop",
    "site",
    "store",
];

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (id, entity) in cx.entities() {
        let references: Vec<(&Attribute, EntityId)> = references(cx, id).collect();
        // What belongs to something anyway, by itself or by its supertype, has its place.
        if entity.supertype.is_some() || references.iter().any(|it| is_mandatory(it.0)) {
            continue;
        }
        for &(gap, between) in &references {
            let is_person = is_named(cx, between, &PEOPLE) && between != id;
            if !is_person || gap.quantifier != QuantifierKind::Optional {
                continue;
            }
            let known = |end: EntityId| end == id || references.iter().any(|it| it.1 == end);
            let next = self::references(cx, between)
                .find(|(it, end)| is_mandatory(it) && is_named(cx, *end, &PLACES) && !known(*end));
            let Some((_, end)) = next else { continue };
            let end = &cx.model.entities[end].name;
            let message =
                format!("a `{}` without `{}` belongs to no `{end}`", entity.name, gap.name);
            let help = format!("refer to `{end}` directly, if it is known anyway");
            out.push_of(entity.name_span, out.at(gap.name_span, message).help(help));
        }
    }
}

/// The references of an entity to one of another.
fn references<'a>(
    cx: &Context<'a>,
    id: EntityId,
) -> impl Iterator<Item = (&'a Attribute, EntityId)> + use<'a> {
    cx.attributes_of(&cx.model.entities[id]).filter_map(|(_, it)| {
        let AttributeType::Entity(target) = it.ty else { return None };
        Some((it, target))
    })
}

fn is_mandatory(attribute: &Attribute) -> bool {
    attribute.quantifier == QuantifierKind::One
}

fn is_named(cx: &Context<'_>, id: EntityId, names: &[&str]) -> bool {
    names.contains(&Words::of(&cx.model.entities[id].name).last())
}
