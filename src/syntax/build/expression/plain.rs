//! Expressions of names, numbers, texts and calls between the usual operators: most of those in a model, read without
//! the grammar.
//!
//! It reads a part of what the rule `expression` reads, and the same from it; the grammar is asked about all else,
//! whatever is to be reported among it.

use super::operator::{Operator, Tail};
use super::yard::Yard;
use super::{Context, Expr, ExprKind, Grown, Path, closed, leaf};
use crate::base::{Name, NaryOp, Span};
use crate::syntax::build::names::ident_at;
use crate::syntax::build::plain::Cursor;
use crate::syntax::spelling;

/// So many operators are read in a row, and calls in calls.
const MOST_OPERATORS: usize = 60;
const MOST_CALLS: usize = 3;

/// The expression at `cursor`, which stands right behind it afterwards; nothing where it is not plain.
pub(in crate::syntax::build) fn plain(
    cx: &mut Context<'_, '_>,
    cursor: &mut Cursor<'_>,
) -> Option<Expr> {
    Some(grow(cx, cursor, 0)?.expr)
}

/// What stands behind an operand.
enum Next {
    Operator(Operator),
    Tail(Tail),
    /// Nothing that belongs to the expression.
    End,
}

fn grow(cx: &mut Context<'_, '_>, cursor: &mut Cursor<'_>, n_calls: usize) -> Option<Grown> {
    let mut yard = Yard::default();
    let first = operand(cx, cursor, n_calls)?;
    yard.operand(first);
    // Of two comparisons side by side the grammar's reader has something to say.
    let mut is_compared = false;
    for _ in 0..MOST_OPERATORS {
        let end = cursor.at;
        cursor.blanks();
        let start = cursor.at;
        let next = next(cx, cursor, n_calls)?;
        let is_comparison = match &next {
            Next::End => {
                cursor.at = end;
                return Some(yard.finish(cx));
            }
            Next::Tail(_) => true,
            Next::Operator(Operator::Binary(op)) => op.is_comparison(),
            Next::Operator(_) => false,
        };
        if is_comparison && is_compared {
            return None;
        }
        is_compared |= is_comparison;
        let span = cx.piece_span(start, cursor.at);
        match next {
            Next::End => {}
            Next::Tail(tail) => yard.tail(cx, tail, span, 0),
            Next::Operator(operator) => {
                is_compared &= !matches!(operator, Operator::Nary(_));
                yard.operator(cx, operator, span);
                cursor.blanks();
                let operand = operand(cx, cursor, n_calls)?;
                yard.operand(operand);
            }
        }
    }
    None
}

/// What follows; nothing where it is for the grammar to say.
fn next(cx: &mut Context<'_, '_>, cursor: &mut Cursor<'_>, n_calls: usize) -> Option<Next> {
    let symbols = ["<>", "<=", ">=", "||", "=", "<", ">", "+", "-", "*", "/", "%"];
    if let Some(symbol) = symbols.into_iter().find(|it| cursor.starts_with(it)) {
        cursor.at += symbol.len();
        return Some(Next::Operator(Operator::read(symbol, false)));
    }
    let Some(word) = cursor.word() else { return Some(Next::End) };
    match cursor.text_of(word) {
        "and" => Some(Next::Operator(Operator::Nary(NaryOp::And))),
        "or" => Some(Next::Operator(Operator::Nary(NaryOp::Or))),
        "is" => null_tail(cursor).map(Next::Tail),
        "between" => between_tail(cx, cursor, n_calls).map(Next::Tail),
        "not" | "in" | "like" | "matches" => None,
        _ => Some(Next::End),
    }
}

fn null_tail(cursor: &mut Cursor<'_>) -> Option<Tail> {
    cursor.blanks();
    let negated = cursor.keyword("not").is_some();
    cursor.blanks();
    cursor.keyword("null")?;
    Some(Tail::Null { negated })
}

/// `between 1 and 10`, the ends of which are no calculations.
fn between_tail(cx: &mut Context<'_, '_>, cursor: &mut Cursor<'_>, n_calls: usize) -> Option<Tail> {
    cursor.blanks();
    let low = operand(cx, cursor, n_calls)?.expr;
    cursor.blanks();
    cursor.keyword("and")?;
    cursor.blanks();
    let high = operand(cx, cursor, n_calls)?.expr;
    let mut behind = *cursor;
    behind.blanks();
    let is_end = ["+", "-", "*", "/", "%", "||"].iter().all(|it| !behind.starts_with(it));
    is_end.then_some(Tail::Between { low, high, negated: false })
}

