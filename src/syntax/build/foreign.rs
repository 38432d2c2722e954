//! Habits from other languages, recognised and answered with the spelling used here.

use super::Context;
use crate::base::{Diagnostic, Edit, FileId, Fix, Span, is_name_continue};
use crate::syntax::diags;
use crate::syntax::grammar::Rule;
use crate::syntax::split::{Chunk, Piece, first_word};

/// A file that is the model of another tool, told by how it starts.
pub(super) fn whole_file(file: FileId, text: &str) -> Option<Diagnostic> {
    let start = text.find(|c: char| !c.is_whitespace())?;
    let line = text[start..].lines().next().unwrap_or_default().trim_end();
    let word = first_word(line);
    let import = Some("erc import FILE");
    let (tool, command) = if word == "erdiagram" {
        ("a bigER model", None)
    } else if line.starts_with("<?xml") || line.starts_with("<diagram") {
        ("an XML diagram, as DBeaver writes it", None)
    } else if line.starts_with('[') && line.contains(']') {
        ("an `.er` model, as BurntSushi's erd reads it", import)
    } else if word == "erDiagram" {
        ("a Mermaid diagram", import)
    } else if line.starts_with("@startuml") || line.starts_with("@startchen") {
        ("a PlantUML diagram", import)
    } else if matches!(word, "datasource" | "generator") && line.ends_with('{') {
        ("a Prisma schema", import)
    } else if line.starts_with('{') && text.trim_end().ends_with('}') {
        ("a JSON document", import)
    } else if is_sql(line) {
        ("an SQL script", import)
    } else {
        return None;
    };
    let span = Span::new(file, start, start + line.len());
    Some(diags::foreign_file(span, tool, command))
}

fn is_sql(line: &str) -> bool {
    let mut words = line.split_whitespace().map(str::to_ascii_lowercase);
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    matches!(
        (first.as_str(), second.as_str()),
        ("create", "table" | "schema" | "type" | "extension" | "database" | "temporary" | "or")
            | ("drop", "table" | "schema" | "database")
            | ("alter", "table")
            | ("set", _)
            | ("pragma", _)
    ) || line.starts_with("--") && line.contains("dump")
}

/// The declaration that another language's block keyword stands for.
pub(super) fn keyword(
    cx: &Context<'_, '_>,
    chunk: &Chunk,
    header: &str,
    word: &str,
    span: Span,
) -> Option<(Rule, Diagnostic)> {
    let rest = header[word.len()..].trim();
    let lower = word.to_ascii_lowercase();
    if lower == "create" && chunk_is_sql(rest) {
        let help = "declare `entity Name { … }`, or type `erc import FILE.sql` to get the whole script as a model";
        return Some((Rule::entity_header, diags::foreign(span, "this is SQL", help, None)));
    }
    if !chunk.has_body() {
        return None;
    }
    let (here, rule) = match lower.as_str() {
        "table" | "model" | "class" | "record" | "struct" | "object" | "collection" => {
            ("entity", Rule::entity_header)
        }
        "tablepartial" | "trait" => ("mixin", Rule::mixin_header),
        "tablegroup" | "namespace" | "package" => ("schema", Rule::schema_header),
        _ => return None,
    };
    let title = format!("replace it by `{here}`");
    let fix = (first_word(rest) == rest).then(|| Fix::replace(title, span, here));
    let message = format!("`{word}` is written `{here}` here");
    let name = first_word(rest);
    let help = format!("write `{here} {name} {{`");
    let _ = cx;
    Some((rule, diags::foreign(span, message, help, fix)))
}

fn chunk_is_sql(rest: &str) -> bool {
    let next = first_word(rest).to_ascii_lowercase();
    matches!(next.as_str(), "table" | "type" | "index" | "unique" | "schema" | "view")
}

/// `model User {`: one of our words with the shape of another language's block.
pub(super) fn declaration(
    cx: &Context<'_, '_>,
    chunk: &Chunk,
    header: &str,
    word: &str,
) -> Option<Diagnostic> {
    if word != "model" || !chunk.has_body() {
        return None;
    }
    let start = chunk.header.span.start as usize;
    let span = Span::new(cx.file, start, start + word.len());
    let name = first_word(header[word.len()..].trim_start());
    let fix = Fix::replace("replace it by `entity`", span, "entity");
    let help =
        format!("write `entity {name} {{`; `model {name}` without a body names the whole model");
    Some(diags::foreign(span, "a model has no body", help, Some(fix)))
}

/// Whether a header is in another tool's words, so that its members will be too.
pub(super) fn is_foreign(cx: &Context<'_, '_>, header: &Piece) -> bool {
    let word = first_word(&cx.text[header.span.range()]);
    let lower = word.to_ascii_lowercase();
    matches!(lower.as_str(), "table" | "model" | "class" | "tablepartial" | "create" | "collection")
}

/// A member in another language's words. `position` is where the grammar gave up.
pub(super) fn piece(
    cx: &Context<'_, '_>,
    text: &str,
    rule: Rule,
    position: usize,
) -> Option<Diagnostic> {
    if rule != Rule::member {
        return None;
    }
    bracket_settings(cx, text, position)
        .or_else(|| colon_type(cx, text, position))
        .or_else(|| arrow_reference(cx, text))
        .or_else(|| sql_words(cx, text, position))
        .or_else(|| prisma_block(cx, text))
}

