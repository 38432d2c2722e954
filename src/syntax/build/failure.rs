//! Explains why the grammar refused a piece, in the words of the language.

use pest::error::{Error, ErrorVariant, InputLocation};

use super::{Context, foreign};
use crate::base::{Diagnostic, ScalarType, closest, is_name_continue};
use crate::syntax::diags;
use crate::syntax::grammar::Rule;
use crate::syntax::split::first_word;

/// The finding for a piece `text` that `rule` refused.
pub(super) fn explain(
    cx: &Context<'_, '_>,
    text: &str,
    rule: Rule,
    error: &Error<Rule>,
) -> Diagnostic {
    let position = failing_position(text, error);
    if let Some(diagnostic) = foreign::piece(cx, text, rule, position) {
        return diagnostic;
    }
    if rule == Rule::member
        && let Some(word) = reserved_word_as_name(text)
    {
        return diags::reserved_name(cx.piece_span(0, word.len()), word);
    }
    let token = token_at(text, position);
    let span = cx.piece_span(position, position + token.len());
    let expected = expected_rules(error);
    let words: Vec<String> = expected.iter().filter_map(|it| word_of(*it)).collect();
    if let Some(meant) = closest(token, words.iter().map(String::as_str))
        && meant != token
        && !token.is_empty()
    {
        return diags::unknown_word(span, token, meant);
    }
    match phrase(rule, &expected, position) {
        Some(expected) => diags::unexpected(span, token, &expected),
        None if token.is_empty() => diags::unexpected(span, token, "more text"),
        None => diags::superfluous(span, token),
    }
}

/// The furthest place the grammar came to, behind blanks.
fn failing_position(text: &str, error: &Error<Rule>) -> usize {
    let position = match error.location {
        InputLocation::Pos(position) | InputLocation::Span((position, _)) => position,
    };
    let blanks = text[position..].len() - text[position..].trim_start().len();
    position + blanks
}

fn expected_rules(error: &Error<Rule>) -> Vec<Rule> {
    match &error.variant {
        ErrorVariant::ParsingError { positives, .. } => positives.clone(),
        ErrorVariant::CustomError { .. } => Vec::new(),
    }
}

/// The word, number, string or sign at `position`.
fn token_at(text: &str, position: usize) -> &str {
    let rest = &text[position..];
    let Some(first) = rest.chars().next() else { return "" };
    let len = match first {
        '"' | '`' => rest[1..].find(first).map_or(rest.len(), |it| it + 2),
        c if is_name_continue(c) => rest.find(|c| !is_name_continue(c)).unwrap_or(rest.len()),
        '-' if rest.starts_with("->") => 2,
        c => c.len_utf8(),
    };
    &rest[..len]
}

/// The keyword that a rule stands for.
fn word_of(rule: Rule) -> Option<String> {
    let name = format!("{rule:?}");
    let composed = match rule {
        Rule::label | Rule::items | Rule::paths => None,
        Rule::check_clause => Some("check"),
        Rule::references => Some("references"),
        Rule::sharing => Some("sharing"),
        Rule::on_delete | Rule::on_update => Some("on"),
        Rule::deferrable => Some("deferrable"),
        Rule::initially_deferred => Some("initially"),
        Rule::inverse => Some("inverse"),
        Rule::predicate => Some("where"),
        Rule::using => Some("using"),
        Rule::include => Some("include"),
        Rule::collate => Some("collate"),
        Rule::operator_class => Some("ops"),
        Rule::nulls_order | Rule::nulls_not_distinct => Some("nulls"),
        Rule::match_full => Some("match"),
        Rule::by => Some("by"),
        Rule::storage => Some("stored"),
        Rule::as_role => Some("as"),
        Rule::extends => Some("extends"),
        Rule::with => Some("with"),
        Rule::native_on => Some("on"),
        Rule::set_null | Rule::set_default => Some("set"),
        Rule::no_action => Some("no"),
        _ => name.strip_prefix("kw_"),
    };
    composed.map(str::to_owned)
}

/// What could have stood there, most telling first.
fn phrase(rule: Rule, expected: &[Rule], position: usize) -> Option<String> {
    let has = |it: Rule| expected.contains(&it);
    let any = |them: &[Rule]| them.iter().any(|it| expected.contains(it));
    let res = if position == 0 && rule == Rule::member {
        "an attribute, a key, an index, a check or another member"
    } else if any(&[Rule::type_ref, Rule::named_type]) {
        "a type"
    } else if any(&[Rule::type_arguments, Rule::quantifier, Rule::modifier]) {
        return None;
    } else if any(&[Rule::expression, Rule::number, Rule::reference, Rule::parenthesis]) {
        "an expression"
    } else if has(Rule::action) || any(&[Rule::kw_cascade, Rule::set_null]) {
        "`cascade`, `restrict`, `set null`, `set default` or `no action`"
    } else if any(&[Rule::kw_delete, Rule::kw_update]) {
        "`delete` or `update`"
    } else if has(Rule::participant) {
        "`--` and a second participant"
    } else if any(&[Rule::paths, Rule::items]) {
        "a list in `( )`"
    } else if any(&[Rule::integer]) {
        "a whole number"
    } else if any(&[Rule::text, Rule::string]) {
        "a text in double quotes"
    } else if any(&[Rule::annotation_value]) {
        "a name, a text or a number"
    } else if has(Rule::sql) || has(Rule::kw_sql) {
        "`sql(\"…\")`"
    } else if has(Rule::kw_with) && rule == Rule::member {
        "`with` and an operator"
    } else if any(&[Rule::arrow, Rule::multivalued_arrow]) {
        "`->` or `->>`"
    } else if any(&[Rule::path, Rule::name, Rule::plain_name, Rule::quoted_name]) {
        "a name"
    } else if let Some(word) = expected.iter().filter_map(|it| word_of(*it)).next()
        && expected.len() == 1
    {
        return Some(format!("`{word}`"));
    } else {
        return None;
    };
    Some(res.to_owned())
}

/// The first word, if it starts a member of its own and yet is followed by a type.
fn reserved_word_as_name(text: &str) -> Option<&str> {
    const RESERVED: [&str; 8] =
        ["key", "unique", "index", "check", "foreign", "exclude", "subtypes", "join"];
    let word = first_word(text);
    let rest = text[word.len()..].trim_start();
    let next = first_word(rest);
    let behind = rest[next.len()..].trim_start();
    let is_type = ScalarType::form(next).is_some()
        || next.starts_with(char::is_uppercase) && !behind.starts_with(['.', '=', '<', '>', ':']);
    (RESERVED.contains(&word) && is_type && !behind.starts_with(':')).then_some(word)
}
