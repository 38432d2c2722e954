//! The group `references`: a file a rule.

mod adjacency_list;
mod cyclic_cascade;
mod duplicate_foreign_key;
mod id_in_reference_name;
mod isolated_entity;
mod mandatory_self_reference;
mod many_references;
mod missing_reference;
mod missing_references;
mod multiple_cascade_paths;
mod overlapping_foreign_keys;
mod partial_foreign_key;
mod polymorphic_reference;
mod self_row_reference;
mod separate_component;
mod unchecked_diamond;
mod unindexed_foreign_key;
mod unnamed_inverse;
mod unstated_delete_action;

use crate::lint::Rule;

/// The rules, as the manual lists them.
pub(super) static RULES: &[&Rule] = &[
    &unindexed_foreign_key::RULE,
    &duplicate_foreign_key::RULE,
    &overlapping_foreign_keys::RULE,
    &self_row_reference::RULE,
    &mandatory_self_reference::RULE,
    &cyclic_cascade::RULE,
    &missing_reference::RULE,
    &polymorphic_reference::RULE,
    &partial_foreign_key::RULE,
    &id_in_reference_name::RULE,
    &isolated_entity::RULE,
    &separate_component::RULE,
    &missing_references::RULE,
    &unstated_delete_action::RULE,
    &unnamed_inverse::RULE,
    &adjacency_list::RULE,
    &many_references::RULE,
    &multiple_cascade_paths::RULE,
    &unchecked_diamond::RULE,
];
