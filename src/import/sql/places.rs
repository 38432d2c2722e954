//! Where a script makes its tables.

use std::ops::Range;

use super::cursor::Cursor;
use super::split::pieces;
use crate::base::DialectId;
use crate::schema::QualifiedName;

/// A table in the text of a script, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TablePlace {
    /// Its name.
    pub table: QualifiedName,
    /// Where the name stands.
    pub name: Range<usize>,
    /// From behind the name to the end of the statement.
    body: Range<usize>,
}

impl TablePlace {
    /// Where a column, a constraint or whatever has this name is said; `text` is the script.
    pub fn of_part(&self, text: &str, name: &str) -> Option<Range<usize>> {
        word(text, &self.body, name)
    }
}

/// The tables that a script makes, in its order.
pub fn table_places(text: &str, id: DialectId) -> Vec<TablePlace> {
    let mut res = Vec::new();
    for piece in pieces(text, id) {
        let Some(table) = made_table(piece.text.trim_start(), id) else { continue };
        if let Some(name) = word(text, &piece.range, &table.name) {
            let body = name.end..piece.range.end;
            res.push(TablePlace { table, name, body });
        }
    }
    res
}

/// `create table a`
fn made_table(text: &str, id: DialectId) -> Option<QualifiedName> {
    if !text.get(..6)?.eq_ignore_ascii_case("create") {
        return None;
    }
    // A head is enough; a statement of many megabytes need not be cut into words.
    let head: String = text.chars().take(400).collect();
    let head = head.split_once('(').map_or(head.as_str(), |(before, _)| before);
    let mut cursor = Cursor::new(head, id).ok()?;
    cursor.word("create");
    while cursor.one_of(&["global", "local", "temporary", "temp", "unlogged"]).is_some() {}
    if !cursor.word("table") {
        return None;
    }
    cursor.words(&["if", "not", "exists"]);
    cursor.qualified().ok()
}

/// The first place where a name stands by itself.
fn word(text: &str, within: &Range<usize>, name: &str) -> Option<Range<usize>> {
    let inside = text.get(within.clone())?.to_ascii_lowercase();
    let name = name.to_ascii_lowercase();
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let stands_alone = |at: usize| {
        !inside[..at].ends_with(is_part) && !inside[at + name.len()..].starts_with(is_part)
    };
    let at = inside.match_indices(&name).map(|(at, _)| at).find(|at| stands_alone(*at))?;
    Some(within.start + at..within.start + at + name.len())
}
