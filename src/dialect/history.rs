//! What a runner of migrations says to a database beside the migrations: its lock, its settings, its memory.

use super::emit::Sql;
use super::of;
use crate::base::DialectId;

/// The table that remembers what was applied.
pub const HISTORY_TABLE: &str = "erc_migrations";

/// What the table remembers of each migration.
pub const HISTORY_COLUMNS: [&str; 8] =
    ["name", "checksum", "rule", "n_statements", "n_started", "n_done", "applied_at", "script"];

/// The rule by which a text is made equal before its checksum is taken.
pub const CHECKSUM_RULE: u32 = 1;

/// Makes the table, where it is not there.
pub fn create_history(dialect: DialectId) -> String {
    let text = long_text(dialect);
    format!(
        "create table if not exists {HISTORY_TABLE} (\n  name varchar(200) not null primary key,\n  \
         checksum varchar(64) not null,\n  rule integer not null,\n  n_statements integer not null,\n  \
         n_started integer not null,\n  n_done integer not null,\n  \
         applied_at timestamp not null default current_timestamp,\n  script {text} not null\n)"
    )
}

/// The columns of the table, one a row.
pub fn history_columns(dialect: DialectId) -> String {
    match dialect {
        DialectId::Sqlite => format!("select name from pragma_table_info('{HISTORY_TABLE}')"),
        DialectId::Postgres => format!(
            "select column_name from information_schema.columns where table_schema = current_schema() \
             and table_name = '{HISTORY_TABLE}'"
        ),
        DialectId::Mysql | DialectId::Mariadb => format!(
            "select column_name from information_schema.columns where table_schema = database() \
             and table_name = '{HISTORY_TABLE}'"
        ),
    }
}

/// Other schemas of the database that have such a table.
pub fn history_elsewhere(dialect: DialectId) -> Option<String> {
    match dialect {
        DialectId::Postgres => Some(format!(
            "select table_schema from information_schema.tables where table_schema <> current_schema() \
             and table_name = '{HISTORY_TABLE}' order by 1"
        )),
        DialectId::Mysql | DialectId::Mariadb | DialectId::Sqlite => None,
    }
}

/// Whether the server only follows another one, or takes no changes: one row, `1` where that is so.
pub fn is_follower(dialect: DialectId) -> Option<&'static str> {
    match dialect {
        DialectId::Postgres => Some(
            "select (pg_is_in_recovery() or current_setting('transaction_read_only') = 'on')::int",
        ),
        DialectId::Mysql | DialectId::Mariadb => Some("select @@global.read_only"),
        DialectId::Sqlite => None,
    }
}

/// The type of texts of any length.
pub(super) fn long_text(dialect: DialectId) -> &'static str {
    match dialect {
        DialectId::Mysql | DialectId::Mariadb => "longtext",
        DialectId::Postgres | DialectId::Sqlite => "text",
    }
}

/// Whether the table is there: one row, or none.
pub fn has_history(dialect: DialectId) -> String {
    has_table(dialect, HISTORY_TABLE)
}

/// Whether a table is there: one row, or none.
pub(super) fn has_table(dialect: DialectId, table: &str) -> String {
    match dialect {
        DialectId::Sqlite => {
            format!("select 1 from sqlite_master where type = 'table' and name = '{table}'")
        }
        DialectId::Postgres => format!(
            "select 1 from information_schema.tables where table_schema = current_schema() \
             and table_name = '{table}'"
        ),
        DialectId::Mysql | DialectId::Mariadb => format!(
            "select 1 from information_schema.tables where table_schema = database() \
             and table_name = '{table}'"
        ),
    }
}

/// Everything that is remembered: name, checksum, how many statements there are, were begun and are done, and the
/// script itself.
pub fn read_history() -> String {
    format!(
        "select name, checksum, n_statements, n_started, n_done, script from {HISTORY_TABLE} order by name"
    )
}

/// Remembers that a migration begins.
pub fn begin_history(
    dialect: DialectId,
    name: &str,
    checksum: &str,
    n_statements: usize,
    script: &str,
) -> String {
    let mut sql = Sql::new(of(dialect));
    sql.push(&format!(
        "insert into {HISTORY_TABLE} (name, checksum, rule, n_statements, n_started, n_done, script) values ("
    ));
    sql.string(name);
    sql.push(", ");
    sql.string(checksum);
    sql.push(&format!(", {CHECKSUM_RULE}, {n_statements}, 0, 0, "));
    sql.string(script);
    sql.push(")");
    sql.into_string()
}

/// Remembers that what is not yet done of a migration is another text now.
pub fn changed_history(
    dialect: DialectId,
    name: &str,
    checksum: &str,
    n_statements: usize,
    script: &str,
) -> String {
    let mut sql = Sql::new(of(dialect));
    sql.push(&format!("update {HISTORY_TABLE} set checksum = "));
    sql.string(checksum);
    sql.push(&format!(", rule = {CHECKSUM_RULE}, n_statements = {n_statements}, script = "));
    sql.string(script);
    sql.push(" where name = ");
    sql.string(name);
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
            "set names utf8mb4",
            "set session sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'",
            "set session autocommit = 1",
            "set session foreign_key_checks = 1",
            "set session time_zone = '+00:00'",
            "set session lock_wait_timeout = 10",
        ],
        DialectId::Sqlite => &["pragma busy_timeout = 10000"],
    }
}

