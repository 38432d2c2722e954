//! What keeps a decomposition from being written: attributes that cannot move.

use crate::base::ScalarType;
use crate::model::{AttributeOwner, AttributeType, EntityGraph, EntityId, Step};
use crate::normalize::relation::{Owner, Relation};
use crate::theory::{Attribute, AttributeSet, Decomposition, DependencyId};

/// Says in words why the parts cannot become entities, if they cannot.
pub(super) fn check(
    model: &EntityGraph,
    relation: &Relation,
    decomposition: &Decomposition,
    main: Option<usize>,
) -> Result<(), String> {
    for (idx, part) in decomposition.parts.iter().enumerate() {
        let mut cover = part.analysis.cover.dependencies.iter();
        if let Some(constant) = cover.find(|it| it.dependency.from.is_empty()) {
            return Err(is_constant(relation, &constant.dependency.to));
        }
        if Some(idx) == main {
            continue;
        }
        let key = part.analysis.keys.keys.first().cloned().unwrap_or_default();
        let plain = &part.attributes - &key;
        part.attributes.iter().try_for_each(|it| movable(model, relation, it, &plain))?;
        if key.is_empty() {
            return Err(is_constant(relation, &part.attributes));
        }
        keeps_rows(relation, &key, &part.attributes)?;
        bounded(model, relation, &key)?;
    }
    match (main, relation.owner) {
        (Some(_), _) => Ok(()),
        (None, Owner::Entity(id)) => dissolvable(model, id),
        (None, Owner::Relationship(_)) => Err("no part has all participants".to_owned()),
        (None, Owner::Composite(_) | Owner::Attribute(_) | Owner::Table) => {
            Err("no part goes on as it".to_owned())
        }
    }
}

fn is_constant(relation: &Relation, attributes: &AttributeSet) -> String {
    let names = relation.quoted(attributes);
    format!("{names} has one value for all rows: make it a default instead")
}

/// An attribute that is taken apart can move if all its parts do, and none of them is in the key: they are `plain`.
fn movable(
    model: &EntityGraph,
    relation: &Relation,
    attribute: Attribute,
    plain: &AttributeSet,
) -> Result<(), String> {
    let Some(item) = relation.attributes.get(attribute as usize) else { return Ok(()) };
    let name = &item.name;
    let id = match item.path.as_slice() {
        [Step::Attribute(id)] => id,
        [Step::Attribute(id), ..] if relation.parts_of(*id).is_subset(plain) => id,
        [Step::Role(_), ..] => {
            return Err(format!(
                "`{name}` takes part in the relationship: make an entity of it first"
            ));
        }
        _ => {
            return Err(format!(
                "`{name}` is a part of another attribute: take it out of there first"
            ));
        }
    };
    let declared = &model.attributes[*id];
    if let Some(mixin) = &declared.mixin {
        return Err(format!("`{name}` comes from the mixin `{mixin}`: declare it here first"));
    }
    if declared.name.contains('.') {
        return Err(format!("`{name}` has a dot in its name"));
    }
    match (declared.owner, relation.owner) {
        (AttributeOwner::Entity(owner), Owner::Entity(entity)) if owner != entity => {
            let owner = &model.entities[owner].name;
            Err(format!("`{name}` is inherited from `{owner}`"))
        }
        _ => Ok(()),
    }
}

/// Rows without a value of the key have no place in the new entity.
fn keeps_rows(relation: &Relation, key: &AttributeSet, part: &AttributeSet) -> Result<(), String> {
    let is_optional =
        |it: &Attribute| relation.attributes.get(*it as usize).is_some_and(|it| it.is_optional);
    let missing: AttributeSet = key.iter().filter(is_optional).collect();
    let lost: AttributeSet = (part - key).iter().filter(|it| !is_optional(it)).collect();
    match missing.is_empty() || lost.is_empty() {
        true => Ok(()),
        false => Err(format!(
            "{} may be missing, and rows without it would lose {}",
            relation.quoted(&missing),
            relation.quoted(&lost)
        )),
    }
}

/// Not every database takes a value without a bound as a key, and all of them repeat it in whatever refers to it.
fn bounded(model: &EntityGraph, relation: &Relation, key: &AttributeSet) -> Result<(), String> {
    let is_key_already = (0..relation.dependencies.functional().len()).any(|idx| {
        let from = &relation.dependencies.functional()[idx].from;
        relation.origin(DependencyId::Functional(idx)).kind.is_key() && key.is_subset(from)
    });
    let is_unbounded = |it: &Attribute| {
        let item = relation.attributes.get(*it as usize);
        let Some([Step::Attribute(id)]) = item.map(|it| it.path.as_slice()) else { return false };
        let scalar = match &model.attributes[*id].ty {
            AttributeType::Scalar(scalar) => scalar,
            AttributeType::Domain(id) => &model.domains[*id].base,
            AttributeType::Composite(_)
            | AttributeType::Enum(_)
            | AttributeType::Entity(_)
            | AttributeType::Union(_)
            | AttributeType::Array(_)
            | AttributeType::Native(_)
            | AttributeType::Unknown => return false,
        };
        matches!(scalar, ScalarType::Text | ScalarType::Json | ScalarType::Bytes(None))
    };
    let unbounded: AttributeSet = key.iter().filter(is_unbounded).collect();
    match is_key_already || unbounded.is_empty() {
        true => Ok(()),
        false => Err(format!(
            "{} would be a key without a bound to its length: give it one first",
            relation.quoted(&unbounded)
        )),
    }
}

/// An entity that no part goes on as can go only where nothing else hangs on it.
fn dissolvable(model: &EntityGraph, id: EntityId) -> Result<(), String> {
    let entity = &model.entities[id];
    let is_plain = entity.supertype.is_none()
        && entity.hierarchies.is_empty()
        && entity.mixins.is_empty()
        && !entity.is_abstract;
    match is_plain {
        true => Ok(()),
        false => Err("no part goes on as it, and it has supertypes, subtypes or mixins".to_owned()),
    }
}
