//! Statements that fill rows which are there already, and that stop where one is not filled.

use super::super::Conversion;
use super::super::contract;
use super::super::emit::{Sql, query_text, refuse};
use super::{Sync, postgres, sqlite};
use crate::base::{DialectId, Name};
use crate::schema::{NativeType, QualifiedName, Table};

/// How the rows of a table are gone through bit by bit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Batch {
    /// By ranges of a key.
    Keys(Vec<Name>),
    /// Some rows that are not filled yet, each time looked for from the start: the table has no key.
    Any,
}

impl Batch {
    /// How the rows of a table are gone through.
    pub fn of(dialect: DialectId, table: &Table<NativeType>) -> Batch {
        let key = match dialect {
            DialectId::Sqlite => sqlite::row_key(table),
            DialectId::Postgres | DialectId::Mysql | DialectId::Mariadb => {
                table.primary_key.as_ref().map_or_else(Vec::new, |it| it.columns.clone())
            }
        };
        // What was read as text has to find its row again.
        let is_exact = |it: &Name| table.column(it).is_none_or(|it| is_exact(&it.ty));
        match key.is_empty() || !key.iter().all(is_exact) {
            true => Batch::Any,
            false => Batch::Keys(key),
        }
    }
}

fn is_exact(ty: &NativeType) -> bool {
    let inexact = ["binary", "varbinary", "blob", "bit", "float", "double", "real"];
    !inexact.iter().any(|it| ty.name.starts_with(it))
}

/// Writes the statement that fills the rows which were there before: the whole table where it is run by itself,
/// batch by batch where the runner does.
pub fn fill_rows(
    id: DialectId,
    table: &Table<NativeType>,
    syncs: &[Sync],
    n_rows: usize,
) -> String {
    let dialect = contract::of(id);
    let mut sql = Sql::new(dialect);
    let batch = Batch::of(id, table);
    sql.push("-- @repeat");
    if let Batch::Keys(keys) = &batch {
        sql.push(&format!(" {n_rows} rows of "));
        sql.qualified(&table.name);
        sql.push(" by ");
        sql.list(keys, |sql, it| sql.name(it));
    }
    sql.push("\nupdate ");
    sql.qualified(&table.name);
    sql.push("\nset ");
    for (idx, sync) in syncs.iter().enumerate() {
        sql.push(if idx > 0 { ",\n  " } else { "" });
        assignment(&mut sql, table, sync);
    }
    sql.push("\nwhere ");
    match (&batch, id) {
        (Batch::Any, DialectId::Postgres) => {
            sql.push("ctid = any (array(select ctid from ");
            sql.qualified(&table.name);
            sql.push(" where ");
            unfilled(&mut sql, syncs);
            sql.push(&format!(" limit {n_rows}))"));
        }
        (Batch::Any, DialectId::Mysql | DialectId::Mariadb) => {
            unfilled(&mut sql, syncs);
            sql.push(&format!("\nlimit {n_rows}"));
        }
        (Batch::Any | Batch::Keys(_), _) => unfilled(&mut sql, syncs),
    }
    sql.push(";\n");
    sql.into_string()
}

fn assignment(sql: &mut Sql<'_>, table: &Table<NativeType>, sync: &Sync) {
    sql.name(sync.column());
    sql.push(" = ");
    match sync {
        Sync::Fill { value, .. } => sql.expr(value),
        Sync::Copy { from, to, cast, .. } => {
            sql.name(from);
            let ty = table.column(to).map(|it| &it.ty);
            let through = match cast {
                Some(Conversion::ThroughText) => "::text::",
                Some(Conversion::Cast) => "::",
                None => return,
            };
            if let (DialectId::Postgres, Some(ty)) = (sql.dialect().id(), ty) {
                sql.push(through);
                sql.ty(ty);
            }
        }
    }
}

