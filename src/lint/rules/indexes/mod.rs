//! The group `indexes`: a file a rule.

mod array_index;
mod boolean_index;
mod deleted_in_unique;
mod duplicate_index;
mod index_on_enum;
mod long_text_index;
mod moment_inside_index;
mod needless_include;
mod needless_index_condition;
mod redundant_index;
mod too_many_indexes;
mod wide_index;

use crate::lint::Rule;

/// The rules, as the manual lists them.
pub(super) static RULES: &[&Rule] = &[
    &duplicate_index::RULE,
    &redundant_index::RULE,
    &too_many_indexes::RULE,
    &boolean_index::RULE,
    &array_index::RULE,
    &needless_index_condition::RULE,
    &needless_include::RULE,
    &wide_index::RULE,
    &moment_inside_index::RULE,
    &long_text_index::RULE,
    &deleted_in_unique::RULE,
    &index_on_enum::RULE,
];