fn operand(cx: &mut Context<'_, '_>, cursor: &mut Cursor<'_>, n_calls: usize) -> Option<Grown> {
    let start = cursor.at;
    match cursor.peek()? {
        b'"' => {
            let text = text(cursor)?;
            let span = cx.piece_span(start, cursor.at);
            Some(leaf(ExprKind::String(Name::new(text)), span))
        }
        b'0'..=b'9' => {
            let text = number(cursor)?;
            let span = cx.piece_span(start, cursor.at);
            Some(leaf(ExprKind::Number(Name::new(text)), span))
        }
        _ => {
            let word = cursor.word()?;
            let word = cursor.text_of(word);
            let span = cx.piece_span(start, cursor.at);
            term(cx, cursor, word, start, span, n_calls)
        }
    }
}

/// A text without escapes.
fn text<'t>(cursor: &mut Cursor<'t>) -> Option<&'t str> {
    let start = cursor.at + 1;
    let rest = cursor.source.get(start..)?;
    let len = rest.find(['"', '\\', '\n', '\r'])?;
    let is_plain = rest[len..].starts_with('"') && !rest[len + 1..].starts_with('"');
    cursor.at = start + len + 1;
    is_plain.then_some(&rest[..len])
}

/// `12`, `0.5`
fn number<'t>(cursor: &mut Cursor<'t>) -> Option<&'t str> {
    let start = cursor.at;
    cursor.digits();
    let mut fraction = *cursor;
    if fraction.eat(b'.').is_some() && fraction.digits() > 0 {
        *cursor = fraction;
    }
    let is_end = cursor.peek().is_none_or(|it| it.is_ascii() && !continues_name(it) && it != b'.');
    is_end.then(|| &cursor.source[start..cursor.at])
}

fn continues_name(byte: u8) -> bool {
    byte == b'_' || byte.is_ascii_alphanumeric()
}

/// A name, a word that is a value, or a call.
fn term(
    cx: &mut Context<'_, '_>,
    cursor: &mut Cursor<'_>,
    word: &str,
    start: usize,
    span: Span,
    n_calls: usize,
) -> Option<Grown> {
    // Such a word may have more to it than the name that it starts as.
    let mut behind = *cursor;
    behind.blanks();
    let is_called = cursor.peek() == Some(b'(');
    let goes_on = cursor.peek().is_some_and(|it| !it.is_ascii() || it == b'.');
    if goes_on || !is_called && behind.peek() == Some(b'(') {
        return None;
    }
    match word {
        "null" | "true" | "false" | "not" if is_called => None,
        "null" => Some(leaf(ExprKind::Null, span)),
        "true" | "false" => Some(leaf(ExprKind::Bool(word == "true"), span)),
        "not" => None,
        _ if spelling::is_operand_word(word) => None,
        _ if is_called => call(cx, cursor, word, start, n_calls),
        _ => {
            let first = ident_at(cx, word, start);
            Some(leaf(ExprKind::Reference(Path { first, rest: Vec::new() }), span))
        }
    }
}

fn call(
    cx: &mut Context<'_, '_>,
    cursor: &mut Cursor<'_>,
    function: &str,
    start: usize,
    n_calls: usize,
) -> Option<Grown> {
    if n_calls == MOST_CALLS || spelling::form(function).is_some() {
        return None;
    }
    cursor.eat(b'(')?;
    cursor.blanks();
    let mut arguments: Vec<Expr> = Vec::new();
    let mut depth = 0;
    while cursor.eat(b')').is_none() {
        if !arguments.is_empty() {
            cursor.eat(b',')?;
            cursor.blanks();
        }
        let argument = grow(cx, cursor, n_calls + 1)?;
        depth = depth.max(argument.depth);
        arguments.push(argument.expr);
        cursor.blanks();
    }
    let span = cx.piece_span(start, cursor.at);
    let kind = ExprKind::Call { function: Name::new(function), arguments };
    Some(closed(cx, kind, span, depth))
}
