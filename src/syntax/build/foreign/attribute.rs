//! Attributes in the words of SQL, DBML, Prisma, Mermaid, GraphQL and others.

use super::{Context, Diagnostic, Failure, Fix, diags, respelt, words_len};
use crate::base::{ScalarType, is_name_continue};
use crate::syntax::spelling;
use crate::syntax::split::first_word;

pub(super) fn habit(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    quoted_name(cx, failure)
        .or_else(|| invalid_name(cx, failure))
        .or_else(|| super::member::line(cx, failure))
        .or_else(|| prisma(cx, failure))
        .or_else(|| early_mark(cx, failure))
        .or_else(|| colon(cx, failure))
        .or_else(|| settings(cx, failure))
        .or_else(|| arrow(cx, failure))
        .or_else(|| two_word_type(cx, failure))
        .or_else(|| type_arguments(cx, failure))
        .or_else(|| constraint_words(cx, failure))
        .or_else(|| exclamation(cx, failure))
}

/// `"name" text`, `[name] text`
fn quoted_name(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let open = failure.text.chars().next().filter(|it| matches!(it, '"' | '\'' | '['))?;
    if failure.position != 0 {
        return None;
    }
    let close = if open == '[' { ']' } else { open };
    let inner = &failure.text[1..];
    let inner = &inner[..inner.find(close)?];
    let span = cx.piece_span(0, inner.len() + 2);
    let mut here = String::new();
    spelling::write_name(&mut here, inner, &spelling::MEMBER_WORDS);
    let fix = Fix::replace("take it out of its quotes", span, here);
    let help = "write the name as it is; in backticks where it is no plain name";
    Some(diags::foreign(span, "a name does not stand in quotes", help, Some(fix)))
}

/// `first-name text`, `2fa bool`, `a.b text`
fn invalid_name(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let is_part = |c: char| is_name_continue(c) || matches!(c, '-' | '.' | '$' | '@');
    let len = failure.text.find(|c| !is_part(c)).unwrap_or(failure.text.len());
    let name = failure.text[..len].trim_end_matches(['.', '-']);
    let is_broken_here = failure.position <= name.len() && !name.is_empty();
    let is_joined = name.contains(['-', '.', '$']) && !name.starts_with(['-', '.', '@']);
    let starts_with_digit = name.starts_with(|c: char| c.is_ascii_digit());
    if !is_broken_here || !(is_joined || starts_with_digit) || name.contains("--") {
        return None;
    }
    let span = cx.piece_span(0, name.len());
    let mut here = String::new();
    spelling::write_name(&mut here, name, &[]);
    Some(diags::invalid_name(span, name, &here))
}

/// `email? text`
fn early_mark(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let name = first_word(failure.text);
    let is_here = !name.is_empty() && failure.position == name.len();
    let mark = failure.rest().chars().next().filter(|it| matches!(it, '?' | '*' | '+'))?;
    if !is_here {
        return None;
    }
    let behind = failure.rest()[1..].trim_start_matches([':', ' ']);
    let ty = &behind[..type_len(behind)];
    let fix = (!ty.is_empty()).then(|| {
        let span = cx.piece_span(name.len(), failure.text.len() - behind.len() + ty.len());
        Fix::replace("move it behind the type", span, format!(" {ty}{mark}"))
    });
    let help = format!("write `{name} {}{mark}`", if ty.is_empty() { "Type" } else { ty });
    let message = format!("`{mark}` stands behind the type");
    Some(diags::foreign(failure.span(cx, 1), message, help, fix))
}

/// The bytes of a type without quantifier at the start of `text`.
fn type_len(text: &str) -> usize {
    let name = text.find(|c| !is_name_continue(c)).unwrap_or(text.len());
    match text[name..].strip_prefix('(').and_then(|it| it.find(')')) {
        Some(close) => name + close + 2,
        None => name,
    }
}

/// `name: varchar(80)`
fn colon(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let name = failure.before();
    let behind = failure.rest().strip_prefix(':')?;
    let is_name = !name.is_empty() && name.chars().all(|it| is_name_continue(it) || it == '`');
    if !is_name || behind.starts_with('=') {
        return None;
    }
    let blank = if behind.starts_with(char::is_whitespace) { "" } else { " " };
    let span = failure.span(cx, 1);
    let fix = Fix::replace("remove the colon", span, blank);
    let help = format!("write `{name} {}`", diags::clip(behind.trim()));
    Some(diags::foreign(span, "no colon stands before a type", help, Some(fix)))
}

