//! The group `types`: a file a rule.

mod approximate_number;
mod bounded_text;
mod default_outside_check;
mod empty_range;
mod enum_as_check;
mod enum_type;
mod file_in_row;
mod flag_as_number;
mod inconsistent_type;
mod inexact_money;
mod many_large_objects;
mod moment_as_text;
mod needless_null_check;
mod null_as_text;
mod number_as_text;
mod padded_text;
mod single_value_enum;
mod small_integer;
mod stored_age;
mod three_state_boolean;
mod unbounded_text;
mod unused_mixin;
mod unused_type;
mod uuid_as_text;
mod whole_decimal;
mod zoneless_moment;

use crate::lint::Rule;

/// The rules, as the manual lists them.
pub(super) static RULES: &[&Rule] = &[
    &inexact_money::RULE,
    &approximate_number::RULE,
    &zoneless_moment::RULE,
    &padded_text::RULE,
    &inconsistent_type::RULE,
    &three_state_boolean::RULE,
    &null_as_text::RULE,
    &default_outside_check::RULE,
    &empty_range::RULE,
    &needless_null_check::RULE,
    &single_value_enum::RULE,
    &unused_type::RULE,
    &unused_mixin::RULE,
    &unbounded_text::RULE,
    &bounded_text::RULE,
    &moment_as_text::RULE,
    &number_as_text::RULE,
    &flag_as_number::RULE,
    &uuid_as_text::RULE,
    &whole_decimal::RULE,
    &stored_age::RULE,
    &enum_as_check::RULE,
    &enum_type::RULE,
    &small_integer::RULE,
    &file_in_row::RULE,
    &many_large_objects::RULE,
];
