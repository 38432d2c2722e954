//! The scripts of a folder, run in a database that goes away again.

use crate::base::DialectId;
use crate::dialect::{Session, history};
use crate::import::read_database;
use crate::io::{Failure, connect, connect_to_run, database_failure, millis, pause, write};
use crate::migrate::folder::Migration;
use crate::migrate::runner::{Surroundings, apply};
use crate::schema::NativeSchema;

use super::super::running::failure;

/// What the scripts make in an empty file of SQLite.
pub(super) fn in_file(migrations: &[Migration]) -> Result<NativeSchema, Failure> {
    let path = std::env::temp_dir().join(format!("erc_verify_{}.db", std::process::id()));
    write(&path, b"")?;
    let res = connect_to_run(&format!("sqlite:{}", path.display()))
        .and_then(|mut session| made(&mut *session, migrations));
    let _ = std::fs::remove_file(&path);
    res
}

/// What the scripts make in a new database on a server.
pub(super) fn on_server(
    url: &str,
    migrations: &[Migration],
    dialect: DialectId,
) -> Result<NativeSchema, Failure> {
    if dialect == DialectId::Sqlite {
        return in_file(migrations);
    }
    let name = format!("erc_verify_{}", std::process::id());
    let mut admin = connect(url)?;
    let mut said = |text: String| {
        admin.execute(&text).map_err(|it| database_failure("make a database to try it in", &it))
    };
    said(history::create_database(&name))?;
    let res = connect_to_run(&with_database(url, &name))
        .and_then(|mut session| made(&mut *session, migrations));
    said(history::drop_database(dialect, &name))?;
    res
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

/// The same server, another database.
fn with_database(url: &str, name: &str) -> String {
    let (head, query) = match url.split_once('?') {
        Some((head, query)) => (head, format!("?{query}")),
        None => (url, String::new()),
    };
    let start = head.find("://").map_or(0, |it| it + 3);
    let end = head[start..].rfind('/').map_or(head.len(), |it| start + it);
    format!("{}/{name}{query}", &head[..end])
}

#[cfg(test)]
mod tests {
    use super::with_database;

    #[test]
    fn only_the_database_is_another() {
        assert_eq!(with_database("postgres://a:b@h:1/x?y=z", "n"), "postgres://a:b@h:1/n?y=z");
        assert_eq!(with_database("mysql://h", "n"), "mysql://h/n");
    }
}
