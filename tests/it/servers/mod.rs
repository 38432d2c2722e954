//! Real databases for tests: private PostgreSQL and MariaDB servers, and SQLite linked in.
//!
//! In comes a wish for a database; out comes a fresh, empty one that vanishes when it is dropped. The servers
//! run with their own folder, socket and port as an unprivileged user, are shared by all test processes, and
//! end with the last of them. A service of the machine is never touched.
//!
//! ```ignore
//! for mut database in servers::databases() {
//!     database.execute("create table t (x int not null)").expect("a table");
//!     assert!(database.execute("insert into t values (null)").is_err());
//!     assert_eq!(database.query("select count(*) from t").expect("a count"), [[Some("0".into())]]);
//! }
//! ```

pub mod database;
pub mod mariadb;
pub mod own;
mod place;
pub mod postgres;
pub mod postgres_versions;
mod shared;
pub mod sqlite;
mod tests;
mod world;

use erc::base::DialectId;

pub use database::Database;
pub use mariadb::mariadb;
pub use postgres::postgres;
pub use postgres_versions::{newest_postgres, postgres_version};
pub use sqlite::sqlite;

/// Gives a fresh database of one server at each call.
pub type Fresh = dyn Fn() -> Box<dyn Database>;

/// A fresh database of each kind that the tests can run: PostgreSQL, MariaDB, SQLite.
pub fn databases() -> Vec<Box<dyn Database>> {
    DialectId::ALL.into_iter().filter_map(database).collect()
}

/// A fresh database that takes this dialect. MySQL's server is not to be had; what is said for it is unverified.
pub fn database(dialect: DialectId) -> Option<Box<dyn Database>> {
    match dialect {
        DialectId::Postgres => Some(Box::new(postgres().database())),
        DialectId::Mysql => None,
        DialectId::Mariadb => Some(Box::new(mariadb().database())),
        DialectId::Sqlite => Some(Box::new(sqlite())),
    }
}
