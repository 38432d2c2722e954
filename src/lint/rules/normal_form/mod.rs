//! The group `normal-form`: a file a rule.

mod array_attribute;
mod copied_attribute;
mod determinant_without_key;
mod divisible_relation;
mod entity_attribute_value;
mod independent_facts;
mod join_dependency;
mod list_in_text;
mod numbered_attributes;
mod numbered_entities;
mod overlapping_key_dependency;
mod partial_dependency;
mod redundant_dependency;
mod redundant_tuple;
mod relation_in_json;
mod transitive_dependency;
mod trivial_dependency;

use crate::lint::Rule;

/// The rules, as the manual lists them.
pub(super) static RULES: &[&Rule] = &[
    &partial_dependency::RULE,
    &transitive_dependency::RULE,
    &overlapping_key_dependency::RULE,
    &determinant_without_key::RULE,
    &independent_facts::RULE,
    &redundant_tuple::RULE,
    &join_dependency::RULE,
    &divisible_relation::RULE,
    &redundant_dependency::RULE,
    &trivial_dependency::RULE,
    &list_in_text::RULE,
    &numbered_attributes::RULE,
    &numbered_entities::RULE,
    &relation_in_json::RULE,
    &entity_attribute_value::RULE,
    &array_attribute::RULE,
    &copied_attribute::RULE,
];
