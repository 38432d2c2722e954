//! Views, comments, drops, and what is kept word for word.

use sqlparser::tokenizer::Token;

use super::cursor::{Cursor, Refused};
use super::script::Script;
use crate::base::{DialectId, DialectSet, Name, Span, SqlText};
use crate::schema::{Column, NativeType, Origin, QualifiedName, Settings, View};

/// A view, or a materialized one.
pub(super) fn create_viewlike(script: &mut Script, text: &str) -> Result<(), Refused> {
    let mut cursor = Cursor::new(text, script.id)?;
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
    if is_materialized {
        let text = format!("create materialized view {name} as\n{body}");
        script.keep("materialized view", name, None, &text);
        return Ok(());
    }
    script.schema.views.retain(|it| it.name != name);
    let column = |name: Name| {
        let ty = NativeType::plain("");
        Column { is_nullable: true, ..Column::new(name, ty, Origin::None, Span::nowhere()) }
    };
    script.schema.views.push(View {
        name,
        columns: columns.into_iter().map(column).collect(),
        body: SqlText::one(script.id, body),
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
fn rest(text: &str, cursor: &Cursor<'_>) -> String {
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
    let mut cursor = Cursor::new(text, script.id)?;
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
    if kind == "language" || kind == "cast" {
        return Ok(());
    }
    let mut name = cursor.qualified()?;
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
            let comment = characteristic_comment(&mut cursor);
            script.keep(&kind, name.clone(), None, &text);
            set_comment(script, &kind, &name, None, comment.as_deref());
        }
    }
    Ok(())
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
    let first = cursor.any_word().ok_or_else(|| cursor.unexpected("what is made"))?;
    let second = match first.as_str() {
        "virtual" | "foreign" => cursor.one_of(&["table", "data"]),
        "text" => cursor.one_of(&["search"]),
        "event" => cursor.one_of(&["trigger"]),
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
fn signature(cursor: &mut Cursor<'_>, kind: &str) -> String {
    if !cursor.mark(&Token::LParen) {
        return "()".to_owned();
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
        let mut depth = 0_usize;
        while !cursor.is_at_end() {
            match cursor.peek() {
                Token::LParen => depth += 1,
                Token::RParen if depth == 0 => break,
                Token::RParen => depth -= 1,
                Token::Comma if depth == 0 => break,
                _ => {}
            }
            cursor.skip();
        }
        cursor.mark(&Token::Comma);
    }
    format!("({})", parameters.join(", "))
}

/// A parameter has a name before its type, or none.
fn parameter(cursor: &mut Cursor<'_>) -> String {
    let first = cursor.name().unwrap_or_default();
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

/// `drop table t, u cascade` and its like.
pub(super) fn drop(script: &mut Script, text: &str) -> Result<(), Refused> {
    let mut cursor = Cursor::new(text, script.id)?;
    cursor.word("drop");
    cursor.word("temporary");
    let mut kind = cursor.any_word().ok_or_else(|| cursor.unexpected("what is dropped"))?;
    if kind == "materialized" {
        cursor.word("view");
        kind.push_str(" view");
    }
    cursor.word("concurrently");
    cursor.words(&["if", "exists"]);
    loop {
        let name = cursor.qualified()?;
        let on = if cursor.word("on") { Some(cursor.qualified()?) } else { None };
        if cursor.mark(&Token::LParen) {
            cursor.skip_to_close();
        }
        drop_one(script, &kind, &name, on.as_ref());
        if !cursor.mark(&Token::Comma) {
            return Ok(());
        }
    }
}

fn drop_one(script: &mut Script, kind: &str, name: &QualifiedName, on: Option<&QualifiedName>) {
    match kind {
        "table" => {
            let is_dropped = |it: &QualifiedName| {
                it == name
                    || script.id == DialectId::Sqlite && it.name.eq_ignore_ascii_case(&name.name)
            };
            script.tables.retain(|it| !is_dropped(&it.name));
            script
                .schema
                .sequences
                .retain(|it| it.owned_by.as_ref().is_none_or(|(it, _)| it != name));
            script.schema.objects.retain(|it| {
                it.on.as_ref() != Some(name) && !(it.kind == "partition" && it.name == *name)
            });
            for table in &mut script.tables {
                table.foreign_keys.retain(|it| it.target != *name);
            }
        }
        "view" => script.schema.views.retain(|it| it.name != *name),
        "sequence" => script.schema.sequences.retain(|it| it.name != *name),
        "type" => {
            script.schema.enums.retain(|it| it.name != *name);
            script.schema.objects.retain(|it| !(it.kind.ends_with("type") && it.name == *name));
        }
        "domain" => script.schema.domains.retain(|it| it.name != *name),
        "schema" => script.schema.namespaces.retain(|it| it.name != name.name),
        "index" => {
            for table in &mut script.tables {
                if on.is_none_or(|it| *it == table.name) && table.name.namespace == name.namespace {
                    table.indexes.retain(|it| it.name != name.name);
                }
            }
        }
        kind => script.schema.objects.retain(|it| {
            let bare = it.name.name.split('(').next().unwrap_or_default();
            !(it.kind == kind && bare == name.name && (on.is_none() || it.on.as_ref() == on))
        }),
    }
}

/// `alter index a rename to b`; partitions' indexes are no part of a schema.
pub(super) fn alter_index(script: &mut Script, text: &str) -> Result<(), Refused> {
    let mut cursor = Cursor::new(text, script.id)?;
    cursor.words(&["alter", "index"]);
    cursor.words(&["if", "exists"]);
    let name = cursor.qualified()?;
    if !cursor.words(&["rename", "to"]) {
        return Ok(());
    }
    let new = cursor.name()?;
    for table in script.tables.iter_mut().filter(|it| it.name.namespace == name.namespace) {
        let names = table.indexes.iter_mut().map(|it| &mut it.name);
        let names = names
            .chain(table.primary_key.iter_mut().map(|it| &mut it.name))
            .chain(table.uniques.iter_mut().map(|it| &mut it.name));
        names.filter(|it| **it == name.name).for_each(|it| *it = new.clone());
    }
    Ok(())
}

/// `comment on table t is '…'`
pub(super) fn comment(script: &mut Script, text: &str) -> Result<(), Refused> {
    let mut cursor = Cursor::new(text, script.id)?;
    cursor.words(&["comment", "on"]);
    let mut kind = cursor.any_word().unwrap_or_default();
    if kind == "materialized" || kind == "foreign" {
        kind = format!("{kind} {}", cursor.any_word().unwrap_or_default());
    }
    let mut parts = vec![cursor.name()?];
    while cursor.mark(&Token::Period) {
        parts.push(cursor.name()?);
    }
    let signature =
        if cursor.peek() == &Token::LParen { signature(&mut cursor, &kind) } else { String::new() };
    let on = if cursor.word("on") {
        cursor.word("domain");
        Some(cursor.qualified()?)
    } else {
        None
    };
    if !cursor.word("is") {
        return Err(cursor.unexpected("`is`"));
    }
    let comment = if cursor.word("null") { None } else { Some(cursor.string()?) };
    let last = parts.pop().unwrap_or_default();
    let before = parts.pop();
    if kind == "column" {
        let namespace = parts.pop().filter(|it| it != "public");
        let owner = QualifiedName { namespace, name: before.unwrap_or_default() };
        return column_comment(script, &owner, &last, comment.as_deref());
    }
    let namespace = before.filter(|it| it != "public");
    let name = QualifiedName { namespace, name: Name::new(format!("{last}{signature}")) };
    set_comment(script, &kind, &name, on.as_ref(), comment.as_deref());
    Ok(())
}

fn column_comment(
    script: &mut Script,
    owner: &QualifiedName,
    column: &Name,
    comment: Option<&str>,
) -> Result<(), Refused> {
    if let Some(view) = script.schema.views.iter_mut().find(|it| it.name == *owner) {
        let columns = view.columns.iter_mut().filter(|it| it.name == *column);
        columns.for_each(|it| it.comment = comment.map(str::to_owned));
        return Ok(());
    }
    let is_relation =
        |kind: &str| ["partition", "table", "view", "type"].iter().any(|it| kind.ends_with(it));
    if script.schema.objects.iter().any(|it| it.name == *owner && is_relation(&it.kind)) {
        return Ok(());
    }
    let table = script.table(owner)?;
    let columns = table.columns.iter_mut().filter(|it| it.name == *column);
    columns.for_each(|it| it.comment = comment.map(str::to_owned));
    Ok(())
}

pub(super) fn set_comment(
    script: &mut Script,
    kind: &str,
    name: &QualifiedName,
    on: Option<&QualifiedName>,
    comment: Option<&str>,
) {
    match kind {
        "table" => {
            let tables = script.tables.iter_mut().filter(|it| it.name == *name);
            tables.for_each(|it| it.comment = comment.map(str::to_owned));
        }
        "schema" => {
            let all = script.schema.namespaces.iter_mut().filter(|it| it.name == name.name);
            all.for_each(|it| it.comment = comment.map(str::to_owned));
        }
        "view" => {
            let all = script.schema.views.iter_mut().filter(|it| it.name == *name);
            all.for_each(|it| it.comment = comment.map(str::to_owned));
        }
        "type" | "domain" => {
            let enums = script.schema.enums.iter_mut().filter(|it| it.name == *name);
            enums.for_each(|it| it.comment = comment.map(str::to_owned));
            let domains = script.schema.domains.iter_mut().filter(|it| it.name == *name);
            domains.for_each(|it| it.comment = comment.map(str::to_owned));
            let all = script.schema.objects.iter_mut();
            let all = all.filter(|it| it.kind.ends_with("type") && it.name == *name);
            all.for_each(|it| it.comment = comment.map(str::to_owned));
        }
        "sequence" => {
            let all = script.schema.sequences.iter_mut().filter(|it| it.name == *name);
            all.for_each(|it| it.comment = comment.map(str::to_owned));
        }
        "index" => {
            let indexes = script.tables.iter_mut().flat_map(|it| &mut it.indexes);
            let indexes = indexes.filter(|it| it.name == name.name);
            indexes.for_each(|it| it.comment = comment.map(str::to_owned));
        }
        "constraint" => {
            let tables = script.tables.iter_mut().filter(|it| Some(&it.name) == on);
            for table in tables {
                let uniques = table.uniques.iter_mut().filter(|it| it.name == name.name);
                uniques.for_each(|it| it.comment = comment.map(str::to_owned));
                let checks = table.checks.iter_mut().filter(|it| it.name == name.name);
                checks.for_each(|it| it.comment = comment.map(str::to_owned));
                let keys = table.foreign_keys.iter_mut().filter(|it| it.name == name.name);
                keys.for_each(|it| it.comment = comment.map(str::to_owned));
                let exclusions = table.exclusions.iter_mut().filter(|it| it.name == name.name);
                exclusions.for_each(|it| it.comment = comment.map(str::to_owned));
            }
        }
        kind => {
            let name = meant(script, kind, name);
            let all = script.schema.objects.iter_mut();
            let all = all.filter(|it| {
                it.kind == kind
                    && it.name.name == name.name
                    && (on.is_none() || it.on.as_ref() == on)
            });
            all.for_each(|it| it.comment = comment.map(str::to_owned));
        }
    }
}

/// The routine that is meant by its types alone, when it is the only one of its name.
fn meant(script: &Script, kind: &str, name: &QualifiedName) -> QualifiedName {
    let bare = |it: &str| it.split('(').next().unwrap_or(it).to_owned();
    let same = |it: &&crate::schema::Object| {
        it.kind == kind
            && it.name.namespace == name.namespace
            && bare(&it.name.name) == bare(&name.name)
    };
    let found: Vec<_> = script.schema.objects.iter().filter(same).collect();
    match found.as_slice() {
        [only] => only.name.clone(),
        _ => name.clone(),
    }
}