/// Asks the server to notice within a second that nobody waits for an answer any more, where it can: the lock of a
/// runner that was killed goes with its session.
pub fn notice_loss(dialect: DialectId) -> Option<&'static str> {
    match dialect {
        DialectId::Postgres => Some(
            "select set_config('client_connection_check_interval', '1s', false) \
             where current_setting('server_version_num')::int >= 140000",
        ),
        DialectId::Mysql | DialectId::Mariadb | DialectId::Sqlite => None,
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

/// Whether an index is there and valid: one row `1`, `0`, or none.
pub fn is_valid_index(schema: Option<&str>, name: &str) -> String {
    let mut sql = Sql::new(of(DialectId::Postgres));
    sql.push("select indisvalid::int from pg_index where indexrelid = to_regclass(");
    sql.string(&qualified(schema, name));
    sql.push(")");
    sql.into_string()
}

/// Drops an index while others go on.
pub fn drop_index_concurrently(schema: Option<&str>, name: &str) -> String {
    format!("drop index concurrently {}", qualified(schema, name))
}

fn qualified(schema: Option<&str>, name: &str) -> String {
    let mut sql = Sql::new(of(DialectId::Postgres));
    sql.qualified(&crate::schema::QualifiedName {
        namespace: schema.map(crate::base::Name::new),
        name: crate::base::Name::new(name),
    });
    sql.into_string()
}

/// How a transaction begins that is going to write, and how it ends well and badly.
pub fn transaction(dialect: DialectId) -> [&'static str; 3] {
    match dialect {
        DialectId::Postgres => ["begin", "commit", "rollback"],
        DialectId::Mysql | DialectId::Mariadb => ["start transaction", "commit", "rollback"],
        DialectId::Sqlite => ["begin immediate", "commit", "rollback"],
    }
}

/// Makes a database.
pub fn create_database(name: &str) -> String {
    format!("create database {name}")
}

/// Takes a database away, whoever is still in it.
pub fn drop_database(dialect: DialectId, name: &str) -> String {
    match dialect {
        DialectId::Postgres => format!("drop database {name} with (force)"),
        DialectId::Mysql | DialectId::Mariadb | DialectId::Sqlite => {
            format!("drop database {name}")
        }
    }
}

/// Takes the table away.
pub fn drop_history() -> String {
    format!("drop table {HISTORY_TABLE}")
}

/// How long a statement waits for its lock, and how that is changed.
pub const LOCK_TIMEOUT: &str = "select current_setting('lock_timeout')";

/// Waits for locks as long as this says.
pub fn set_lock_timeout(value: &str) -> String {
    let mut sql = Sql::new(of(DialectId::Postgres));
    sql.push("set lock_timeout = ");
    sql.string(value);
    sql.into_string()
}

/// Whether an error says that a lock was not to be had in time.
pub fn is_lock_timeout(dialect: DialectId, code: Option<&str>) -> bool {
    is_code(
        code,
        match dialect {
            DialectId::Postgres => &["55P03", "40P01"],
            DialectId::Mysql | DialectId::Mariadb => &["1205", "1213"],
            DialectId::Sqlite => &["DatabaseBusy", "DatabaseLocked"],
        },
    )
}

/// Whether an error says that a statement can stand in no transaction.
pub fn is_alone(dialect: DialectId, code: Option<&str>) -> bool {
    match dialect {
        DialectId::Postgres => is_code(code, &["25001", "2D000"]),
        DialectId::Mysql | DialectId::Mariadb | DialectId::Sqlite => false,
    }
}

/// Whether an error says that what a statement would do is done already.
pub fn is_done_already(dialect: DialectId, code: Option<&str>) -> bool {
    is_code(
        code,
        match dialect {
            // An object that is there or is gone.
            DialectId::Postgres => &["42704", "42710", "42P07", "42701", "42P01"],
            // A table, column or key that is there or is gone.
            DialectId::Mysql | DialectId::Mariadb => &[
                "1007", "1008", "1050", "1051", "1060", "1061", "1068", "1091", "1146", "1304",
                "1305", "1359", "1360", "1826",
            ],
            DialectId::Sqlite => &[],
        },
    )
}

/// Whether an error says of a statement that was tried before that it is done: what it takes away is gone, or has the
/// name that it was to get.
pub fn has_its_name(dialect: DialectId, code: Option<&str>) -> bool {
    let is_unknown_column = matches!(dialect, DialectId::Mysql | DialectId::Mariadb);
    is_done_already(dialect, code) || is_unknown_column && is_code(code, &["1054"])
}

/// Whether an error says that somebody asked for the statement to stop.
pub fn is_cancelled(dialect: DialectId, code: Option<&str>) -> bool {
    is_code(
        code,
        match dialect {
            DialectId::Postgres => &["57014"],
            DialectId::Mysql | DialectId::Mariadb => &["1317", "1053", "3024"],
            DialectId::Sqlite => &["OperationInterrupted"],
        },
    )
}

/// Whether an error says that the server is not there any more.
pub fn is_lost(dialect: DialectId, code: Option<&str>) -> bool {
    is_code(
        code,
        match dialect {
            DialectId::Postgres => &["08000", "08003", "08006", "57P01", "57P02", "57P03"],
            DialectId::Mysql | DialectId::Mariadb => {
                &["2006", "2013", "1053", "1927", "4031", "08006"]
            }
            DialectId::Sqlite => &[],
        },
    )
}

/// The first word of a code is the number; MySQL says its SQLSTATE behind it.
fn is_code(code: Option<&str>, codes: &[&str]) -> bool {
    let first = code.and_then(|it| it.split(' ').next());
    first.is_some_and(|it| codes.contains(&it))
}
