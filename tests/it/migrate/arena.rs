//! Databases that are used again: made empty rather than made anew, which is what takes time.

use erc::base::DialectId;

use crate::servers::{self, Database};

/// A database that a test uses many times.
pub struct Arena {
    id: DialectId,
    database: Option<Box<dyn Database>>,
    n_uses: usize,
}

/// After so many uses another database is taken: what was dropped stays in the catalog of PostgreSQL until it is
/// swept, and every query wades through it.
const MOST_USES: usize = 25;

impl Arena {
    pub fn new(id: DialectId) -> Arena {
        Arena { id, database: None, n_uses: 0 }
    }

    /// The database, empty.
    pub fn empty(&mut self) -> &mut dyn Database {
        self.n_uses += 1;
        let is_worn = self.n_uses.is_multiple_of(MOST_USES);
        let is_cleaned = !is_worn && self.database.as_mut().is_some_and(|it| clean(&mut **it));
        if !is_cleaned {
            self.database = servers::database(self.id);
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
            database.execute(&script).is_ok()
        }
        // In memory, a new one costs nothing.
        DialectId::Sqlite => false,
    }
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
