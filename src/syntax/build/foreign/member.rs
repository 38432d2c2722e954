//! Keys, indexes and other constraints in the words of SQL, DBML and Prisma.

use super::{Context, Diagnostic, Failure, Fix, Rule, diags, respelt, words_len};
use crate::base::is_name_continue;
use crate::syntax::split::first_word;

/// A member that its first word told to be no attribute.
pub(super) fn habit(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    extra_word(cx, failure)
        .or_else(|| missing_colon(cx, failure))
        .or_else(|| missing_list(cx, failure))
        .or_else(|| ascending(cx, failure))
        .or_else(|| reference_settings(cx, failure))
}

/// `unique key (a)`, `unique index name (a)`
fn extra_word(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let len = ["key", "index"].iter().find_map(|it| words_len(failure.text, it))?;
    if failure.rule != Rule::unique {
        return None;
    }
    let span = cx.piece_span(0, len);
    let word = &failure.text[..len];
    let wide = cx.piece_span(0, failure.text.len() - failure.text[len..].trim_start().len());
    let fix = Fix::replace("remove it", wide, "");
    let help = "remove it: `unique (a, b)` says all";
    Some(diags::foreign(span, format!("`{word}` is not written here"), help, Some(fix)))
}

/// `index by_day (day)`
fn missing_colon(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let has_label = matches!(
        failure.rule,
        Rule::key | Rule::unique | Rule::index | Rule::foreign_key | Rule::exclude | Rule::subtypes
    );
    let start = if failure.rule == Rule::foreign_key { words_len(failure.text, "key")? } else { 0 };
    let text = failure.text[start..].trim_start();
    let name_len = text.find(|c: char| !is_name_continue(c)).unwrap_or(text.len());
    let is_named = name_len > 0 && text[name_len..].trim_start().starts_with('(');
    if !has_label || !is_named {
        return None;
    }
    let at = failure.text.len() - text.len();
    let span = cx.piece_span(at, at + name_len);
    Some(diags::missing_colon(span, &text[..name_len]))
}

/// `key a, b`
fn missing_list(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let wants_list = matches!(failure.rule, Rule::key | Rule::unique | Rule::index);
    let list = failure.text;
    let is_list = !list.is_empty()
        && list.split(',').all(|it| {
            let name = it.trim();
            !name.is_empty() && first_word(name) == name
        });
    (wants_list && is_list)
        .then(|| diags::missing_brackets(cx.piece_span(0, list.len()), &format!("({list})")))
}

/// `index (a asc)`
fn ascending(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let len = words_len(failure.rest(), "asc")?;
    let wide = cx.piece_span(failure.before().len(), failure.position + len);
    let fix = Fix::replace("remove it", wide, "");
    let help = "remove it: an index ascends unless `desc` is written";
    Some(diags::foreign(failure.span(cx, len), "`asc` is not written here", help, Some(fix)))
}

/// `(a, b) [pk]`
fn reference_settings(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let inner = failure.rest().strip_prefix('[')?;
    let close = inner.find(']')?;
    let help = "write what it says behind the list: `where …`, `using …`";
    Some(diags::foreign(failure.span(cx, close + 2), "settings do not stand in `[ ]`", help, None))
}

/// A line that starts like a constraint of another language and so was taken for an attribute.
pub(super) fn line(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    primary_key(cx, failure)
        .or_else(|| named_constraint(cx, failure))
        .or_else(|| prisma_block(cx, failure))
        .or_else(|| note(cx, failure))
        .or_else(|| dependency_arrow(cx, failure))
}

/// `primary key (a, b)`
fn primary_key(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let len = words_len(failure.text, "primary key")?;
    Some(respelt(cx.piece_span(0, len), &failure.text[..len], "key"))
}

/// `constraint pk primary key (a, b)`
fn named_constraint(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let start = words_len(failure.text, "constraint")?;
    let rest = failure.text[start..].trim_start();
    let name_len = rest.find(char::is_whitespace)?;
    let name = rest[..name_len].trim_matches('"');
    let kinds = [
        ("primary key", "key"),
        ("unique", "unique"),
        ("check", "check"),
        ("foreign key", "foreign key"),
    ];
    let (len, here) = kinds
        .iter()
        .find_map(|(there, here)| Some((words_len(&rest[name_len..], there)?, *here)))?;
    let end = failure.text.len() - rest.len() + name_len + len;
    let span = cx.piece_span(0, end);
    let here = format!("{here} {name}:");
    let fix = Fix::replace(format!("write `{here}`"), span, here.as_str());
    let help = format!("write `{here} …`");
    let word = cx.piece_span(0, start);
    Some(diags::foreign(word, "the name of a constraint stands behind its kind", help, Some(fix)))
}

/// `@@unique([a, b])`
fn prisma_block(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let rest = failure.text.strip_prefix("@@")?;
    let word = first_word(rest);
    let here = match word {
        "id" => "key",
        "unique" => "unique",
        "index" => "index",
        "map" => {
            let help = "write `@table(\"…\")` behind the name of the entity";
            let span = cx.piece_span(0, 2 + word.len());
            return Some(diags::foreign(span, "`@@map` is not written here", help, None));
        }
        _ => return None,
    };
    let list = rest[word.len()..].strip_prefix("([").and_then(|it| it.strip_suffix("])"));
    let span = cx.piece_span(0, 2 + word.len());
    let help = format!("write `{here} ({})`", list.unwrap_or("a, b"));
    let fix = list.map(|list| {
        let span = cx.piece_span(0, failure.text.len());
        Fix::replace(format!("write `{here}`"), span, format!("{here} ({list})"))
    });
    Some(diags::foreign(span, format!("`@@{word}` is not written here"), help, fix))
}

/// `Note: 'who buys'`
fn note(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let len = words_len(failure.text, "note :")?;
    let text = failure.text[len..].trim();
    let help = format!("write `/// {}` above what it is about", text.trim_matches(['\'', '"']));
    Some(diags::foreign(cx.piece_span(0, len), "documentation is written `/// …` here", help, None))
}

/// `zip => city`, `zip → city`
fn dependency_arrow(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let arrows = [("=>", "->"), ("-->", "->"), ("→", "->"), ("↠", "->>")];
    let (there, here) = arrows.iter().find(|(there, _)| failure.text.contains(there))?;
    let at = failure.text.find(there)?;
    let is_between_names = at <= failure.position + there.len();
    is_between_names.then(|| respelt(cx.piece_span(at, at + there.len()), there, here))
}
