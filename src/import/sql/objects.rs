//! Views, and what is kept word for word.

use sqlparser::tokenizer::Token;

use super::cursor::{Cursor, Refused};
use super::path::is_in_schema;
use super::script::Script;
use super::view_names::{named_column, names_beside};
use super::{operators, scheduled};
use crate::base::{DialectId, DialectSet, Name, Span, SqlText};
use crate::dialect::{self, Sql};
use crate::schema::{NativeType, QualifiedName, Settings, View};

/// A view, or a materialized one.
pub(super) fn create_viewlike(script: &mut Script, text: &str) -> Result<(), Refused> {
    let mut cursor = script.cursor(text)?;
    let mut is_materialized = false;
    let mut settings = Settings::new();
    while !cursor.is_word("view") {
        is_materialized |= cursor.is_word("materialized");
        if cursor.words(&["algorithm"]) {
            cursor.mark(&Token::Eq);
            let algorithm = cursor.any_word().unwrap_or_default();
            if algorithm != "undefined" {
                settings.set("algorithm", algorithm);
            }
            continue;
        }
        if cursor.words(&["sql", "security", "invoker"]) {
            settings.set("security_invoker", "true");
            continue;
        }
        if cursor.is_at_end() {
            return Err(cursor.unexpected("`view`"));
        }
        cursor.skip();
    }
    cursor.skip();
    cursor.words(&["if", "not", "exists"]);
    let name = cursor.qualified()?;
    let columns = if cursor.peek() == &Token::LParen { cursor.names()? } else { Vec::new() };
    if cursor.word("with") {
        super::indexes::storage(&mut settings, &mut cursor)?;
    }
    if !cursor.word("as") {
        return Err(cursor.unexpected("`as`"));
    }
    let body = rest(text, &cursor);
    let body = without_check_option(&body, &mut settings);
    let body = &script.pathless(body, None);
    if is_materialized {
        let mut sql = Sql::new(dialect::of(script.id));
        sql.push("create materialized view ");
        sql.qualified(&name);
        let columns = names_beside(columns, body, script.id);
        if !columns.is_empty() {
            sql.push(" ");
            sql.names(&columns);
        }
        sql.push(" as\n");
        sql.push(body);
        let text = sql.into_string();
        script.keep("materialized view", name, None, &text);
        return Ok(());
    }
    script.schema.views.retain(|it| it.name != name);
    script.used_names.insert(name.name.clone());
    script.schema.views.push(View {
        name,
        columns: columns.into_iter().map(named_column).collect(),
        body: SqlText::one(script.id, body.as_str()),
        comment: None,
        settings,
        only: DialectSet::NONE,
        was: Vec::new(),
        span: Span::nowhere(),
    });
    Ok(())
}

/// `with cascaded check option` at the end of a query says what may be written through the view.
fn without_check_option<'a>(body: &'a str, settings: &mut Settings) -> &'a str {
    let words: Vec<&str> = body.split_whitespace().rev().take(4).map(str::trim).collect();
    let is_word =
        |at: usize, word: &str| words.get(at).is_some_and(|it| it.eq_ignore_ascii_case(word));
    if !is_word(0, "option") || !is_word(1, "check") {
        return body;
    }
    let (kind, n_words) = match (is_word(2, "local"), is_word(2, "cascaded")) {
        (true, _) => ("local", 4),
        (_, true) => ("cascaded", 4),
        _ => ("cascaded", 3),
    };
    if !is_word(n_words - 1, "with") {
        return body;
    }
    settings.set("check_option", kind);
    let mut res = body;
    for _ in 0..n_words {
        res = res.trim_end().trim_end_matches(|c: char| !c.is_whitespace());
    }
    res.trim_end()
}

/// The text from the next token on.
pub(super) fn rest(text: &str, cursor: &Cursor<'_>) -> String {
    let (line, column) = cursor.place();
    let line = usize::try_from(line).unwrap_or(1);
    let column = usize::try_from(column).unwrap_or(1);
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let inner: usize =
        text[start..].chars().take(column.saturating_sub(1)).map(char::len_utf8).sum();
    text[start + inner..].trim().to_owned()
}

