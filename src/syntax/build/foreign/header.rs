//! Headers and enum values in the words of other languages.

use super::{Context, Diagnostic, Failure, Fix, Rule, diags, respelt, words_len};
use crate::base::{Edit, is_name_continue, is_plain_name};
use crate::syntax::spelling;

pub(super) fn habit(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    match failure.rule {
        Rule::entity_header => entity(cx, failure),
        Rule::relationship_header => relationship(cx, failure),
        Rule::union_header => union(cx, failure),
        Rule::domain_header => domain(cx, failure),
        Rule::import_header => import(cx, failure),
        Rule::native_header | Rule::view_body => bare_text(cx, failure),
        _ => None,
    }
    .or_else(|| quoted_name(cx, failure))
}

/// `entity "Order line" {`
fn quoted_name(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let rest = failure.rest().strip_prefix('"')?;
    let name = &rest[..rest.find('"')?];
    if failure.position != 0 || name.is_empty() {
        return None;
    }
    let mut here = String::new();
    spelling::write_name(&mut here, name, &[]);
    let span = failure.span(cx, name.len() + 2);
    let fix = Fix::replace("take it out of its quotes", span, here);
    let help = "write the name as it is; in backticks where it is no plain name";
    Some(diags::foreign(span, "a name does not stand in quotes", help, Some(fix)))
}

/// `entity Person : Party {`
fn entity(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    if failure.before().is_empty() {
        return None;
    }
    let rest = failure.rest();
    for (there, here) in
        [("inherits from", "extends"), ("inherits", "extends"), ("implements", "with")]
    {
        if let Some(len) = words_len(rest, there) {
            return Some(respelt(failure.span(cx, len), &rest[..len], here));
        }
    }
    if rest.starts_with(':') {
        let blank = if failure.text[..failure.position].ends_with(' ') { "" } else { " " };
        let span = failure.span(cx, 1);
        let edit = Edit { span, text: format!("{blank}extends") };
        let fix = Fix::safe("replace it by `extends`", vec![edit]);
        return Some(diags::foreign(
            span,
            "`:` is written `extends` here",
            "write `extends`",
            Some(fix),
        ));
    }
    let is_second = rest.starts_with(',') && failure.before().contains("extends ");
    is_second.then(|| {
        let help = "keep one; what the others add can stand in a mixin: `with Name`";
        diags::foreign(failure.span(cx, 1), "an entity has one supertype", help, None)
    })
}

/// `A 1 -- N B`, `A -> B`
fn relationship(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let rest = failure.rest();
    if !failure.before().contains(':') {
        return None;
    }
    for there in ["<-->", "<->", "-->", "->", "<-", "=>", "—", "–", "-"] {
        if rest.starts_with(there) && !rest.starts_with("--") {
            return Some(respelt(failure.span(cx, there.len()), there, "--"));
        }
    }
    if let Some(len) = [",", "and"].iter().find_map(|it| words_len(rest, it)) {
        return Some(joined(cx, failure, len, "--"));
    }
    let is_cardinality = |c: char| {
        is_name_continue(c) || matches!(c, '.' | '*' | '|' | '}' | '[' | ']' | '(' | ')' | ',')
    };
    let len = rest.find(|c| !is_cardinality(c)).unwrap_or(rest.len());
    let there = &rest[..len];
    let here = match there.trim_matches(['[', ']', '(', ')']) {
        "1" | "1..1" | "1,1" | "||" => "",
        "0..1" | "0,1" | "|o" => "?",
        "n" | "N" | "m" | "M" | "0..*" | "0..n" | "0..N" | "0,n" | "0,N" | "many" => "*",
        "1..*" | "1..n" | "1..N" | "1,n" | "1,N" => "+",
        _ => return None,
    };
    let help = match here {
        "" => "leave it out: an entity without a mark takes part exactly once".to_owned(),
        here => format!("write `{here}` behind the name of the entity"),
    };
    Some(diags::foreign(
        failure.span(cx, len),
        format!("`{there}` is not written here"),
        help,
        None,
    ))
}

/// `union Owner = Person, Company`
fn union(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let len = ["or", ",", "/"].iter().find_map(|it| words_len(failure.rest(), it))?;
    Some(joined(cx, failure, len, "|"))
}

