//! Triggers of MySQL and MariaDB: one before an insert and one before an update, one statement each.

use super::super::contract::Dialect;
use super::super::emit::Sql;
use super::super::names;
use super::{Sync, object, of_row};
use crate::base::Name;
use crate::schema::{NativeType, Object, QualifiedName, Table};

pub(super) fn objects(
    dialect: &dyn Dialect,
    table: &Table<NativeType>,
    syncs: &[Sync],
    stem: &Name,
) -> Vec<Object> {
    let trigger = |event: &str| {
        let name = names::cut(&format!("{stem}_{event}"), &dialect.capabilities().names);
        let mut sql = Sql::new(dialect);
        sql.push("create trigger ");
        sql.quoted(&name);
        sql.push(&format!(" before {event} on "));
        sql.quoted(&table.name.name);
        sql.push(" for each row\nset ");
        for (idx, sync) in syncs.iter().enumerate() {
            sql.push(if idx > 0 { ",\n  " } else { "" });
            assignments(&mut sql, sync, event == "insert");
        }
        let name = QualifiedName::plain(name);
        object(dialect, "trigger", name, Some(&table.name), sql.into_string())
    };
    vec![trigger("insert"), trigger("update")]
}

/// Later ones see what earlier ones have assigned.
fn assignments(sql: &mut Sql<'_>, sync: &Sync, is_insert: bool) {
    match sync {
        Sync::Copy { from, to, both_ways, .. } => {
            of_row(sql, "new", to);
            sql.push(" = ");
            if !both_ways {
                of_row(sql, "new", from);
                return;
            }
            sql.push("if(");
            of_row(sql, "new", to);
            if is_insert {
                sql.push(" is null");
            } else {
                sql.push(" <=> ");
                of_row(sql, "old", to);
                // While the old column comes back, it says nothing yet.
                sql.push(" and coalesce(");
                of_row(sql, "new", from);
                sql.push(", ");
                of_row(sql, "old", from);
                sql.push(") is not null");
            }
            sql.push(", ");
            of_row(sql, "new", from);
            sql.push(", ");
            of_row(sql, "new", to);
            sql.push("),\n  ");
            of_row(sql, "new", from);
            sql.push(" = ");
            of_row(sql, "new", to);
        }
        Sync::Fill { column, value } => {
            of_row(sql, "new", column);
            sql.push(" = coalesce(");
            of_row(sql, "new", column);
            sql.push(", ");
            sql.expr(value);
            sql.push(")");
        }
    }
}
