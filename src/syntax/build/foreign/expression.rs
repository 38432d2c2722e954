//! Operators and literals of other languages.

use super::{Context, Diagnostic, Failure, Fix, diags, respelt, words_len};
use crate::base::is_name_continue;

pub(super) fn habit(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    double_equal(cx, failure)
        .or_else(|| operator(cx, failure))
        .or_else(|| cast(cx, failure))
        .or_else(|| bare_fraction(cx, failure))
        .or_else(|| typed_literal(cx, failure))
        .or_else(|| simple_case(cx, failure))
        .or_else(|| empty_list(cx, failure))
}

/// Operators elsewhere and here.
const OPERATORS: [(&str, &str); 10] = [
    ("!=", "<>"),
    ("<=>", "is not distinct from"),
    ("&&", "and"),
    ("!~", "not matches"),
    ("~", "matches"),
    ("regexp", "matches"),
    ("rlike", "matches"),
    ("similar to", "matches"),
    ("ne", "<>"),
    ("eq", "="),
];

fn operator(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    if failure.before().is_empty() {
        return None;
    }
    if let Some(len) = words_len(failure.rest(), "ilike") {
        let help = "compare both sides in small letters: `lower(name) like \"…\"`";
        return Some(diags::foreign(
            failure.span(cx, len),
            "`ilike` is not written here",
            help,
            None,
        ));
    }
    let (len, here) = OPERATORS
        .iter()
        .find_map(|(there, here)| Some((words_len(failure.rest(), there)?, *here)))?;
    Some(respelt(failure.span(cx, len), &failure.rest()[..len], here))
}

/// `a == b`: the first `=` was read.
fn double_equal(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let is_double =
        failure.rest().starts_with('=') && failure.text[..failure.position].ends_with('=');
    is_double.then(|| {
        let span = cx.piece_span(failure.position - 1, failure.position + 1);
        respelt(span, "==", "=")
    })
}

/// `total::int`
fn cast(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    // The first colon of a `check` was read as the one behind its name.
    let is_second =
        failure.text[..failure.position].ends_with(':') && failure.rest().starts_with(':');
    let start = failure.position - usize::from(is_second);
    let ty = failure.text[start..].strip_prefix("::")?;
    let ty = &ty[..ty.find(|c: char| !is_name_continue(c)).unwrap_or(ty.len())];
    let help = format!("write `cast(… as {ty})`");
    let span = cx.piece_span(start, start + 2);
    Some(diags::foreign(span, "`::` is not written here", help, None))
}

/// `.5`
fn bare_fraction(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let digits = failure.rest().strip_prefix('.')?;
    let len = digits.bytes().take_while(u8::is_ascii_digit).count();
    if len == 0 || failure.before().ends_with(is_name_continue) {
        return None;
    }
    let here = format!("0.{}", &digits[..len]);
    Some(respelt(failure.span(cx, len + 1), &failure.rest()[..len + 1], &here))
}

/// `date "2020-01-01"`
fn typed_literal(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let before = failure.before();
    let start = before.rfind(|c: char| !is_name_continue(c)).map_or(0, |it| it + 1);
    let word = &before[start..];
    let is_type = ["date", "time", "timestamp", "timestamptz", "interval", "uuid"].contains(&word);
    if start == 0 || !is_type || !failure.rest().starts_with(['"', '\'']) {
        return None;
    }
    let quote = if failure.rest().starts_with('"') { '"' } else { '\'' };
    let len = failure.rest()[1..].find(quote)? + 2;
    let text = failure.rest()[..len].trim_matches(quote);
    let here = format!("cast(\"{text}\" as {word})");
    let span = cx.piece_span(start, failure.position + len);
    let fix = Fix::replace(format!("write `{here}`"), span, here.as_str());
    Some(diags::foreign(
        span,
        "a type does not stand before its value",
        format!("write `{here}`"),
        Some(fix),
    ))
}

/// `case status when 1 then …`
fn simple_case(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let before = failure.before();
    if !before.ends_with("case") || failure.rest().starts_with("when") || failure.rest().is_empty()
    {
        return None;
    }
    let subject = failure.token();
    let help = format!("write the comparison out: `case when {subject} = … then … end`");
    Some(diags::foreign(
        failure.span(cx, subject.len()),
        "a condition stands behind every `when`",
        help,
        None,
    ))
}

/// `in ()`
fn empty_list(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let before = failure.before();
    let is_empty = failure.rest().starts_with(')')
        && before.ends_with('(')
        && before[..before.len() - 1].trim_end().ends_with("in");
    is_empty.then(|| {
        let help = "write the values it may have";
        diags::foreign(failure.span(cx, 1), "`in` needs one value at least", help, None)
    })
}