/// Everything else that can be made: kept as it is written.
pub(super) fn keep(script: &mut Script, text: &str) -> Result<(), Refused> {
    let mut cursor = script.cursor(text)?;
    cursor.word("create");
    cursor.words(&["or", "replace"]);
    let text = without_definer(text);
    if cursor.word("definer") {
        cursor.mark(&Token::Eq);
        while !cursor.is_at_end()
            && !["trigger", "function", "procedure", "event"].iter().any(|it| cursor.is_word(it))
        {
            cursor.skip();
        }
    }
    let _ = cursor.one_of(&["constraint", "trusted", "procedural", "temporary", "temp"]);
    let kind = kind(&mut cursor)?;
    cursor.words(&["if", "not", "exists"]);
    if kind == "language" {
        return Ok(());
    }
    if kind == "cast" || kind == "operator" {
        let name = match kind.as_str() {
            "cast" => operators::cast(&mut cursor)?,
            _ => operators::operator(&mut cursor)?,
        };
        script.keep(&kind, name, None, &text);
        return Ok(());
    }
    let made = text.len() - rest(&text, &cursor).len();
    let mut name = cursor.qualified()?;
    let is_on_table = matches!(kind.as_str(), "trigger" | "rule" | "policy");
    let made = Some(made).filter(|_| is_in_schema(&kind) && !is_on_table);
    let text = script.pathless(&text, made);
    match kind.as_str() {
        "function" | "procedure" | "aggregate" if script.id == DialectId::Postgres => {
            name.name = Name::new(format!("{}{}", name.name, signature(&mut cursor, &kind)));
            script.keep(&kind, name, None, &text);
        }
        "trigger" | "rule" | "policy" => {
            while !cursor.is_at_end() && !cursor.is_word("on") && !cursor.is_word("to") {
                cursor.skip();
            }
            // The event of a trigger on some columns names these before the table.
            let on = if kind == "rule" { last_to(&mut cursor)? } else { after_on(&mut cursor)? };
            let table = script.table(&on).map(|it| it.name.clone()).unwrap_or(on);
            name.namespace = table.namespace.clone();
            script.keep(&kind, name, Some(table), &text);
        }
        "extension" => {
            if name.name != "plpgsql" {
                let mut sql = crate::dialect::Sql::new(crate::dialect::of(script.id));
                sql.name(&name.name);
                let text = format!("create extension {}", sql.as_str());
                script.keep(&kind, QualifiedName::plain(name.name), None, &text);
            }
        }
        _ => {
            name.namespace = name.namespace.filter(|_| is_in_schema(&kind));
            let comment = characteristic_comment(&mut cursor);
            let event = (kind == "event").then(|| scheduled::event(&text, script.id)).flatten();
            script.keep(&kind, name.clone(), None, event.as_deref().unwrap_or(&text));
            super::comments::set_comment(script, &kind, &name, None, comment.as_deref());
        }
    }
    Ok(())
}

/// The name by which the catalog of PostgreSQL knows the routine that a statement makes: with its parameters.
pub(in crate::import) fn routine_name(text: &str) -> Option<Name> {
    let mut cursor = Cursor::new(text, DialectId::Postgres).ok()?;
    cursor.word("create");
    cursor.words(&["or", "replace"]);
    let kind = cursor.one_of(&["function", "procedure", "aggregate"])?;
    let name = cursor.qualified().ok()?.name;
    Some(Name::new(format!("{name}{}", signature(&mut cursor, kind))))
}

/// Whose rights a routine or trigger has is about users of one server.
fn without_definer(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let Some(start) = lower.find("definer").filter(|it| *it < 40) else { return text.to_owned() };
    let words = ["trigger", "function", "procedure", "event", "view", "sql security", "aggregate"];
    let end = words.iter().filter_map(|it| Some(start + lower.get(start..)?.find(it)?)).min();
    match end {
        Some(end) if lower[start..end].contains('=') => {
            format!("{}{}", &text[..start], &text[end..])
        }
        Some(_) | None => text.to_owned(),
    }
}

/// `comment 'text'` among the characteristics of a routine, before its body.
fn characteristic_comment(cursor: &mut Cursor<'_>) -> Option<String> {
    while !cursor.is_at_end() && !cursor.is_word("begin") && !cursor.is_word("return") {
        if cursor.word("comment") {
            return cursor.string().ok();
        }
        cursor.skip();
    }
    None
}

