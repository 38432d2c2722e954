//! SQLite's catalog: the statements that made everything, as it keeps them.

use super::super::catalog::{Catalog, Values};
use super::super::session::{Session, SessionError};

/// What SQLite made by itself has no statement, and shadow tables belong to their virtual one.
const STATEMENTS: &str = "select s.sql from sqlite_schema s
    where s.sql is not null and s.name not like 'sqlite!_%' escape '!'
      and not exists (select 1 from pragma_table_list t where t.name = s.name and t.type = 'shadow')
    order by case s.type when 'table' then 0 when 'index' then 1 when 'view' then 2 else 3 end,
      s.rowid";

/// The same for versions before 3.37, which do not tell shadow tables.
const OLD_STATEMENTS: &str = "select s.sql from sqlite_master s
    where s.sql is not null and s.name not like 'sqlite!_%' escape '!'
    order by case s.type when 'table' then 0 when 'index' then 1 when 'view' then 2 else 3 end,
      s.rowid";

/// Reads the statements; whoever asked reads them as SQL text.
pub(in crate::dialect) fn read(session: &mut dyn Session) -> Result<Catalog, SessionError> {
    let rows = session.query(STATEMENTS).or_else(|_| session.query(OLD_STATEMENTS))?;
    let mut res = Catalog::default();
    for row in rows {
        res.script.push_str(Values::of(row).text().trim_end().trim_end_matches(';'));
        res.script.push_str("\n;\n");
    }
    Ok(res)
}