/// `id int [pk]`
fn bracket_settings(cx: &Context<'_, '_>, text: &str, position: usize) -> Option<Diagnostic> {
    let rest = text.get(position..)?;
    let inner = rest.strip_prefix('[')?;
    let end = inner.find(']')?;
    let span = cx.piece_span(position, position + end + 2);
    let words: Option<Vec<&str>> = inner[..end].split(',').map(|it| setting(it.trim())).collect();
    let help =
        "write the settings behind the type: `key`, `unique`, `identity`, `= default`; null is `?`";
    let fix = words.map(|words| {
        let words: Vec<_> = words.into_iter().filter(|it| !it.is_empty()).collect();
        Fix::replace("write them behind the type", span, words.join(" "))
    });
    Some(diags::foreign(span, "settings do not stand in `[ ]`", help, fix))
}

/// What a DBML setting is called here.
fn setting(word: &str) -> Option<&'static str> {
    match word.to_ascii_lowercase().as_str() {
        "pk" | "primary key" => Some("key"),
        "unique" => Some("unique"),
        "increment" => Some("identity"),
        "not null" => Some(""),
        _ => None,
    }
}

/// `name: varchar(80)`
fn colon_type(cx: &Context<'_, '_>, text: &str, position: usize) -> Option<Diagnostic> {
    let name = first_word(text);
    let behind = &text[name.len()..];
    let at = name.len() + behind.len() - behind.trim_start().len();
    let is_colon = position == at && behind.trim_start().starts_with(':') && !name.is_empty();
    if !is_colon || behind.trim_start().starts_with(":=") {
        return None;
    }
    let span = cx.piece_span(at, at + 1);
    let followed_by_blank = text[at + 1..].starts_with(char::is_whitespace);
    let fix = Fix::replace("remove the colon", span, if followed_by_blank { "" } else { " " });
    Some(diags::foreign(
        span,
        "no colon stands before a type",
        format!("write `{name}{}`", one_blank(&text[at + 1..])),
        Some(fix),
    ))
}

fn one_blank(rest: &str) -> String {
    format!(" {}", rest.trim())
}

/// `author_id int -> User` and `author_id int [ref: > users.id]`
fn arrow_reference(cx: &Context<'_, '_>, text: &str) -> Option<Diagnostic> {
    let (left, right) = text.split_once("->")?;
    let mut words = left.split_whitespace();
    let name = words.next()?;
    let target = first_word(right.trim_start());
    let is_attribute = words.next().is_some() && !left.contains(',') && !target.is_empty();
    if !is_attribute {
        return None;
    }
    let name = name.strip_suffix("_id").unwrap_or(name);
    let span = cx.piece_span(left.len(), left.len() + 2);
    Some(diags::foreign(
        span,
        "`->` is a functional dependency, not a reference",
        format!("write `{name} {target}` to refer to `{target}`"),
        None,
    ))
}

/// SQL's column constraints.
fn sql_words(cx: &Context<'_, '_>, text: &str, position: usize) -> Option<Diagnostic> {
    let rest = text.get(position..)?;
    let lower = rest.to_ascii_lowercase();
    let at_word =
        |words: &str| lower.strip_prefix(words).is_some_and(|it| !it.starts_with(is_name_continue));
    let table = [
        ("not null", "", "nothing is null here unless its type ends in `?`"),
        ("null", "?", "a value that may be missing is written with `?` behind its type"),
        ("primary key", "key", "the primary key is written `key`"),
        ("auto_increment", "identity", "a number that counts up is written `identity`"),
        ("autoincrement", "identity", "a number that counts up is written `identity`"),
        (
            "generated always as identity",
            "identity",
            "a number that counts up is written `identity`",
        ),
        (
            "generated by default as identity",
            "identity",
            "a number that counts up is written `identity`",
        ),
    ];
    for (words, here, help) in table {
        if at_word(words) {
            let span = cx.piece_span(position, position + words.len());
            let fix = if here == "?" {
                let start = text[..position].trim_end().len();
                let span = cx.piece_span(start, position + words.len());
                Fix::replace("write `?`", span, "?")
            } else if here.is_empty() {
                let start = text[..position].trim_end().len();
                Fix::replace("remove it", cx.piece_span(start, position + words.len()), "")
            } else {
                Fix::replace(format!("write `{here}`"), span, here)
            };
            return Some(diags::foreign(
                span,
                format!("`{words}` is not written here"),
                help,
                Some(fix),
            ));
        }
    }
    let default = ["default "].into_iter().find(|it| lower.starts_with(it))?;
    let span = cx.piece_span(position, position + default.len() - 1);
    let fix = Fix::safe("write `=`", vec![Edit { span, text: "=".to_owned() }]);
    Some(diags::foreign(
        span,
        "a default is written `= …`",
        "write `=` instead of `default`",
        Some(fix),
    ))
}

/// `@@unique([a, b])`
fn prisma_block(cx: &Context<'_, '_>, text: &str) -> Option<Diagnostic> {
    let rest = text.strip_prefix("@@")?;
    let word = first_word(rest);
    let here = match word {
        "id" => "key (a, b)",
        "unique" => "unique (a, b)",
        "index" => "index (a, b)",
        "map" => "@table(\"…\")` behind the entity's name, `entity E @table(\"…\")",
        _ => return None,
    };
    let span = cx.piece_span(0, 2 + word.len());
    Some(diags::foreign(
        span,
        format!("`@@{word}` is not written here"),
        format!("write `{here}`"),
        None,
    ))
}
