//! The group `privacy`: a file a rule.

mod card_data;
mod missing_policy;
mod personal_key;
mod readable_password;
mod unmarked_personal_data;
mod unmarked_secret;
mod unmarked_view_attribute;

use crate::lint::Rule;

/// The rules, as the manual lists them.
pub(super) static RULES: &[&Rule] = &[
    &readable_password::RULE,
    &card_data::RULE,
    &personal_key::RULE,
    &unmarked_personal_data::RULE,
    &unmarked_secret::RULE,
    &unmarked_view_attribute::RULE,
    &missing_policy::RULE,
];
