//! The scripts of a folder, run in a database that goes away again.

use crate::base::DialectId;
use crate::dialect::{Session, history};
use crate::import::read_database;
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
