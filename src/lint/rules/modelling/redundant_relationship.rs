//! `redundant-relationship`: a reference says what a path of references says.

use crate::base::{Code, snake_case};
use crate::lint::words::Words;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::{Attribute, AttributeType, Entity, EntityId, QuantifierKind};
use rustc_hash::{FxHashMap, FxHashSet};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "redundant-relationship",
        summary: "A reference says what a path of references says",
        docs: "\
An invoice refers to an order and to its customer; the order refers to the customer too. If the two are always the
same customer, the direct reference repeats a fact and can contradict it.

A second meaning, such as who pays, is as common. So this is said only where both references are called as what they
refer to, neither is in a key, and no dependency, shared column or `@allow` says that the repetition is known. What most
entities refer to, such as a tenant, is repeated on purpose, and two things at one address are no repetition.

Bad:

```erd
entity Customer { id bigint key identity }
entity Order {
  id bigint key identity
  customer Customer
}
entity Invoice {
  id bigint key identity
  order Order
  customer Customer
}
```

Good:

```erd
entity Client { id bigint key identity }
entity Deal {
  id bigint key identity
  client Client
}
entity Bill {
  id bigint key identity
  deal Deal
}
```
",
    },
    group: Group::Modelling,
    level: Level::Info,
    needs: Needs::Model,
    check,
};

/// What is a value of many things rather than an owner.
const VALUES: [&str; 14] = [
    "address", "category", "city", "country", "currency", "language", "locale", "location",
    "place", "region", "state", "status", "type", "unit",
];

fn check(cx: &Context<'_>, out: &mut Findings) {
    let n_entities = cx.entities().count();
    let mut n_owned: FxHashMap<EntityId, usize> = FxHashMap::default();
    for (id, _) in cx.entities() {
        let targets: FxHashSet<EntityId> = references(cx, id).map(|it| it.1).collect();
        targets.into_iter().for_each(|it| *n_owned.entry(it).or_default() += 1);
    }
    let is_tenant = |it: EntityId| n_owned[&it] > 4 && n_owned[&it] * 2 > n_entities;
    for (id, entity) in cx.entities() {
        for (same, end) in references(cx, id).filter(|it| is_owner(cx, *it) && !is_tenant(it.1)) {
            let round = references(cx, id).find(|(first, between)| {
                let next = references(cx, *between);
                let mut next = next.filter(|(it, target)| *target == end && it.name == same.name);
                *between != id
                    && *between != end
                    && !is_known(entity, first, same)
                    && next.next().is_some()
            });
            let Some((first, _)) = round else { continue };
            let message =
                format!("`{}.{}` leads to the same as `{}`", first.name, same.name, same.name);
            let finding = out.at(same.name_span, message).because(first.name_span, "the way round");
            let help = "take it away, or name what is different about it";
            out.push_of(entity.name_span, finding.help(help));
        }
    }
}

/// Whether a reference is called as what it refers to, and that is more than a value.
fn is_owner(cx: &Context<'_>, (attribute, target): (&Attribute, EntityId)) -> bool {
    let name = snake_case(&cx.model.entities[target].name);
    *name == *snake_case(&attribute.name) && !VALUES.contains(&Words::of(&name).last())
}

/// Whether the model says that the two agree, or that the one is part of what tells rows apart.
fn is_known(entity: &Entity, first: &Attribute, same: &Attribute) -> bool {
    let is_shared = first.reference.as_ref().is_some_and(|it| !it.sharing.is_empty());
    is_shared || same.is_key || first.is_key || !entity.dependencies.is_empty()
}

/// The references of an entity that every instance has.
fn references<'a>(
    cx: &Context<'a>,
    id: EntityId,
) -> impl Iterator<Item = (&'a Attribute, EntityId)> + use<'a> {
    cx.attributes_of(&cx.model.entities[id]).filter_map(|(_, it)| {
        let AttributeType::Entity(target) = it.ty else { return None };
        (it.quantifier == QuantifierKind::One).then_some((it, target))
    })
}
