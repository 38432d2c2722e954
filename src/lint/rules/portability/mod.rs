//! The group `portability`: a file a rule.

mod case_dependent_unique;
mod long_name_elsewhere;
mod native_type;
mod quoted_name;
mod reserved_word;
mod single_database_item;

use crate::lint::Rule;

/// The rules, as the manual lists them.
pub(super) static RULES: &[&Rule] = &[
    &reserved_word::RULE,
    &quoted_name::RULE,
    &native_type::RULE,
    &single_database_item::RULE,
    &case_dependent_unique::RULE,
    &long_name_elsewhere::RULE,
];
