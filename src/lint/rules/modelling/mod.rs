//! The group `modelling`: a file a rule.

mod abstract_without_subtypes;
mod all_optional;
mod attribute_as_entity;
mod chasm_trap;
mod deep_hierarchy;
mod deleted_at_without_by;
mod deleted_by_without_at;
mod empty_entity;
mod empty_subtype;
mod exclusive_references;
mod fan_trap;
mod mandatory_one_to_one;
mod missing_attribute;
mod parallel_relationships;
mod redundant_relationship;
mod single_subtype;
mod too_many_attributes;
mod unchecked_period;
mod unnamed_discriminator;

use crate::lint::Rule;

/// The rules, as the manual lists them.
pub(super) static RULES: &[&Rule] = &[
    &too_many_attributes::RULE,
    &all_optional::RULE,
    &missing_attribute::RULE,
    &deleted_by_without_at::RULE,
    &deleted_at_without_by::RULE,
    &unchecked_period::RULE,
    &attribute_as_entity::RULE,
    &abstract_without_subtypes::RULE,
    &single_subtype::RULE,
    &empty_subtype::RULE,
    &unnamed_discriminator::RULE,
    &deep_hierarchy::RULE,
    &mandatory_one_to_one::RULE,
    &redundant_relationship::RULE,
    &fan_trap::RULE,
    &chasm_trap::RULE,
    &parallel_relationships::RULE,
    &exclusive_references::RULE,
    &empty_entity::RULE,
];
