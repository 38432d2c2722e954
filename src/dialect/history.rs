//! What a runner of migrations says to a database beside the migrations: its lock, its settings, its memory.

use super::emit::Sql;
use super::of;
use crate::base::DialectId;

/// The table that remembers what was applied.
pub const HISTORY_TABLE: &str = "erc_migrations";

/// Makes the table, where it is not there.
pub fn create_history() -> String {
    format!(
        "create table if not exists {HISTORY_TABLE} (\n  name varchar(200) not null primary key,\n  \
         checksum varchar(64) not null,\n  n_statements integer not null,\n  n_started integer not null,\n  \
         n_done integer not null,\n  applied_at timestamp not null default current_timestamp\n)"
    )
}

/// Whether the table is there: one row, or none.
pub fn has_history(dialect: DialectId) -> String {
    match dialect {
        DialectId::Sqlite => {
            format!("select 1 from sqlite_master where type = 'table' and name = '{HISTORY_TABLE}'")
        }
        DialectId::Postgres => format!(
            "select 1 from information_schema.tables where table_schema = current_schema() \
             and table_name = '{HISTORY_TABLE}'"
        ),
        DialectId::Mysql | DialectId::Mariadb => format!(
            "select 1 from information_schema.tables where table_schema = database() \
             and table_name = '{HISTORY_TABLE}'"
        ),
    }
}

/// Everything that is remembered: name, checksum, and how many statements there are, were begun and are done.
pub fn read_history() -> String {
    format!(
        "select name, checksum, n_statements, n_started, n_done from {HISTORY_TABLE} order by name"
    )
}

/// Remembers that a migration begins.
pub fn begin_history(
    dialect: DialectId,
    name: &str,
    checksum: &str,
    n_statements: usize,
) -> String {
    let mut sql = Sql::new(of(dialect));
    sql.push(&format!(
        "insert into {HISTORY_TABLE} (name, checksum, n_statements, n_started, n_done) values ("
    ));
    sql.string(name);
    sql.push(", ");
    sql.string(checksum);
    sql.push(&format!(", {n_statements}, 0, 0)"));
    sql.into_string()
}

/// Remembers how far a migration is.
pub fn progress_history(dialect: DialectId, name: &str, n_started: usize, n_done: usize) -> String {
    let mut sql = Sql::new(of(dialect));
    sql.push(&format!(
        "update {HISTORY_TABLE} set n_started = {n_started}, n_done = {n_done} where name = "
    ));
    sql.string(name);
    sql.into_string()
}

/// Forgets a migration that was taken back.
pub fn forget_history(dialect: DialectId, name: &str) -> String {
    let mut sql = Sql::new(of(dialect));
    sql.push(&format!("delete from {HISTORY_TABLE} where name = "));
    sql.string(name);
    sql.into_string()
}

/// What a session is told before anything else, so that nobody's defaults decide.
pub fn runner_settings(dialect: DialectId) -> &'static [&'static str] {
    match dialect {
        DialectId::Postgres => &[
            "set statement_timeout = 0",
            "set idle_in_transaction_session_timeout = 0",
            "set lock_timeout = '5s'",
            "set timezone = 'UTC'",
            "set standard_conforming_strings = on",
        ],
        DialectId::Mysql | DialectId::Mariadb => &[
            "set session sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'",
            "set session foreign_key_checks = 1",
            "set session time_zone = '+00:00'",
            "set session lock_wait_timeout = 10",
        ],
        DialectId::Sqlite => &["pragma busy_timeout = 10000"],
    }
}

/// What a script says first that shall be in nobody's way.
pub fn online_settings(dialect: DialectId) -> &'static [&'static str] {
    match dialect {
        DialectId::Postgres => &["set lock_timeout = '5s';"],
        DialectId::Mysql | DialectId::Mariadb => &["set session lock_wait_timeout = 10;"],
        DialectId::Sqlite => &[],
    }
}

/// Asks for the lock that one runner holds at a time, without waiting: one row, `1` when it has it.
pub fn try_lock(dialect: DialectId) -> Option<&'static str> {
    match dialect {
        DialectId::Postgres => Some("select pg_try_advisory_lock(7305801)::int"),
        DialectId::Mysql | DialectId::Mariadb => {
            Some("select get_lock(concat('erc.', left(database(), 50)), 0)")
        }
        // One writer at a time is all there is.
        DialectId::Sqlite => None,
    }
}

/// Gives the lock back.
pub fn unlock(dialect: DialectId) -> Option<&'static str> {
    match dialect {
        DialectId::Postgres => Some("select pg_advisory_unlock(7305801)::int"),
        DialectId::Mysql | DialectId::Mariadb => {
            Some("select release_lock(concat('erc.', left(database(), 50)))")
        }
        DialectId::Sqlite => None,
    }
}

/// The server process behind the session; behind a transaction pooler it changes.
pub fn backend(dialect: DialectId) -> Option<&'static str> {
    match dialect {
        DialectId::Postgres => Some("select pg_backend_pid()"),
        DialectId::Mysql | DialectId::Mariadb => Some("select connection_id()"),
        DialectId::Sqlite => None,
    }
}

/// Indexes that a failed build has left behind.
pub fn invalid_indexes(dialect: DialectId) -> Option<&'static str> {
    match dialect {
        DialectId::Postgres => {
            Some("select indexrelid::regclass::text from pg_index where not indisvalid order by 1")
        }
        DialectId::Mysql | DialectId::Mariadb | DialectId::Sqlite => None,
    }
}

/// Whether an error says that a lock was not to be had in time.
pub fn is_lock_timeout(dialect: DialectId, code: Option<&str>) -> bool {
    match dialect {
        DialectId::Postgres => code == Some("55P03"),
        DialectId::Mysql | DialectId::Mariadb => code == Some("1205"),
        DialectId::Sqlite => false,
    }
}
