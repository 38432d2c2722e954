//! Habits from other languages, recognised and answered with the spelling used here.

mod attribute;
mod expression;
mod file;
mod header;
mod member;
mod start;

pub(super) use file::whole_file;
pub(super) use start::start;

use super::Context;
use super::failure::Failure;
use crate::base::{Diagnostic, Fix, Span, is_name_continue};
use crate::syntax::diags;
use crate::syntax::grammar::Rule;

/// The finding for a header, member or value in another language's words.
pub(super) fn piece(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let by_rule = match failure.rule {
        Rule::attribute => attribute::habit(cx, failure),
        Rule::enum_value => header::value(cx, failure),
        Rule::entity_header
        | Rule::relationship_header
        | Rule::union_header
        | Rule::domain_header
        | Rule::import_header
        | Rule::native_header
        | Rule::view_body => header::habit(cx, failure),
        _ => member::habit(cx, failure),
    };
    by_rule.or_else(|| expression::habit(cx, failure))
}

/// `there` is written `here`; the fix says so.
fn respelt(span: Span, there: &str, here: &str) -> Diagnostic {
    let fix = Fix::replace(format!("replace it by `{here}`"), span, here);
    let message = format!("`{there}` is written `{here}` here");
    diags::foreign(span, message, format!("write `{here}`"), Some(fix))
}

/// How many bytes of `text` the words `words` take, whatever their case and the blanks between them.
fn words_len(text: &str, words: &str) -> Option<usize> {
    let mut rest = text;
    for word in words.split(' ') {
        rest = rest.trim_start();
        let head = rest.get(..word.len())?;
        if !head.eq_ignore_ascii_case(word) {
            return None;
        }
        rest = &rest[word.len()..];
        if rest.starts_with(is_name_continue) && word.ends_with(is_name_continue) {
            return None;
        }
    }
    Some(text.len() - rest.len())
}
