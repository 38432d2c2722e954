//! Sources that are no models: live databases, SQL text, snapshots.

use std::path::Path;

use crate::base::{Diagnostics, DialectId, FileId};
use crate::import::{Skipped, read_database, read_snapshot, read_sql};
use crate::io::{Failure, Terminal, connect, database_failure, database_of_url, read};
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
    if database_of_url(&name).is_some() {
        return database(&name, terminal).map(Some);
    }
    if name == "-" || source.is_dir() {
        return Ok(None);
    }
    let bytes = read(source)?;
    let text = text(&bytes);
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
