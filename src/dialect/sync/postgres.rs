//! A trigger of PostgreSQL: a function that sees each row before it is written.

use super::super::contract::Dialect;
use super::super::emit::Sql;
use super::{Sync, object, of_row};
use crate::base::Name;
use crate::schema::{NativeType, Object, QualifiedName, Table};

pub(super) fn objects(
    dialect: &dyn Dialect,
    table: &Table<NativeType>,
    syncs: &[Sync],
    stem: Name,
) -> Vec<Object> {
    let function = QualifiedName { namespace: table.name.namespace.clone(), name: stem };
    let mut sql = Sql::new(dialect);
    sql.push("create or replace function ");
    sql.qualified(&function);
    sql.push("()\n returns trigger\n language plpgsql\nas $function$\nbegin\n");
    syncs.iter().for_each(|it| step(&mut sql, table, it));
    sql.push("  return new;\nend\n$function$");
    let mut on_row = Sql::new(dialect);
    on_row.push("create trigger ");
    on_row.name(&function.name);
    on_row.push(" before insert or update on ");
    on_row.qualified(&table.name);
    on_row.push(" for each row execute function ");
    on_row.qualified(&function);
    on_row.push("()");
    let trigger = function.clone();
    let called = QualifiedName { name: Name::new(format!("{}()", function.name)), ..function };
    vec![
        object(dialect, "function", called, None, sql.into_string()),
        object(dialect, "trigger", trigger, Some(&table.name), on_row.into_string()),
    ]
}

fn step(sql: &mut Sql<'_>, table: &Table<NativeType>, sync: &Sync) {
    let given = |sql: &mut Sql<'_>, to: &Name, from: &Name| {
        of_row(sql, "new", to);
        sql.push(" := ");
        of_row(sql, "new", from);
        sql.push(";\n");
    };
    match sync {
        Sync::Copy { from, to, both_ways: false, .. } => {
            sql.push("  ");
            given(sql, to, from);
        }
        Sync::Copy { from, to, .. } => {
            // An assignment converts as one of a statement does.
            sql.push("  if tg_op = 'INSERT' then\n    if ");
            of_row(sql, "new", to);
            sql.push(" is null then\n      ");
            given(sql, to, from);
            sql.push("    else\n      ");
            given(sql, from, to);
            sql.push("    end if;\n  elsif ");
            let as_text = as_text(table, to);
            of_row(sql, "new", to);
            sql.push(as_text);
            sql.push(" is distinct from ");
            of_row(sql, "old", to);
            sql.push(as_text);
            sql.push(" then\n    ");
            given(sql, from, to);
            // While the old column comes back, it says nothing yet.
            sql.push("  elsif ");
            of_row(sql, "new", from);
            sql.push(" is null and ");
            of_row(sql, "old", from);
            sql.push(" is null then\n    ");
            given(sql, from, to);
            sql.push("  else\n    ");
            given(sql, to, from);
            sql.push("  end if;\n");
        }
        Sync::Fill { column, value } => {
            sql.push("  if ");
            of_row(sql, "new", column);
            sql.push(" is null then\n    ");
            of_row(sql, "new", column);
            sql.push(" := ");
            sql.expr(value);
            sql.push(";\n  end if;\n");
        }
    }
}

/// Values of some types cannot be compared but as text.
pub(super) fn as_text(table: &Table<NativeType>, column: &Name) -> &'static str {
    let ty = table.column(column).map(|it| it.ty.name.as_str());
    match ty {
        Some(
            "json" | "xml" | "point" | "line" | "lseg" | "box" | "path" | "polygon" | "circle",
        ) => "::text",
        _ => "",
    }
}
