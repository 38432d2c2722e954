//! The group `normal-form`: a file a rule.

mod array_attribute;
mod copied_attribute;
mod entity_attribute_value;
mod list_in_text;
mod numbered_attributes;
mod numbered_entities;
mod relation_in_json;

use crate::lint::Rule;

/// The rules, as the manual lists them.
pub(super) static RULES: &[&Rule] = &[
    &list_in_text::RULE,
    &numbered_attributes::RULE,
    &numbered_entities::RULE,
    &relation_in_json::RULE,
    &entity_attribute_value::RULE,
    &array_attribute::RULE,
    &copied_attribute::RULE,
];
