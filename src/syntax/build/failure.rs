//! Explains why the grammar refused a piece, in the words of the language.

use std::sync::{Mutex, PoisonError};

use pest::Parser;
use pest::error::{Error, ErrorVariant, InputLocation};

use super::{Context, expectation, foreign};
use crate::base::{Diagnostic, ScalarType, Span, closest, is_name_continue, is_name_start};
use crate::syntax::diags;
use crate::syntax::grammar::{Grammar, Rule};
use crate::syntax::spelling::{self, MEMBER_WORDS};
use crate::syntax::split::{MAX_NESTING, first_word};

/// What the grammar refused.
pub(super) struct Failure<'t> {
    /// The word that told the rule; empty when it is part of the text.
    pub(super) word: &'t str,
    /// What the rule was given.
    pub(super) text: &'t str,
    pub(super) rule: Rule,
    /// The furthest place that the grammar came to, behind blanks.
    pub(super) position: usize,
    /// The rules that could have started there.
    pub(super) expected: Vec<Rule>,
    /// The words and signs that could have stood there.
    pub(super) tokens: Vec<String>,
    /// Whether the grammar gave up for another reason than the text: the stack was used up.
    is_exhausted: bool,
}

impl<'t> Failure<'t> {
    pub(super) fn new(
        word: &'t str,
        text: &'t str,
        rule: Rule,
        error: &Error<Rule>,
    ) -> Failure<'t> {
        let location = match error.location {
            InputLocation::Pos(position) | InputLocation::Span((position, _)) => position,
        };
        let mut res = Failure {
            word,
            text,
            rule,
            position: behind_blanks(text, location),
            expected: Vec::new(),
            tokens: Vec::new(),
            is_exhausted: false,
        };
        match &error.variant {
            ErrorVariant::ParsingError { positives, .. } => res.expected.clone_from(positives),
            ErrorVariant::CustomError { .. } => res.is_exhausted = true,
        }
        res.look_closer();
        res
    }

    /// Parses again and keeps book of every word and sign: rules alone are noted where they start.
    fn look_closer(&mut self) {
        let Some((position, tokens)) = detailed(self.rule, self.text) else { return };
        let position = behind_blanks(self.text, word_start(self.text, position));
        if position < self.position {
            return;
        }
        if position > self.position {
            self.expected.clear();
        }
        self.position = position;
        self.tokens = tokens;
    }

    /// The text that could not be read.
    pub(super) fn rest(&self) -> &'t str {
        &self.text[self.position..]
    }

    /// The text that could be read, without the blanks behind it.
    pub(super) fn before(&self) -> &'t str {
        self.text[..self.position].trim_end()
    }

    /// The word, number, string or sign that could not be read.
    pub(super) fn token(&self) -> &'t str {
        token(self.rest())
    }

    /// The place of the first `len` bytes that could not be read.
    pub(super) fn span(&self, cx: &Context<'_, '_>, len: usize) -> Span {
        cx.piece_span(self.position, self.position + len)
    }

    pub(super) fn expects(&self, rules: &[Rule]) -> bool {
        rules.iter().any(|it| self.expected.contains(it))
    }
}

fn behind_blanks(text: &str, position: usize) -> usize {
    text.len() - text[position..].trim_ascii_start().len()
}

/// Where the word starts that `position` lies inside of: the grammar may have read a part of it.
fn word_start(text: &str, position: usize) -> usize {
    let before = &text[..position];
    let is_inside = text[position..].starts_with(is_name_continue);
    match is_inside {
        true => before.trim_end_matches(is_name_continue).len(),
        false => position,
    }
}

/// What a second, slower parse knows of its failure: the furthest place, and the words and signs that it
/// tried there. pest keeps this book for the whole process or not at all, so one thread looks at a time.
fn detailed(rule: Rule, text: &str) -> Option<(usize, Vec<String>)> {
    static LOOKING: Mutex<()> = Mutex::new(());
    let _one_at_a_time = LOOKING.lock().unwrap_or_else(PoisonError::into_inner);
    pest::set_error_detail(true);
    let error = Grammar::parse(rule, text).err();
    pest::set_error_detail(false);
    let attempts = error?.parse_attempts()?;
    let tokens = attempts.expected_tokens().iter().map(ToString::to_string).collect();
    Some((attempts.max_position, tokens))
}

