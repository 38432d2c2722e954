//! Sources that are no models: live databases, SQL text, snapshots.

use std::path::Path;

use crate::base::{Diagnostics, DialectId, FileId};
use crate::import::{RowFilter, Skipped, guess_dialect, read_database, read_snapshot, read_sql};
use crate::io::{Failure, Terminal, connect, database_failure, database_of_url, read, read_pieces};
use crate::project::{SourceKind, decode, source_kind};
use crate::schema::NativeSchema;

/// What a database holds, or would hold.
pub(super) struct Native {
    pub(super) dialect: DialectId,
    pub(super) schema: NativeSchema,
}

/// The schema that `source` means, when it is no model. What could not be read is told.
pub(super) fn native(
    source: Option<&Path>,
    dialect: Option<DialectId>,
    terminal: Terminal,
) -> Result<Option<Native>, Failure> {
    let Some(source) = source else { return Ok(None) };
    let name = source.to_string_lossy();
    if database_of_url(&name).is_some() || name.starts_with("env:") {
        return database(&name, terminal).map(Some);
    }
    if name == "-" || source.is_dir() {
        return Ok(None);
    }
    let text = match source.is_file() && name.to_lowercase().ends_with(".sql") {
        true => without_rows(source, dialect)?,
        false => text(&read(source)?),
    };
    match source_kind(&name, &text) {
        SourceKind::Model => Ok(None),
        SourceKind::Snapshot => {
            let (dialect, schema) = read_snapshot(&text)
                .map_err(|error| Failure::new(format!("`{name}` is no snapshot: {error}")))?;
            Ok(Some(Native { dialect, schema }))
        }
        SourceKind::Sql(guess) => {
            let Some(dialect) = dialect.or(guess) else {
                return Err(Failure::new(format!(
                    "no word of `{name}` tells which database it is for"
                ))
                .help("add `--dialect` with one of `postgres`, `mysql`, `mariadb`, `sqlite`"));
            };
            let read = read_sql(&text, dialect);
            tell(&name, &read.skipped, terminal);
            Ok(Some(Native { dialect, schema: read.schema }))
        }
    }
}

/// How much of a script tells which database it is for.
const HEAD: usize = 200_000;
/// Scripts up to this size are read as they are.
const LARGE: u64 = 8 << 20;

/// The text of a script; the rows of a large one are left out while it is read.
fn without_rows(source: &Path, dialect: Option<DialectId>) -> Result<String, Failure> {
    let mut head = Vec::new();
    let size = read_pieces(source, &mut |piece| {
        head.extend_from_slice(piece);
        head.len() < HEAD
    })?;
    if size <= LARGE {
        return Ok(text(&read(source)?));
    }
    let dialect = dialect.or_else(|| guess_dialect(&String::from_utf8_lossy(&head)));
    let mut filter = RowFilter::new(dialect.unwrap_or(DialectId::Postgres));
    let mut kept = Vec::new();
    read_pieces(source, &mut |piece| {
        filter.feed(piece, &mut kept);
        true
    })?;
    filter.finish(&mut kept);
    Ok(text(&kept))
}

fn database(url: &str, terminal: Terminal) -> Result<Native, Failure> {
    let mut session = connect(url)?;
    let live = read_database(&mut *session)
        .map_err(|error| database_failure("read the catalog", &error))?;
    for unseen in &live.unseen {
        terminal.talk(format!("note: {unseen}"));
    }
    tell("the catalog", &live.skipped, terminal);
    Ok(Native { dialect: live.dialect, schema: live.schema })
}

/// Names the statements that were left out.
fn tell(name: &str, skipped: &[Skipped], terminal: Terminal) {
    for it in skipped {
        terminal.talk(format!("note: {name}, {it}"));
    }
}

/// SQL text is often older than UTF-8: what is none is replaced, not refused.
fn text(bytes: &[u8]) -> String {
    let mut diagnostics = Diagnostics::new();
    match std::str::from_utf8(bytes) {
        Ok(_) => decode(FileId(0), bytes, &mut diagnostics),
        Err(_) => String::from_utf8_lossy(bytes).into_owned(),
    }
}
