//! The group `keys`: a file a rule.

mod approximate_key;
mod boolean_key;
mod composite_key;
mod duplicate_unique;
mod generic_key_name;
mod key_type;
mod late_key;
mod many_column_key;
mod missing_primary_key;
mod moment_as_key;
mod natural_key;
mod nullable_unique;
mod reducible_key;
mod redundant_unique;
mod small_identity;
mod surrogate_only;
mod text_key;
mod uncounted_key;
mod undeclared_key;
mod unidentified_link;
mod wide_key;

use crate::lint::Rule;

/// The rules, as the manual lists them.
pub(super) static RULES: &[&Rule] = &[
    &missing_primary_key::RULE,
    &duplicate_unique::RULE,
    &redundant_unique::RULE,
    &nullable_unique::RULE,
    &approximate_key::RULE,
    &boolean_key::RULE,
    &moment_as_key::RULE,
    &small_identity::RULE,
    &uncounted_key::RULE,
    &wide_key::RULE,
    &many_column_key::RULE,
    &unidentified_link::RULE,
    &surrogate_only::RULE,
    &generic_key_name::RULE,
    &composite_key::RULE,
    &natural_key::RULE,
    &text_key::RULE,
    &late_key::RULE,
    &key_type::RULE,
    &undeclared_key::RULE,
    &reducible_key::RULE,
];