/// The finding for a piece that the grammar refused.
pub(super) fn explain(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Diagnostic {
    if failure.is_exhausted {
        return diags::nested_too_deeply(failure.span(cx, 0), MAX_NESTING);
    }
    lookalike(cx, failure)
        .or_else(|| reserved_name(cx, failure))
        .or_else(|| foreign::piece(cx, failure))
        .or_else(|| missing_type(cx, failure))
        .or_else(|| missing_operand(cx, failure))
        .or_else(|| unknown_word(cx, failure))
        .or_else(|| crowded(cx, failure))
        .unwrap_or_else(|| unexpected(cx, failure))
}

/// The word, number, string or sign at the start of `text`.
fn token(text: &str) -> &str {
    let Some(first) = text.chars().next() else { return "" };
    let len = match first {
        '"' | '`' => text[1..].find(first).map_or(text.len(), |it| it + 2),
        c if is_name_continue(c) => text.find(|c| !is_name_continue(c)).unwrap_or(text.len()),
        '-' if text.starts_with("->") => 2,
        '-' if text.starts_with("--") => 2,
        c => c.len_utf8(),
    };
    &text[..len]
}

/// A blank or quote that is not the one of a keyboard, as word processors and web pages write them.
fn lookalike(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let rest = failure.rest();
    let first = rest.chars().next().filter(|it| !it.is_ascii())?;
    if first.is_whitespace() {
        return Some(diags::odd_blank(failure.span(cx, first.len_utf8()), first));
    }
    let close = match first {
        '“' | '„' | '”' => ['”', '“'],
        '«' => ['»'; 2],
        '‘' | '’' => ['’'; 2],
        _ => return None,
    };
    let inner = &rest[first.len_utf8()..];
    let end = inner.find(close)?;
    let text = &inner[..end];
    let len = rest.len() - inner[end..].trim_start_matches(close).len();
    Some(diags::odd_quotes(failure.span(cx, len), &spelling::string(text)))
}

/// `key varchar(80)`: the first word starts a member of its own, and yet a type follows.
fn reserved_name(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let word = failure.word;
    if !MEMBER_WORDS.contains(&word) {
        return None;
    }
    let next = first_word(failure.text);
    let behind = failure.text[next.len()..].trim_start();
    let is_type = ScalarType::form(next).is_some()
        || next.starts_with(char::is_uppercase) && !behind.starts_with(['.', '=', '<', '>', ':']);
    let is_dependency = failure.text.starts_with([',', '-']);
    let is_name = is_dependency || is_type && !behind.starts_with(':');
    let start = cx.keyword_start();
    is_name
        .then(|| diags::reserved_name(Span { end: start.start + word.len() as u32, ..start }, word))
}

/// `email`, and nothing behind it.
fn missing_type(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let is_attribute =
        failure.rule == Rule::attribute && failure.expects(&[Rule::type_ref, Rule::path]);
    let name = failure.before();
    let is_name = !name.is_empty() && token(name) == name && !name.starts_with('"');
    let is_missing = failure.rest().is_empty() || failure.rest().starts_with(['=', '@', ':']);
    (is_attribute && is_name && is_missing)
        .then(|| diags::missing_type(cx.piece_span(0, name.len()), name))
}

/// `= check a > 0`: what was taken for an operand is the next clause.
fn missing_operand(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    const CLAUSES: [&str; 9] = [
        "check",
        "key",
        "unique",
        "identity",
        "references",
        "sharing",
        "deferrable",
        "inverse",
        "where",
    ];
    let before = failure.before();
    let start = before.rfind(|c: char| !is_name_continue(c)).map_or(0, |it| it + 1);
    let word = &before[start..];
    let wants_operand =
        before[..start].trim_end().ends_with(['=', '<', '>', '+', '*', '/', '(', ',']);
    (CLAUSES.contains(&word) && wants_operand)
        .then(|| diags::unexpected(cx.piece_span(start, before.len()), word, "an expression"))
}

/// A word that is nearly one of those that can stand here.
fn unknown_word(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let token = failure.token();
    if !token.starts_with(is_name_start) {
        return None;
    }
    let words: Vec<&str> = expectation::words(failure).collect();
    let meant = closest(token, words).filter(|it| *it != token)?;
    Some(diags::unknown_word(failure.span(cx, token.len()), token, meant))
}

/// Another attribute on the same line.
fn crowded(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let rest = failure.rest();
    let next = rest.trim_start_matches([',', ';']).trim_start();
    let behind_name = next[first_word(next).len()..].trim_start();
    let has_scalar = ScalarType::form(first_word(behind_name)).is_some();
    // A third attribute behind the second spoils that as well; its type gives it away.
    let is_whole = Grammar::parse(Rule::attribute, next).is_ok();
    let is_attribute = failure.rule == Rule::attribute
        && failure.expects(&[Rule::annotation, Rule::EOI])
        && next.starts_with(is_name_start)
        && !expectation::words(failure).any(|it| it == first_word(next))
        && (has_scalar || is_whole);
    if !is_attribute {
        return None;
    }
    let is_certain = is_whole && (next.len() < rest.len() || has_scalar);
    let start = failure.before().len();
    let end = failure.text.len() - next.len();
    let at = failure.span(cx, token(rest).len());
    Some(diags::crowded_line(at, cx.piece_span(start, end), cx.indent(), is_certain))
}

fn unexpected(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Diagnostic {
    let token = failure.token();
    let span = failure.span(cx, token.len());
    match expectation::phrase(failure) {
        Some(expected) => diags::unexpected(span, token, &expected),
        None if token.is_empty() => diags::incomplete(span),
        None => diags::superfluous(span, token),
    }
}
