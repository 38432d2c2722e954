//! What a command may read: a model, or something else that says what a schema is.

use crate::base::DialectId;
use crate::import::{Format, guess_dialect};
use crate::schema::snapshot::dialect_of;

/// A kind of source, told by its name and its first words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceKind {
    /// A model of erc.
    Model,
    /// A schema that erc wrote.
    Snapshot,
    /// SQL text; the database it is for, where its words tell.
    Sql(Option<DialectId>),
    /// A model of another tool.
    Foreign(Format),
}

/// A source that says its format in front of its name: `dbml:-`, `sql:notes.txt`.
pub fn named_kind(source: &str) -> Option<(SourceKind, &str)> {
    let (name, rest) = source.split_once(':')?;
    if rest.is_empty() {
        return None;
    }
    match name {
        "sql" => Some((SourceKind::Sql(None), rest)),
        "snapshot" => Some((SourceKind::Snapshot, rest)),
        name => Some((SourceKind::Foreign(Format::from_name(name)?), rest)),
    }
}

/// The kind of a file.
pub fn source_kind(name: &str, text: &str) -> SourceKind {
    let extension = name.rsplit_once('.').map_or("", |(_, it)| it).to_lowercase();
    match extension.as_str() {
        "json" if dialect_of(text).is_some() => SourceKind::Snapshot,
        "sql" | "ddl" | "dump" => SourceKind::Sql(guess_dialect(text)),
        _ => Format::of_file(name, text).map_or(SourceKind::Model, SourceKind::Foreign),
    }
}
