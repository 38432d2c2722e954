//! The pest parser made from `grammar/`. Each piece is parsed by a rule of its own.

use pest_derive::Parser;

/// Parses one header or one member.
#[derive(Parser)]
#[grammar = "../grammar/lexical.pest"]
#[grammar = "../grammar/types.pest"]
#[grammar = "../grammar/expressions.pest"]
#[grammar = "../grammar/annotations.pest"]
#[grammar = "../grammar/members.pest"]
#[grammar = "../grammar/declarations.pest"]
pub(super) struct Grammar;
