//! The group `documentation`: a file a rule.

mod empty_docs;
mod missing_attribute_docs;
mod missing_docs;
mod missing_value_docs;
mod stale_allow;
mod unexplained_allow;
mod unexplained_deprecation;
mod unfinished_docs;
mod unknown_rule;

use crate::lint::Rule;

/// The rule that runs last.
pub(in crate::lint) const STALE_ALLOW: &str = "stale-allow";

/// The rules, as the manual lists them.
pub(super) static RULES: &[&Rule] = &[
    &missing_docs::RULE,
    &missing_attribute_docs::RULE,
    &missing_value_docs::RULE,
    &empty_docs::RULE,
    &unfinished_docs::RULE,
    &unexplained_deprecation::RULE,
    &unknown_rule::RULE,
    &unexplained_allow::RULE,
    &stale_allow::RULE,
];
