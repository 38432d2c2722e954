//! Files that are the models of other tools.

use crate::base::{Diagnostic, FileId, Span};
use crate::syntax::diags;
use crate::syntax::split::first_word;

/// Told by how the file starts.
pub(in crate::syntax::build) fn whole_file(file: FileId, text: &str) -> Option<Diagnostic> {
    let start = text.find(|c: char| !c.is_whitespace() && c != '\u{feff}')?;
    let line = text[start..].lines().next().unwrap_or_default().trim_end();
    let (tool, can_import) = tool(text, line)?;
    let len = line.len().min(line.floor_char_boundary(80));
    let span = Span::new(file, start, start + len);
    Some(diags::foreign_file(span, tool, can_import))
}

/// Whose file starts with `line`, and whether erc can import it.
fn tool(text: &str, line: &str) -> Option<(&'static str, bool)> {
    let word = first_word(line);
    Some(if word == "erdiagram" {
        ("a bigER model", false)
    } else if line.starts_with("<?xml") || line.starts_with("<diagram") {
        ("an XML diagram, as DBeaver writes it", false)
    } else if is_er_header(text, line) {
        ("an `.er` model, as BurntSushi's erd reads it", true)
    } else if word == "erDiagram" {
        ("a Mermaid diagram", true)
    } else if line.starts_with("@startuml") || line.starts_with("@startchen") {
        ("a PlantUML diagram", true)
    } else if matches!(word, "datasource" | "generator") && line.ends_with('{') {
        ("a Prisma schema", true)
    } else if word == "Project" && line.ends_with('{') {
        ("a DBML model", true)
    } else if line.starts_with('{') && text.trim_end().ends_with('}') {
        ("a JSON document", true)
    } else if is_sql(line) {
        ("an SQL script", true)
    } else {
        return None;
    })
}

/// `[Person]`, perhaps behind `title {…}` or comments with `#`.
fn is_er_header(text: &str, first: &str) -> bool {
    let is_header = |it: &str| it.starts_with('[') && it.contains(']');
    if is_header(first) {
        return true;
    }
    let is_preamble = |it: &&str| it.is_empty() || it.starts_with('#') || it.starts_with("title ");
    first.starts_with(['#', 't'])
        && text.lines().map(str::trim).find(|it| !is_preamble(it)).is_some_and(is_header)
}

fn is_sql(line: &str) -> bool {
    let mut words = line.split_whitespace().map(str::to_ascii_lowercase);
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    matches!(
        (first.as_str(), second.as_str()),
        ("create", "table" | "schema" | "type" | "extension" | "database" | "temporary" | "or")
            | ("drop", "table" | "schema" | "database")
            | ("alter", "table")
            | ("set" | "pragma", _)
    ) || line.starts_with("--") && line.contains("dump")
}
