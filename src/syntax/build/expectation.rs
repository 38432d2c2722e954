//! What could have stood where the grammar gave up, in the words of the language.

use super::failure::Failure;
use crate::syntax::grammar::Rule;

/// The keywords that could have stood there.
pub(super) fn words<'f>(failure: &'f Failure<'_>) -> impl Iterator<Item = &'f str> {
    let is_end = failure.expects(&[Rule::annotation, Rule::EOI]);
    let tail = if is_end { tail_words(failure.rule) } else { &[] };
    let may_continue = is_end && has_expression(failure);
    let operators = if may_continue { OPERATORS } else { &[] };
    let tokens = failure.tokens.iter().map(String::as_str).filter(|it| is_word(it));
    tokens.chain(tail.iter().chain(operators).copied())
}

fn is_word(token: &str) -> bool {
    token.len() > 1 && token.bytes().all(|it| it.is_ascii_alphabetic())
}

const OPERATORS: &[&str] = &["and", "or", "is", "in", "not", "between", "like", "matches"];

/// Whether what was read so far may end with an expression.
fn has_expression(failure: &Failure<'_>) -> bool {
    match failure.rule {
        Rule::check => true,
        Rule::attribute | Rule::domain_header => {
            let before = failure.before();
            before.contains('=') || before.contains("check ")
        }
        Rule::unique | Rule::index | Rule::exclude => failure.before().contains("where "),
        _ => false,
    }
}

/// The words that can stand before the end of a piece; the look ahead of the grammar hides them where a
/// word does not start with a small letter.
fn tail_words(rule: Rule) -> &'static [&'static str] {
    match rule {
        Rule::attribute => &[
            "key",
            "unique",
            "identity",
            "check",
            "references",
            "sharing",
            "on",
            "deferrable",
            "inverse",
        ],
        Rule::domain_header => &["check"],
        Rule::unique => &["where", "nulls"],
        Rule::index => &["using", "include", "where"],
        Rule::exclude => &["using", "where"],
        Rule::foreign_key => &["match", "on", "deferrable"],
        Rule::subtypes => &["disjoint", "overlapping", "total", "partial", "by", "stored"],
        Rule::entity_header => &["extends", "with"],
        Rule::relationship_header => &["as", "on", "deferrable"],
        _ => &[],
    }
}

/// What could have stood there, most telling first; nothing where only more of what is optional could.
pub(super) fn phrase(failure: &Failure<'_>) -> Option<String> {
    let phrases = PHRASES.iter().filter(|(rules, _)| failure.expects(rules));
    let phrase = phrases.map(|(_, phrase)| *phrase).next();
    if let Some(phrase) = special_phrase(failure).or(phrase) {
        return Some(phrase.to_owned());
    }
    if failure.expects(&[Rule::annotation, Rule::EOI]) {
        return None;
    }
    let is_telling =
        |it: &&String| is_word(it) || matches!(it.as_str(), "," | ")" | "(" | ":" | "=" | "}");
    let tokens: Vec<String> =
        failure.tokens.iter().filter(is_telling).map(|it| format!("`{it}`")).collect();
    match tokens.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        [most @ .., last] => Some(format!("{} or {last}", most.join(", "))),
    }
}

/// Places that the expected rules alone do not tell.
fn special_phrase(failure: &Failure<'_>) -> Option<&'static str> {
    let before = failure.before();
    let is_end = failure.rest().is_empty();
    match failure.rule {
        Rule::attribute if failure.position == 0 => {
            Some("an attribute, a key, an index, a check or another member")
        }
        Rule::attribute
            if before.contains("references ") && failure.tokens.iter().any(|it| it == "(") =>
        {
            Some("the attribute that is referred to, in `( )`")
        }
        Rule::domain_header if !before.contains('=') && !before.is_empty() => {
            Some("`=` and a type")
        }
        Rule::union_header if !before.contains('=') && !before.is_empty() => {
            Some("`=` and the entities it may be")
        }
        Rule::relationship_header if !before.contains(':') && !before.is_empty() => {
            Some("`:` and its participants")
        }
        Rule::relationship_header if !before.contains("--") && is_end && !before.ends_with(':') => {
            Some("`--` and a second participant")
        }
        Rule::dependency if !before.contains("->") && !before.is_empty() => Some("`->` or `->>`"),
        Rule::foreign_key if before.is_empty() => Some("`key`"),
        Rule::view_body => Some("`= sql(\"…\")`"),
        Rule::native_header if before.is_empty() => {
            Some("what it is: `function`, `trigger`, `policy`, …")
        }
        _ if is_end => unfinished(before),
        _ => None,
    }
}

/// What follows the last word, where that cannot stand alone: the grammar only sees that a blank is missing.
fn unfinished(before: &str) -> Option<&'static str> {
    let start = before.rfind(|c: char| !crate::base::is_name_continue(c)).map_or(0, |it| it + 1);
    Some(match &before[start..] {
        "on" => "`delete` or `update`",
        "delete" | "update" if before[..start].trim_end().ends_with("on") => ACTIONS,
        "inverse" | "using" | "ops" | "as" | "extends" | "by" => "a name",
        "nulls" => "`first`, `last` or `not distinct`",
        "match" => "`full`",
        "set" => "`null` or `default`",
        "no" => "`action`",
        "initially" => "`deferred`",
        "is" => "`null`, `not null` or `distinct from`",
        _ => return None,
    })
}

const ACTIONS: &str = "`cascade`, `restrict`, `set null`, `set default` or `no action`";

/// Rules and what they stand for; the first that fits is said.
const PHRASES: &[(&[Rule], &str)] = &[
    (&[Rule::type_ref, Rule::type_arguments], "a type"),
    (
        &[Rule::expression, Rule::number, Rule::term, Rule::parenthesis, Rule::bound],
        "an expression",
    ),
    (&[Rule::action], ACTIONS),
    (&[Rule::event], "`delete` or `update`"),
    (&[Rule::hierarchy_kind], "`joined`, `single` or `separate`"),
    (&[Rule::nulls_place], "`first` or `last`"),
    (&[Rule::participant], "an entity that takes part"),
    (&[Rule::item, Rule::exclude_item], "an attribute or an expression"),
    (&[Rule::paths, Rule::items], "a list in `( )`"),
    (&[Rule::kw_then], "`then`"),
    (&[Rule::kw_when, Rule::when], "`when`"),
    (&[Rule::kw_end], "`end`"),
    (&[Rule::sql_named], "a text, or `dialect: text`"),
    (
        &[Rule::signed_number, Rule::dashed_name, Rule::annotation_argument],
        "a name, a text or a number",
    ),
    (&[Rule::text], "a text in double quotes"),
    (&[Rule::sql, Rule::kw_sql], "`sql(\"…\")`"),
    (&[Rule::sql_arguments], "a text in `( )`"),
    (&[Rule::operator], "an operator"),
    (&[Rule::arrow], "`->` or `->>`"),
    (&[Rule::path, Rule::name, Rule::native_kind], "a name"),
];
