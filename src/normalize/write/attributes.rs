//! Attributes that move, are copied, or refer to a new entity.

use super::members::{from, modifier, references};
use crate::base::{CompactSort, Name};
use crate::syntax::ast::{Attribute, Member, MemberKind, ModifierKind, QuantifierKind};

/// Annotations that a copy in another entity keeps: what is said of the values, not of this place.
const OF_VALUES: [&str; 6] = ["pii", "sensitive", "postgres", "mysql", "mariadb", "sqlite"];
/// Annotations that mean the old place only.
const OF_PLACE: [&str; 4] = ["was", "from", "constraint", "index"];

/// How an attribute stands in its new entity.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It is the key.
    Key,
    /// It is a part of the key.
    KeyPart,
    /// It is unique beside the key.
    Unique,
    /// The key determines it.
    Plain,
}

/// The attribute that a member declares.
pub(super) fn attribute_of(member: &Member) -> Option<&Attribute> {
    let MemberKind::Attribute(it) = &member.kind else { return None };
    Some(it)
}

/// The attribute as a member of another entity, its rows from where they were.
pub(super) fn moved(member: &Member, sources: &[String], standing: Standing) -> Member {
    let mut res = member.clone();
    res.annotations.retain(|it| !is_one_of(&it.name.first.name, &OF_PLACE));
    set_standing(&mut res, standing);
    note_source(&mut res, sources);
    res
}

/// A copy for another entity beside the one that stays: without comments, and without what speaks of the
/// place alone.
pub(super) fn copied(member: &Member, sources: &[String], standing: Standing) -> Member {
    let mut res = Member { docs: None, trivia: None, ..member.clone() };
    res.annotations
        .retain(|it| it.name.rest.is_empty() && is_one_of(&it.name.first.name, &OF_VALUES));
    if let MemberKind::Attribute(attribute) = &mut res.kind {
        attribute.modifiers.retain(|it| match it.kind {
            ModifierKind::Check(_)
            | ModifierKind::References(..)
            | ModifierKind::OnDelete(_)
            | ModifierKind::OnUpdate(_)
            | ModifierKind::Deferrable(_) => true,
            ModifierKind::Key
            | ModifierKind::Unique
            | ModifierKind::Identity
            | ModifierKind::Default(_)
            | ModifierKind::Derived(..)
            | ModifierKind::Sharing(_)
            | ModifierKind::Inverse(_) => false,
        });
    }
    set_standing(&mut res, standing);
    note_source(&mut res, sources);
    res
}

/// Marks the attribute as what identifies a row.
pub(super) fn mark_key(member: &mut Member) {
    set_standing(member, Standing::Key);
}

/// Marks the attribute as unique.
pub(super) fn mark_unique(member: &mut Member) {
    let MemberKind::Attribute(attribute) = &mut member.kind else { return };
    if !attribute.modifiers.iter().any(|it| matches!(it.kind, ModifierKind::Unique)) {
        attribute.modifiers.push(modifier(ModifierKind::Unique));
        attribute.modifiers.compact_sort_by_key(|it| it.kind.rank());
    }
}

/// Makes a scalar refer to the attribute of the same name in `entity`; answers whether it can.
pub(super) fn refer(member: &mut Member, entity: &str) -> bool {
    let MemberKind::Attribute(attribute) = &mut member.kind else { return false };
    let has_reference = |it: &ModifierKind| {
        matches!(
            it,
            ModifierKind::References(..) | ModifierKind::Sharing(_) | ModifierKind::Inverse(_)
        )
    };
    if attribute.modifiers.iter().any(|it| has_reference(&it.kind)) || attribute.ty.is_array {
        return false;
    }
    attribute.modifiers.push(references(entity, &attribute.name.name));
    attribute.modifiers.compact_sort_by_key(|it| it.kind.rank());
    true
}

fn set_standing(member: &mut Member, standing: Standing) {
    let MemberKind::Attribute(attribute) = &mut member.kind else { return };
    attribute.modifiers.retain(|it| !matches!(it.kind, ModifierKind::Key));
    match standing {
        Standing::Key => {
            attribute.modifiers.retain(|it| !matches!(it.kind, ModifierKind::Unique));
            attribute.modifiers.push(modifier(ModifierKind::Key));
            attribute.quantifier.kind = QuantifierKind::One;
        }
        Standing::KeyPart => attribute.quantifier.kind = QuantifierKind::One,
        Standing::Unique => {
            attribute.modifiers.retain(|it| !matches!(it.kind, ModifierKind::Unique));
            attribute.modifiers.push(modifier(ModifierKind::Unique));
        }
        Standing::Plain => {}
    }
    attribute.modifiers.compact_sort_by_key(|it| it.kind.rank());
}

fn note_source(member: &mut Member, sources: &[String]) {
    let Some(name) = attribute_of(member).map(|it| it.name.name.clone()) else { return };
    if !sources.is_empty() {
        member.annotations.push(from(sources, &name));
    }
}

fn is_one_of(name: &Name, list: &[&str]) -> bool {
    list.contains(&name.as_str())
}
