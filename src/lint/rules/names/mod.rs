//! The group `names`: a file a rule.

mod inconsistent_attribute_name;
mod inconsistent_entity_name;
mod inconsistent_value_name;
mod negated_flag;
mod plural_attribute;
mod plural_entity;
mod repeated_entity_name;
mod singular_list;
mod table_prefix;
mod type_in_name;
mod unprefixed_flag;
mod vague_name;
mod vague_relationship;

use crate::lint::Rule;

/// The rules, as the manual lists them.
pub(super) static RULES: &[&Rule] = &[
    &inconsistent_entity_name::RULE,
    &inconsistent_attribute_name::RULE,
    &inconsistent_value_name::RULE,
    &plural_entity::RULE,
    &plural_attribute::RULE,
    &singular_list::RULE,
    &type_in_name::RULE,
    &negated_flag::RULE,
    &unprefixed_flag::RULE,
    &vague_name::RULE,
    &repeated_entity_name::RULE,
    &vague_relationship::RULE,
    &table_prefix::RULE,
];