/// What joins two names, `len` bytes long, is written `here`.
fn joined(cx: &Context<'_, '_>, failure: &Failure<'_>, len: usize, here: &str) -> Diagnostic {
    let span = failure.span(cx, len);
    let there = &failure.rest()[..len];
    let blank = if failure.text[..failure.position].ends_with(' ') { "" } else { " " };
    let fix = Fix::replace(format!("replace it by `{here}`"), span, format!("{blank}{here}"));
    let message = format!("`{there}` is written `{here}` here");
    diags::foreign(span, message, format!("write `{here}`"), Some(fix))
}

/// `type Email varchar(254)`
fn domain(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    if failure.before().contains('=') || failure.before().is_empty() {
        return None;
    }
    let at = failure.span(cx, 0);
    let (text, there) =
        match words_len(failure.rest(), "as").or_else(|| words_len(failure.rest(), "is")) {
            Some(len) => (failure.span(cx, len), Some(&failure.rest()[..len])),
            None if failure.rest().starts_with(is_name_continue) => (at, None),
            None => return None,
        };
    Some(match there {
        Some(there) => respelt(text, there, "="),
        None => diags::missing_equal(at),
    })
}

/// `import common/money`
fn import(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let path = failure.text.trim_end_matches(';').trim_end();
    let is_path = failure.position == 0
        && !path.is_empty()
        && path.chars().all(|it| is_name_continue(it) || matches!(it, '/' | '.' | '-' | '@'));
    if !is_path {
        return None;
    }
    let span = failure.span(cx, path.len());
    let here = spelling::string(path);
    let fix = Fix::replace("put it in quotes", span, here.as_str());
    Some(diags::foreign(
        span,
        "a path stands in double quotes",
        format!("write `import {here}`"),
        Some(fix),
    ))
}

/// `} = "select …"`
fn bare_text(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let rest = failure.rest();
    if !rest.starts_with(['"', '\'']) || !failure.before().ends_with('=') {
        return None;
    }
    let span = failure.span(cx, rest.len());
    let is_whole = rest.len() > 1 && rest.ends_with(['"', '\'']);
    let fix = is_whole.then(|| Fix::replace("put it in `sql( )`", span, format!("sql({rest})")));
    let help = "write `sql(\"…\")`, or `sql(postgres: \"…\")` for one database";
    Some(diags::foreign(failure.span(cx, 1), "SQL stands in `sql( )`", help, fix))
}

/// A value of an enum.
pub(super) fn value(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let rest = failure.rest();
    let token = failure.token();
    if failure.position == 0 && rest.starts_with(['"', '\'']) {
        return Some(text_as_value(cx, failure));
    }
    if failure.before().ends_with('=') && rest.starts_with(|c: char| c.is_ascii_digit()) {
        let span = failure.span(cx, token.len());
        let here = spelling::string(token);
        let fix = Fix::replace(format!("write `{here}`"), span, here.as_str());
        return Some(diags::foreign(
            span,
            "a label is a text",
            format!("write `{here}`"),
            Some(fix),
        ));
    }
    if rest.starts_with([';', '|']) {
        let span = failure.span(cx, 1);
        let is_last = rest[1..].trim().is_empty();
        let fix = Fix::replace("replace it by a comma", span, ",");
        let fix = (!is_last || rest.starts_with(';')).then_some(fix);
        return Some(diags::foreign(span, "values are separated by commas", "write `,`", fix));
    }
    if rest.starts_with(':') {
        return Some(respelt(failure.span(cx, 1), ":", "="));
    }
    if rest.starts_with('[') {
        let help = "write a note as `/// …` behind the value";
        return Some(diags::foreign(
            failure.span(cx, 1),
            "settings do not stand in `[ ]`",
            help,
            None,
        ));
    }
    let is_value = !failure.before().is_empty() && rest.starts_with(crate::base::is_name_start);
    is_value.then(|| {
        diags::missing_comma(cx.piece_span(failure.before().len(), failure.before().len()))
    })
}

/// `"pending"`
fn text_as_value(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Diagnostic {
    let text = failure.rest();
    let quote = if text.starts_with('"') { '"' } else { '\'' };
    let len = text[1..].find(quote).map_or(text.len(), |it| it + 2);
    let inner = text[..len].trim_matches(quote);
    let span = failure.span(cx, len);
    let fix = is_plain_name(inner).then(|| Fix::replace("remove the quotes", span, inner));
    let label = diags::clip(&spelling::string(inner));
    let help = format!("write a name, and behind it what the database stores: `name = {label}`");
    diags::foreign(span, "a value is a name", help, fix)
}