/// `id int [pk]`, `name varchar[80]`
fn settings(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let inner = failure.rest().strip_prefix('[')?;
    let inner = &inner[..inner.find(']')?];
    let span = failure.span(cx, inner.len() + 2);
    if inner.trim().chars().all(|it| it.is_ascii_digit()) {
        let help = format!("write `({inner})` for a length; an array is `[]`, without one");
        let fix = Fix::unsafe_("use `( )`", vec![edit(span, format!("({inner})"))]);
        return Some(diags::foreign(span, "a length stands in `( )`", help, Some(fix)));
    }
    if inner.trim_start().starts_with("ref:") {
        let help = "make the other entity the type of the attribute: `author User`";
        return Some(diags::foreign(span, "a reference is not a setting here", help, None));
    }
    let words: Option<Vec<String>> = inner.split(',').map(|it| setting(it.trim())).collect();
    let fix = words.map(|words| {
        let words: Vec<_> = words.into_iter().filter(|it| !it.is_empty()).collect();
        let start = failure.before().len();
        let span = cx.piece_span(start, failure.position + inner.len() + 2);
        let text = words.iter().map(|it| format!(" {it}")).collect::<String>();
        Fix::safe("write them behind the type", vec![edit(span, text)])
    });
    let help = "write the settings behind the type: `key`, `unique`, `identity`, `= default`; null is `?`, a note `/// …`";
    Some(diags::foreign(span, "settings do not stand in `[ ]`", help, fix))
}

fn edit(span: crate::base::Span, text: String) -> crate::base::Edit {
    crate::base::Edit { span, text }
}

/// What a DBML setting is here.
fn setting(word: &str) -> Option<String> {
    let here = match word.to_ascii_lowercase().as_str() {
        "pk" | "primary key" => "key",
        "unique" => "unique",
        "increment" => "identity",
        "not null" => "",
        _ => {
            let value = word.strip_prefix("default:")?.trim();
            let is_number = value.parse::<f64>().is_ok();
            return is_number.then(|| format!("= {value}"));
        }
    };
    Some(here.to_owned())
}

/// `author_id int -> User`
fn arrow(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let (left, right) = failure.text.split_once("->")?;
    let mut words = left.split_whitespace();
    let name = words.next()?;
    let target = first_word(right.trim_start());
    if words.next().is_none()
        || left.contains(',')
        || target.is_empty()
        || left.len() < failure.position
    {
        return None;
    }
    let name = name.strip_suffix("_id").unwrap_or(name);
    let span = cx.piece_span(left.len(), left.len() + 2);
    let help = format!("write `{name} {target}` to refer to `{target}`");
    Some(diags::foreign(span, "`->` is a functional dependency, not a reference", help, None))
}

/// Types that are two words elsewhere: the first, what follows, and the type here.
const TWO_WORD_TYPES: [(&str, &str, &str); 9] = [
    ("double", "precision", "double"),
    ("character", "varying", "varchar"),
    ("char", "varying", "varchar"),
    ("timestamp", "with time zone", "timestamptz"),
    ("timestamp", "without time zone", "timestamp"),
    ("time", "with time zone", "time"),
    ("time", "without time zone", "time"),
    ("binary", "varying", "bytes"),
    ("long", "text", "text"),
];

/// `weight double precision`
fn two_word_type(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let before = failure.before();
    let behind_name = before[first_word(before).len()..].trim_start();
    let first = first_word(behind_name);
    let is_first = |it: &str| first.eq_ignore_ascii_case(it);
    let (second, here) = TWO_WORD_TYPES.iter().find_map(|(one, two, here)| {
        let len = words_len(failure.rest(), two).filter(|_| is_first(one))?;
        Some((len, *here))
    })?;
    let start = before.len() - behind_name.len();
    let span = cx.piece_span(start, failure.position + second);
    Some(respelt(span, &failure.text[start..failure.position + second], here))
}

/// `varchar(max)`, `enum('a', 'b')`
fn type_arguments(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let behind_name = failure.text[first_word(failure.text).len()..].trim_start();
    let ty = first_word(behind_name);
    let start = failure.text.len() - behind_name.len();
    let arguments = behind_name[ty.len()..].trim_start().strip_prefix('(')?;
    let is_here = failure.position >= start + ty.len();
    if !is_here || ty.is_empty() || ty == "sql" {
        return None;
    }
    let close = arguments.find(')')?;
    let inside = arguments[..close].trim();
    let span = cx.piece_span(start, failure.text.len() - arguments.len() + close + 1);
    let values = inside.starts_with(['\'', '"']);
    if ty.eq_ignore_ascii_case("enum") || values && ty.eq_ignore_ascii_case("set") {
        let help = "declare `enum Name { a, b }` beside the entity and write `Name` here";
        return Some(diags::foreign(span, "an enum is declared by itself", help, None));
    }
    let is_text = matches!(ty.to_ascii_lowercase().as_str(), "varchar" | "nvarchar" | "char");
    if is_text && inside.eq_ignore_ascii_case("max") {
        return Some(respelt(span, &failure.text[start..span.range().len() + start], "text"));
    }
    let wants = ScalarType::form(ty)?;
    let is_number = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    let is_fine = inside.split(',').all(|it| is_number(it.trim()));
    (!is_fine).then(|| diags::type_arguments(span, ty, wants))
}