/// Rows in which a column is not filled yet, though there is what fills it.
fn unfilled(sql: &mut Sql<'_>, syncs: &[Sync]) {
    sql.list_by(" or ", syncs, |sql, sync| {
        sql.name(sync.column());
        sql.push(" is null");
        if let Sync::Copy { from, .. } = sync {
            sql.push(" and ");
            sql.name(from);
            sql.push(" is not null");
        }
    });
}

/// Writes what stops where a row is not filled, or says two things.
pub fn refuse_unfilled(id: DialectId, table: &Table<NativeType>, syncs: &[Sync]) -> String {
    let mut sql = Sql::new(contract::of(id));
    let query = query_text(&sql, |sql| query(sql, table, syncs));
    let name: &QualifiedName = &table.name;
    refuse_by_itself(&mut sql, &query, &format!("rows of {name} are not filled yet"));
    sql.into_string()
}

/// Writes what fails where a query finds rows, outside of any transaction: run again it begins anew.
pub(super) fn refuse_by_itself(sql: &mut Sql<'_>, query: &str, message: &str) {
    let is_several = sql.dialect().id() == DialectId::Sqlite;
    sql.push(if is_several { "begin immediate;\n" } else { "" });
    refuse(sql, query, message);
    sql.push(if is_several { "commit;\n" } else { "" });
}

fn query(sql: &mut Sql<'_>, table: &Table<NativeType>, syncs: &[Sync]) {
    sql.push("select 1 from ");
    sql.qualified(&table.name);
    sql.push(" where ");
    let is_same = |sync: &Sync| {
        let Sync::Copy { from, to, both_ways: true, cast: None, .. } = sync else { return false };
        let (from, to) = (table.column(from), table.column(to));
        from.zip(to).is_some_and(|(from, to)| from.ty == to.ty)
    };
    let id = sql.dialect().id();
    sql.list_by(" or ", syncs, |sql, sync| match sync {
        Sync::Copy { from, to, .. } if is_same(sync) => {
            let as_text = match id {
                DialectId::Postgres => postgres::as_text(table, to),
                DialectId::Mysql | DialectId::Mariadb | DialectId::Sqlite => "",
            };
            let words = match id {
                DialectId::Postgres => " is distinct from ",
                DialectId::Mysql | DialectId::Mariadb => " <=> ",
                DialectId::Sqlite => " is not ",
            };
            let is_mysql = matches!(id, DialectId::Mysql | DialectId::Mariadb);
            sql.push(if is_mysql { "not (" } else { "" });
            sql.name(to);
            sql.push(as_text);
            sql.push(words);
            sql.name(from);
            sql.push(as_text);
            sql.push(if is_mysql { ")" } else { "" });
        }
        Sync::Copy { .. } | Sync::Fill { .. } => unfilled(sql, std::slice::from_ref(sync)),
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Span;
    use crate::schema::{Column, Origin};

    #[test]
    fn a_table_without_a_key_is_filled_without_ranges() {
        let name = QualifiedName::plain("log");
        let mut table: Table<NativeType> = Table::new(name, Origin::None, Span::nowhere());
        for name in ["line", "text"] {
            let ty = NativeType::plain(Name::new("text"));
            table.columns.push(Column::new(name, ty, Origin::None, Span::nowhere()));
        }
        let sync = Sync::Copy {
            from: Name::new("line"),
            to: Name::new("text"),
            cast: None,
            both_ways: true,
            is_mandatory: true,
        };
        let syncs = [sync];
        let text = fill_rows(DialectId::Postgres, &table, &syncs, 10);
        assert!(text.contains("array(select ctid from log where"), "{text}");
        let text = fill_rows(DialectId::Mariadb, &table, &syncs, 10);
        assert!(text.ends_with("limit 10;\n"), "{text}");
        let text = fill_rows(DialectId::Sqlite, &table, &syncs, 10);
        assert!(text.starts_with("-- @repeat 10 rows of log by rowid\n"), "{text}");
    }
}