fn kind(cursor: &mut Cursor<'_>) -> Result<String, Refused> {
    let is_plain = |it: &String| it.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    let first = cursor.any_word().filter(is_plain);
    let first = first.ok_or_else(|| cursor.unexpected("what is made"))?;
    let second = match first.as_str() {
        "virtual" | "foreign" => cursor.one_of(&["table", "data"]),
        "text" => cursor.one_of(&["search"]),
        "event" => cursor.one_of(&["trigger"]),
        "access" => cursor.one_of(&["method"]),
        "operator" => cursor.one_of(&["class", "family"]),
        _ => None,
    };
    Ok(match second {
        Some("data") => {
            cursor.word("wrapper");
            "foreign data wrapper".to_owned()
        }
        Some("search") => {
            let what = cursor.any_word().unwrap_or_default();
            format!("text search {what}")
        }
        Some(second) => format!("{first} {second}"),
        None => first,
    })
}

fn after_on(cursor: &mut Cursor<'_>) -> Result<QualifiedName, Refused> {
    if cursor.word("on") { cursor.qualified() } else { Err(cursor.unexpected("`on`")) }
}

/// `on insert to t`
fn last_to(cursor: &mut Cursor<'_>) -> Result<QualifiedName, Refused> {
    while !cursor.is_at_end() && !cursor.is_word("to") {
        cursor.skip();
    }
    cursor.word("to");
    cursor.qualified()
}

/// The types of a function's parameters as PostgreSQL prints them: `(a integer, b text)`.
pub(super) fn signature(cursor: &mut Cursor<'_>, kind: &str) -> String {
    if !cursor.mark(&Token::LParen) {
        return "()".to_owned();
    }
    if kind == "aggregate" && cursor.peek_second() == &Token::Eq {
        return base_type(cursor);
    }
    let mut parameters = Vec::new();
    while !cursor.is_at_end() && !cursor.mark(&Token::RParen) {
        let mut mode = String::new();
        if kind == "procedure" {
            mode = "IN ".to_owned();
        }
        if let Some(word) = cursor.one_of(&["in", "out", "inout", "variadic"])
            && (word != "in" || kind == "procedure")
        {
            mode = format!("{} ", word.to_uppercase());
        }
        parameters.push(format!("{mode}{}", parameter(cursor)));
        // The default is no part of the identity.
        cursor.skip_item();
    }
    format!("({})", parameters.join(", "))
}

/// The signature of an aggregate that is said as before PostgreSQL 8.2: `(basetype = text, sfunc = …)`.
fn base_type(cursor: &mut Cursor<'_>) -> String {
    while !cursor.is_at_end() && cursor.peek() != &Token::RParen {
        if cursor.words(&["basetype"]) && cursor.mark(&Token::Eq) {
            let ty = parameter(cursor);
            return if ty.to_lowercase() == "any" { "(*)".to_owned() } else { format!("({ty})") };
        }
        cursor.skip_item();
    }
    "(*)".to_owned()
}

/// A name; that of a type may have its schema before it, of which the usual one is not said.
fn in_its_schema(cursor: &mut Cursor<'_>) -> Name {
    let first = cursor.name().unwrap_or_default();
    if !cursor.mark(&Token::Period) {
        return first;
    }
    let name = cursor.name().unwrap_or_default();
    if first == "public" { name } else { Name::new(format!("{first}.{name}")) }
}

/// A parameter has a name before its type, or none.
fn parameter(cursor: &mut Cursor<'_>) -> String {
    let first = in_its_schema(cursor);
    let is_alone = matches!(cursor.peek(), Token::Comma | Token::RParen | Token::Eq)
        || cursor.is_word("default")
        || cursor.peek() == &Token::LBracket
        || cursor.peek() == &Token::LParen;
    let words = crate::dialect::of(DialectId::Postgres).type_words();
    let canonical = |text: &str| {
        words.read(text).map_or(text.to_owned(), |it| {
            words.canonical_text(&crate::schema::NativeType { arguments: Vec::new(), ..it })
        })
    };
    let is_type = matches!(first.as_str(), "timestamp" | "time" | "double" | "character" | "bit")
        && ["with", "without", "precision", "varying"].iter().any(|it| cursor.is_word(it));
    if is_alone || is_type {
        let mut text = first.to_string();
        while let Token::Word(word) = cursor.peek() {
            if word.value.eq_ignore_ascii_case("default") {
                break;
            }
            text = format!("{text} {}", word.value);
            cursor.skip();
        }
        if cursor.mark(&Token::LBracket) {
            cursor.mark(&Token::RBracket);
            text.push_str("[]");
        }
        return canonical(&text);
    }
    match cursor.ty() {
        Ok((ty, _)) => {
            let plain = NativeType { arguments: Vec::new(), ..ty };
            format!("{first} {}", words.canonical_text(&plain))
        }
        Err(_) => first.to_string(),
    }
}
