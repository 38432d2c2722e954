//! A table by two names: a view has the one that is to come.

use crate::base::{DialectId, DialectSet, Name, Span, SqlText};
use crate::dialect::{Dialect, Sql, of};
use crate::schema::{
    Column, NativeSchema, NativeType, Object, Origin, QualifiedName, Settings, Table, View,
};

/// Adds a view by the new name, through which rows are read and written.
pub(super) fn add_view(
    schema: &mut NativeSchema,
    old: &QualifiedName,
    new: &QualifiedName,
    dialect: &dyn Dialect,
) {
    let Some(table) = schema.table(old) else { return };
    let objects = match dialect.id() {
        DialectId::Sqlite => instead(table, new, dialect),
        DialectId::Postgres | DialectId::Mysql | DialectId::Mariadb => Vec::new(),
    };
    let column = |it: &Column<NativeType>| {
        let mut res = Column::new(it.name.clone(), it.ty.clone(), Origin::None, Span::nowhere());
        res.is_nullable = true;
        res
    };
    let view = View {
        name: new.clone(),
        columns: table.columns.iter().map(column).collect(),
        body: SqlText::one(dialect.id(), query(table, dialect)),
        comment: None,
        settings: Settings::new(),
        only: DialectSet::NONE,
        was: Vec::new(),
        span: Span::nowhere(),
    };
    schema.views.push(view);
    schema.objects.extend(objects);
}

/// Whether a view is one by which a table has a second name.
pub(super) fn is_by_two_names(view: &View<NativeType>, schema: &NativeSchema) -> bool {
    DialectId::ALL.into_iter().any(|id| {
        let Some(text) = view.body.text(id) else { return false };
        schema.tables.values().any(|it| query(it, of(id)) == text)
    })
}

fn query(table: &Table<NativeType>, dialect: &dyn Dialect) -> String {
    let mut sql = Sql::new(dialect);
    sql.push("select ");
    sql.list(&table.columns, |sql, it| sql.name(&it.name));
    sql.push("\nfrom ");
    sql.qualified(&table.name);
    sql.into_string()
}

/// What is written to a view of SQLite goes to the table by triggers.
fn instead(table: &Table<NativeType>, view: &QualifiedName, dialect: &dyn Dialect) -> Vec<Object> {
    let trigger = |event: &str, write: &dyn Fn(&mut Sql<'_>)| {
        let name = QualifiedName::plain(Name::new(format!("erc_{}_{event}", view.name)));
        let mut sql = Sql::new(dialect);
        sql.push("create trigger ");
        sql.qualified(&name);
        sql.push(&format!(" instead of {event} on "));
        sql.qualified(view);
        sql.push("\nbegin\n  ");
        write(&mut sql);
        sql.push(";\nend");
        Object {
            kind: Name::new_static("trigger"),
            name,
            on: Some(view.clone()),
            body: SqlText::one(dialect.id(), sql.into_string()),
            comment: None,
            only: DialectSet::NONE,
            span: Span::nowhere(),
        }
    };
    vec![
        trigger("insert", &|sql| insert(sql, table)),
        trigger("update", &|sql| update(sql, table)),
        trigger("delete", &|sql| {
            sql.push("delete from ");
            sql.qualified(&table.name);
            by_key(sql, table);
        }),
    ]
}

fn written(table: &Table<NativeType>) -> Vec<&Column<NativeType>> {
    table.columns.iter().filter(|it| it.generated.is_none()).collect()
}

/// What is not given is null there, and gets its default as a row of the table does.
fn insert(sql: &mut Sql<'_>, table: &Table<NativeType>) {
    let columns = written(table);
    sql.push("insert into ");
    sql.qualified(&table.name);
    sql.push(" (");
    sql.list(&columns, |sql, it| sql.name(&it.name));
    sql.push(")\n  values (");
    sql.list(&columns, |sql, it| {
        sql.push(if it.default.is_some() { "coalesce(new." } else { "new." });
        sql.name(&it.name);
        if let Some(default) = &it.default {
            sql.push(", ");
            sql.expr(default);
            sql.push(")");
        }
    });
    sql.push(")");
}

fn update(sql: &mut Sql<'_>, table: &Table<NativeType>) {
    sql.push("update ");
    sql.qualified(&table.name);
    sql.push(" set ");
    sql.list(written(table), |sql, it| {
        sql.name(&it.name);
        sql.push(" = new.");
        sql.name(&it.name);
    });
    by_key(sql, table);
}

fn by_key(sql: &mut Sql<'_>, table: &Table<NativeType>) {
    let key = table.primary_key.as_ref().map_or(&[][..], |it| it.columns.as_slice());
    sql.push("\n  where ");
    sql.list_by(" and ", key, |sql, it| {
        sql.name(it);
        sql.push(" = old.");
        sql.name(it);
    });
}
