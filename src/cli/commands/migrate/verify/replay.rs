//! The scripts of a folder, run in a database that goes away again, or read where there is none.

use crate::base::DialectId;
use crate::dialect::{Session, history};
use crate::import::{Skipped, kept, read_database, read_sql};
use crate::io::{Failure, database_failure, millis, pause};
use crate::migrate::folder::Migration;
use crate::migrate::runner::{Surroundings, apply};
use crate::schema::NativeSchema;

use super::super::super::super::scratch;
use super::super::running::failure;

/// What the scripts make in an empty file of SQLite.
pub(super) fn in_file(migrations: &[Migration]) -> Result<NativeSchema, Failure> {
    scratch::in_file(|session| made(session, migrations))
}

/// What the scripts make in a new database on a server.
pub(super) fn on_server(
    url: &str,
    migrations: &[Migration],
    dialect: DialectId,
) -> Result<NativeSchema, Failure> {
    scratch::on_server(url, dialect, |session| made(session, migrations))
}

/// What the scripts make in an empty database by their words alone, or the statements that erc does not read.
pub(super) fn in_words(
    migrations: &[Migration],
    dialect: DialectId,
) -> Result<NativeSchema, Vec<String>> {
    let mut script = String::new();
    // The line that each of them starts on.
    let mut starts: Vec<(usize, &str)> = Vec::new();
    for migration in migrations {
        starts.push((script.lines().count(), &migration.name));
        script.push_str(migration.up(dialect).unwrap_or_default());
        if !script.ends_with('\n') {
            script.push('\n');
        }
    }
    let read = read_sql(&script, dialect);
    if read.skipped.is_empty() {
        return Ok(kept(read.schema, dialect));
    }
    let said = read.skipped.iter().map(|it| {
        let (start, name) =
            starts.iter().rev().find(|(start, _)| *start < it.line).copied().unwrap_or_default();
        let line = it.line - start;
        format!("{name}, {}", Skipped { line, ..it.clone() })
    });
    Err(said.collect())
}

fn made(session: &mut dyn Session, migrations: &[Migration]) -> Result<NativeSchema, Failure> {
    let around = Surroundings {
        n_lock_tries: 1,
        n_retries: 0,
        pause: &pause,
        say: &|_| {},
        clock: &millis,
        is_interrupted: &|| false,
    };
    apply(session, migrations, &around).map_err(|it| failure(&it))?;
    session
        .execute(&history::drop_history())
        .map_err(|it| database_failure("take the history away", &it))?;
    let live = read_database(session).map_err(|it| database_failure("read the catalog", &it))?;
    Ok(live.schema)
}
