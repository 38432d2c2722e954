//! Databases that are used again: made empty rather than made anew, which is what takes time.

use erc::base::DialectId;

use crate::servers::{self, Database, Fresh};

/// A database that a test uses many times.
pub struct Arena {
    fresh: Box<Fresh>,
    database: Option<Box<dyn Database>>,
    n_uses: usize,
}

/// After so many uses another database is taken: what was dropped stays in the catalog of PostgreSQL until it is
/// swept, and every query wades through it.
const MOST_USES: usize = 25;

impl Arena {
    /// On the server of a dialect.
    pub fn new(id: DialectId) -> Arena {
        Arena::of(Box::new(move || servers::database(id).expect("a server")))
    }

    /// On a PostgreSQL of this major version.
    pub fn of_postgres(major: u32) -> Arena {
        Arena::of(Box::new(move || Box::new(servers::postgres_version(major).database())))
    }

    fn of(fresh: Box<Fresh>) -> Arena {
        Arena { fresh, database: None, n_uses: 0 }
    }

    /// The database, empty.
    pub fn empty(&mut self) -> &mut dyn Database {
        self.n_uses += 1;
        let is_worn = self.n_uses.is_multiple_of(MOST_USES);
        let is_cleaned = !is_worn && self.database.as_mut().is_some_and(|it| clean(&mut **it));
        if !is_cleaned {
            self.database = Some((self.fresh)());
        }
        &mut **self.database.as_mut().expect("a server")
    }

    /// The database as it is.
    pub fn database(&mut self) -> &mut dyn Database {
        &mut **self.database.as_mut().expect("it was emptied before")
    }
}

/// Takes everything away; `false` where that is better done by another database.
fn clean(database: &mut dyn Database) -> bool {
    match database.dialect() {
        DialectId::Postgres => {
            let _ = database.execute("rollback");
            database.execute(POSTGRES).is_ok()
        }
        DialectId::Mysql | DialectId::Mariadb => {
            let _ = database.execute("unlock tables");
            let Ok(rows) = database.query("select database()") else { return false };
            let Some(name) = rows[0][0].clone() else { return false };
            let script = format!(
                "set foreign_key_checks = 0; drop database `{name}`; create database `{name}`; \
                 use `{name}`; set foreign_key_checks = 1"
            );
            database.execute(&script).is_ok() && forget_rights(database, &name)
        }
        // In memory, a new one costs nothing.
        DialectId::Sqlite => false,
    }
}

/// The server keeps rights when the database goes.
fn forget_rights(database: &mut dyn Database, name: &str) -> bool {
    let count = format!("select count(*) from mysql.tables_priv where db = '{name}'");
    let has_some = database.query(&count).is_ok_and(|it| it[0][0].as_deref() != Some("0"));
    let script = format!(
        "delete from mysql.tables_priv where db = '{name}'; \
         delete from mysql.columns_priv where db = '{name}'; flush privileges"
    );
    !has_some || database.execute(&script).is_ok()
}

const POSTGRES: &str = r"
reset all;
do $$
declare it text;
begin
  for it in select nspname from pg_namespace
    where nspname not like 'pg\_%' and nspname <> 'information_schema'
  loop
    execute format('drop schema %I cascade', it);
  end loop;
  for it in select extname from pg_extension where extname <> 'plpgsql' loop
    execute format('drop extension %I cascade', it);
  end loop;
  create schema public;
  grant all on schema public to public;
  comment on schema public is 'standard public schema';
end $$;
";
