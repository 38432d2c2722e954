//! Statements and expressions in SQLite's words.

use super::super::emit::{
    Constraint, IndexStyle, Items, Part, Sql, comment_lines, common, constraints, create_object,
    create_table, create_view, index_items, insert_labels, is_literal,
};
use super::super::statement::Statement;
use super::alter::alteration;
use crate::base::{BinaryOp, ExprKind, Storage};
use crate::schema::{Column, Expr, Index, NativeType, QualifiedName, Settings, Table};

pub(super) fn statement(statement: &Statement<'_>, sql: &mut Sql<'_>) {
    match statement {
        Statement::CreateTable { table, foreign_keys } => {
            let constraints = constraints(table, foreign_keys, sql.dialect());
            create_table(sql, table, &constraints, "create table", &TableItems);
            let is_set = |name: &str| table.settings.get(name) == Some("true");
            let options = [("strict", "strict"), ("without_rowid", "without rowid")];
            let options: Vec<&str> =
                options.iter().filter(|(name, _)| is_set(name)).map(|(_, words)| *words).collect();
            if !options.is_empty() {
                sql.push(" ");
                sql.push(&options.join(", "));
            }
            sql.push(";\n");
        }
        Statement::InsertLabels(item) => insert_labels(sql, item),
        Statement::CreateIndex { table, index } => create_index(sql, table, index),
        Statement::CreateView(view) => create_view(sql, view, "create view"),
        Statement::CreateObject(object) => create_object(sql, object, true),
        Statement::Alter(it) => alteration(it, sql),
        // There are no schemas, named types, sequences or comments apart, and no constraint is added later.
        Statement::CreateNamespace(_)
        | Statement::CreateEnum(_)
        | Statement::CreateDomain(_)
        | Statement::CreateSequence(_)
        | Statement::OwnSequence(_)
        | Statement::AddForeignKey { .. }
        | Statement::AddCheck { .. }
        | Statement::Comment { .. } => {}
    }
}

pub(super) fn expr(expr: &Expr, sql: &mut Sql<'_>) -> bool {
    const OWN: [(BinaryOp, &str); 4] = [
        (BinaryOp::Distinct, "is not"),
        (BinaryOp::NotDistinct, "is"),
        (BinaryOp::Matches, "regexp"),
        (BinaryOp::NotMatches, "not regexp"),
    ];
    if let ExprKind::Binary { op, left, right } = &expr.kind
        && let Some((_, words)) = OWN.iter().find(|(it, _)| it == op)
    {
        sql.comparison(left, words, right);
        return true;
    }
    if let ExprKind::Call { function, arguments } = &expr.kind
        && arguments.is_empty()
        && is_bare(function)
    {
        sql.push(function);
        return true;
    }
    // Several values in a row have no word before them.
    if let ExprKind::Call { function, arguments } = &expr.kind
        && function == "row"
        && arguments.len() > 1
    {
        sql.push("(");
        sql.list(arguments, |sql, it| sql.expr(it));
        sql.push(")");
        return true;
    }
    false
}

fn is_bare(function: &str) -> bool {
    matches!(function, "current_date" | "current_time" | "current_timestamp")
}

pub(super) struct TableItems;

impl Items for TableItems {
    fn column(&self, sql: &mut Sql<'_>, table: &Table<NativeType>, column: &Column<NativeType>) {
        sql.name(&column.name);
        sql.push(" ");
        sql.ty(&column.ty);
        if let Some(collation) = &column.collation {
            sql.push(" collate ");
            sql.name(collation);
        }
        if !column.is_nullable {
            sql.push(" not null");
            on_conflict(sql, &column.settings);
        }
        if let (Some(key), true) = (&table.primary_key, column.identity.is_some()) {
            sql.push(" constraint ");
            sql.name(&key.name);
            sql.push(" primary key");
            on_conflict(sql, &key.settings);
            sql.push(" autoincrement");
        }
        if let Some(default) = &column.default {
            sql.push(" default ");
            let is_clock = matches!(&default.kind, ExprKind::Call { function, arguments }
                if arguments.is_empty() && is_bare(function));
            if is_clock || is_literal(default) {
                sql.expr(default);
            } else {
                sql.parenthesised(default);
            }
        }
        if let Some(generated) = &column.generated {
            sql.push(" generated always as (");
            sql.expr(&generated.expr);
            sql.push(match generated.storage {
                Some(Storage::Stored) => ") stored",
                Some(Storage::Virtual) | None => ") virtual",
            });
        }
    }

    fn constraint(&self, sql: &mut Sql<'_>, _: &Table<NativeType>, constraint: Constraint<'_>) {
        common(sql, constraint);
        match constraint {
            Constraint::Key(key) => on_conflict(sql, &key.settings),
            Constraint::Unique(unique) => on_conflict(sql, &unique.settings),
            Constraint::Check(_) | Constraint::Exclusion(_) | Constraint::ForeignKey(_) => {}
        }
    }

    /// The key of a column that counts up stands with the column.
    fn is_elsewhere(&self, table: &Table<NativeType>, constraint: Constraint<'_>) -> bool {
        match constraint {
            Constraint::Key(_) => table.columns.iter().any(|it| it.identity.is_some()),
            Constraint::Exclusion(_) => true,
            Constraint::Unique(_) | Constraint::Check(_) | Constraint::ForeignKey(_) => false,
        }
    }

    fn index(&self, _: &mut Sql<'_>, _: &Index) {}

    fn text_comment<'c>(&self, _: Part, comment: Option<&'c str>) -> Option<&'c str> {
        comment
    }
}

/// Writes what is done about a row that breaks a constraint.
fn on_conflict(sql: &mut Sql<'_>, settings: &Settings) {
    if let Some(word) = settings.get("on_conflict") {
        sql.push(" on conflict ");
        sql.push(word);
    }
}

/// The comment stands inside the statement, whose text the database keeps.
fn create_index(sql: &mut Sql<'_>, table: &QualifiedName, index: &Index) {
    sql.push(if index.is_unique { "create unique index " } else { "create index " });
    sql.name(&index.name);
    if let Some(comment) = &index.comment {
        sql.push("\n");
        comment_lines(sql, comment, "  ");
        sql.push("  on ");
    } else {
        sql.push(" on ");
    }
    sql.qualified(table);
    sql.push(" ");
    index_items(sql, index, IndexStyle::Bare);
    if let Some(predicate) = &index.predicate {
        sql.push(" where ");
        sql.expr(predicate);
    }
    sql.push(";\n");
}