/// Words behind a type: as they are elsewhere, as they are here, and why.
const CONSTRAINTS: [(&str, &str, &str); 20] = [
    ("not null", "", "nothing is null here unless its type ends in `?`"),
    ("required", "", "nothing is null here unless its type ends in `?`"),
    ("null", "?", "a value that may be missing is written with `?` behind its type"),
    ("nullable", "?", "a value that may be missing is written with `?` behind its type"),
    ("optional", "?", "a value that may be missing is written with `?` behind its type"),
    ("primary key", "key", "the primary key is written `key`"),
    ("primary", "key", "the primary key is written `key`"),
    ("pk", "key", "the primary key is written `key`"),
    ("uk", "unique", "a unique attribute is written `unique`"),
    ("unique key", "unique", "a unique attribute is written `unique`"),
    ("auto_increment", "identity", "a number that counts up is written `identity`"),
    ("autoincrement", "identity", "a number that counts up is written `identity`"),
    ("generated always as identity", "identity", "a number that counts up is written `identity`"),
    (
        "generated by default as identity",
        "identity",
        "a number that counts up is written `identity`",
    ),
    ("generated always as", ":=", "a derived attribute is written `:= …`"),
    ("as", ":=", "a derived attribute is written `:= …`"),
    ("default", "=", "a default is written `= …`"),
    ("persistent", "stored", "a derived attribute that is kept is `stored`"),
    ("persisted", "stored", "a derived attribute that is kept is `stored`"),
    ("asc", "", "ascending is what an index does unless `desc` is written"),
];

/// SQL's column constraints, and their abbreviations in diagrams.
fn constraint_words(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    let before = failure.before();
    if before.is_empty() || !before.contains(' ') {
        return None;
    }
    let rest = failure.rest();
    if let Some(len) = words_len(rest, "unsigned") {
        let name = first_word(failure.text);
        let help = format!("write `check {name} >= 0`");
        return Some(diags::foreign(
            failure.span(cx, len),
            "there are no unsigned numbers here",
            help,
            None,
        ));
    }
    if let Some(len) = words_len(rest, "fk") {
        let help = "make the other entity the type of the attribute: `author User`";
        return Some(diags::foreign(
            failure.span(cx, len),
            "a reference is told by its type here",
            help,
            None,
        ));
    }
    let (len, here, help) = CONSTRAINTS
        .iter()
        .find_map(|(words, here, help)| Some((words_len(rest, words)?, *here, *help)))?;
    let span = failure.span(cx, len);
    let there = &rest[..len];
    let start = before.len();
    let wide = cx.piece_span(start, failure.position + len);
    let fix = match here {
        "" => Some(Fix::replace("remove it", wide, "")),
        "?" => is_behind_type(before).then(|| Fix::replace("write `?`", wide, "?")),
        _ => Some(Fix::replace(format!("write `{here}`"), span, here)),
    };
    Some(diags::foreign(span, format!("`{there}` is not written here"), help, fix))
}

/// Whether `text` is a name and a type and nothing else.
fn is_behind_type(text: &str) -> bool {
    let ty = text[first_word(text).len()..].trim_start();
    !ty.is_empty() && type_len(ty) == ty.len()
}

/// `@default(now())`, `@relation(fields: [author_id], references: [id])`
fn prisma(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    if let Some(at) = failure.text.find("@relation(") {
        let span = cx.piece_span(at, at + "@relation".len());
        let help = "write the attribute with the other entity as its type, `author User`, and leave out `author_id`";
        return Some(diags::foreign(span, "a reference is told by its type here", help, None));
    }
    let at = failure.text.find("@default(")?;
    let inner = &failure.text[at + "@default(".len()..];
    let value = inner.split_inclusive(')').next()?;
    let value = if value.contains('(') { value } else { value.strip_suffix(')')? };
    let here = match value {
        "autoincrement()" => "identity".to_owned(),
        "cuid()" | "uuid()" => "= uuid()".to_owned(),
        value => format!("= {value}"),
    };
    let len = "@default(".len() + value.len() + 1;
    let span = cx.piece_span(at, (at + len).min(failure.text.len()));
    let is_first = !failure.text[..at].contains('@');
    let fix = is_first.then(|| Fix::replace(format!("write `{here}`"), span, here.as_str()));
    Some(diags::foreign(
        span,
        "a default is no annotation here",
        format!("write `{here}` behind the type"),
        fix,
    ))
}

/// `name String!`
fn exclamation(cx: &Context<'_, '_>, failure: &Failure<'_>) -> Option<Diagnostic> {
    if !failure.rest().starts_with('!') || !failure.before().contains(' ') {
        return None;
    }
    let span = failure.span(cx, 1);
    let help = "remove it: nothing is null here unless its type ends in `?`";
    Some(diags::foreign(
        span,
        "`!` is not written here",
        help,
        Some(Fix::replace("remove it", span, "")),
    ))
}
