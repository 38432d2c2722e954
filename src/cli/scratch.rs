//! A database that is made to try something in, and goes away again.

use crate::base::DialectId;
use crate::dialect::{Reader, ScriptOptions, Session, history, script};
use crate::import::read_database;
use crate::io::{Failure, connect, connect_to_run, database_failure, write};
use crate::migrate::spelled_as;
use crate::schema::NativeSchema;

use super::schema_source::SchemaSource;

/// What is found in an empty file of SQLite.
pub(super) fn in_file<T>(
    run: impl FnOnce(&mut dyn Session) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let path = std::env::temp_dir().join(format!("erc_scratch_{}.db", std::process::id()));
    write(&path, b"")?;
    let res = connect_to_run(&format!("sqlite:{}", path.display()))
        .and_then(|mut session| run(&mut *session));
    let _ = std::fs::remove_file(&path);
    res
}

/// What is found in a new database on a server.
pub(super) fn on_server<T>(
    url: &str,
    dialect: DialectId,
    run: impl FnOnce(&mut dyn Session) -> Result<T, Failure>,
) -> Result<T, Failure> {
    if dialect == DialectId::Sqlite {
        return in_file(run);
    }
    let name = format!("erc_scratch_{}", std::process::id());
    let mut admin = connect(url)?;
    let mut said = |text: String| {
        admin.execute(&text).map_err(|it| database_failure("make a database to try it in", &it))
    };
    said(history::create_database(&name))?;
    let res = connect_to_run(&with_database(url, &name)).and_then(|mut session| run(&mut *session));
    said(history::drop_database(dialect, &name))?;
    res
}

/// Finds out how the server of `url` spells what a text says, and takes over the spelling of `live` where it is that.
pub(super) fn respell(
    text: &mut SchemaSource,
    live: &NativeSchema,
    url: &str,
) -> Result<(), Failure> {
    let options = ScriptOptions { version: text.version, reader: Reader::Driver };
    let script = script(&text.schema, text.contract(), &options);
    let made = on_server(url, text.dialect, |session| {
        session.execute(&script).map_err(|it| database_failure("try the schema", &it))?;
        let live =
            read_database(session).map_err(|it| database_failure("read the catalog", &it))?;
        Ok(live.schema)
    })?;
    spelled_as(&mut text.schema, &made, live);
    Ok(())
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
