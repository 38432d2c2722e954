//! Altering statements in the words of MySQL and MariaDB.

use super::super::alteration::{Action, Alteration, ColumnPlace, ConstraintKind};
use super::super::emit::{
    Items, Sql, alter_table, as_added, copy_rows, create_object, drop_object, drop_words,
    move_rows, rename_column, simple,
};
use super::emit::{TableItems, comment_clause, create_index, sequence_options, word};
use super::sequences;
use crate::base::{DialectId, Name};
use crate::schema::{QualifiedName, Sequence};

pub(in crate::dialect) fn alteration(alteration: &Alteration<'_>, sql: &mut Sql<'_>) {
    match alteration {
        Alteration::Table { table, actions } => alter_table(sql, table, actions, action),
        Alteration::RenameTable { from, to } => rename_table(sql, from, to),
        Alteration::RenameColumn { table, from, to } => rename_column(sql, table, from, to),
        Alteration::DropTable(name) => simple(sql, "drop table ", name),
        Alteration::CreateIndexConcurrently { table, index } => create_index(sql, table, index),
        Alteration::DropIndex { table, index, .. } => {
            sql.push("drop index ");
            sql.name(index);
            simple(sql, " on ", table);
        }
        Alteration::RenameIndex { table, from, to } => {
            sql.push("alter table ");
            sql.qualified(table);
            sql.push(" rename index ");
            sql.name(from);
            sql.push(" to ");
            sql.name(to);
            sql.push(";\n");
        }
        Alteration::Sequence(sequence) => {
            sql.push("alter sequence ");
            sql.qualified(&sequence.name);
            sequence_options(sql, &in_full(sequence));
            sql.push(";\n");
        }
        Alteration::RenameSequence { from, to } => rename_table(sql, from, to),
        Alteration::DropSequence(name) => simple(sql, "drop sequence ", name),
        Alteration::DropView(name) => simple(sql, "drop view ", name),
        Alteration::DropObject(object) => drop_object(sql, object, false),
        // A routine is not replaced where MySQL has no words for it; both take the two steps.
        Alteration::ReplaceObject(object) => {
            drop_object(sql, object, false);
            create_object(sql, object, true);
        }
        Alteration::CopyRows { .. } => copy_rows(sql, alteration),
        Alteration::InsertRows(_)
        | Alteration::UpdateRows(_)
        | Alteration::RefuseUnlike(_)
        | Alteration::RefuseLost { .. } => move_rows(sql, alteration),
        Alteration::RefuseRows(table) => {
            // The server would fill the rows with zeros; a subquery with two rows is an error, which `do` would keep
            // to itself.
            sql.push("set @erc_stop = (select if(exists (select 1 from ");
            sql.qualified(table);
            sql.push("), (select 1 union select 2), 0));\n");
        }
        // There are no schemas inside a database, no named types; counters belong to columns.
        Alteration::RenameNamespace { .. }
        | Alteration::DropNamespace(_)
        | Alteration::RenameType { .. }
        | Alteration::DropType { .. }
        | Alteration::AddLabel { .. }
        | Alteration::RenameLabel { .. }
        | Alteration::Domain { .. }
        | Alteration::SyncCounter { .. }
        | Alteration::CopyCounter { .. } => {}
    }
}

/// A sequence with what it has anyway: what is not said stays as it was.
fn in_full(sequence: &Sequence) -> Sequence {
    let mut res = sequence.clone();
    for (name, usual) in sequences::usual(&sequence.settings) {
        let number = sequences::number(&sequence.settings, name).unwrap_or(usual);
        res.settings.set(name, number.to_string());
    }
    if res.settings.get("cycle").is_none() {
        res.settings.set("cycle", "false");
    }
    res
}

fn rename_table(sql: &mut Sql<'_>, from: &QualifiedName, to: &QualifiedName) {
    sql.push("rename table ");
    sql.qualified(from);
    simple(sql, " to ", to);
}

fn action(sql: &mut Sql<'_>, action: &Action<'_>) {
    match action {
        Action::AddColumn { table, column, place, is_filled_later } => {
            sql.push("add column ");
            TableItems.column(sql, table, &as_added(column, *is_filled_later));
            match place {
                None => {}
                Some(ColumnPlace::First) => sql.push(" first"),
                Some(ColumnPlace::After(name)) => words(sql, " after ", name, ""),
            }
        }
        Action::DropColumn(name) => words(sql, "drop column ", name, ""),
        Action::RenameColumn { from, to } => {
            words(sql, "rename column ", from, " to ");
            sql.name(to);
        }
        Action::Modify { table, column } => {
            sql.push("modify column ");
            TableItems.column(sql, table, column);
        }
        Action::Add { table, constraint, .. } => {
            sql.push("add ");
            TableItems.constraint(sql, table, *constraint);
        }
        Action::Drop(kind, name) => drop(sql, *kind, name),
        Action::AddIndex(index) => {
            sql.push("add ");
            TableItems.index(sql, index);
        }
        Action::DropIndex(name) => words(sql, "drop index ", name, ""),
        Action::Set(name, value) => set(sql, name, *value),
        Action::Comment(text) => {
            comment_clause(sql, Some(text.unwrap_or_default()), "comment = ");
        }
        Action::Online(algorithm, lock) => {
            sql.push(&format!("algorithm = {algorithm}, lock = {lock}"));
        }
        // A column is said anew as a whole, and constraints are made anew.
        Action::SetType { .. }
        | Action::SetNotNull(_)
        | Action::DropNotNull(_)
        | Action::SetDefault(..)
        | Action::DropDefault(_)
        | Action::AddIdentity(..)
        | Action::SetIdentity(..)
        | Action::DropIdentity(_)
        | Action::DropExpression(_)
        | Action::SetCompression(..)
        | Action::AddUsingIndex { .. }
        | Action::AddNotNullCheck { .. }
        | Action::Validate(_)
        | Action::RenameConstraint { .. } => {}
    }
}

/// MySQL says `check`, MariaDB `constraint`.
fn drop(sql: &mut Sql<'_>, kind: ConstraintKind, name: &Name) {
    let is_mysql = sql.dialect().id() == DialectId::Mysql;
    match kind {
        ConstraintKind::Key => sql.push(drop_words(kind)),
        ConstraintKind::Check if is_mysql => words(sql, "drop check ", name, ""),
        ConstraintKind::Unique
        | ConstraintKind::ForeignKey
        | ConstraintKind::Check
        | ConstraintKind::Exclusion => words(sql, drop_words(kind), name, ""),
    }
}

fn words(sql: &mut Sql<'_>, before: &str, name: &Name, after: &str) {
    sql.push(before);
    sql.name(name);
    sql.push(after);
}

/// Writes a setting of a table; without a value it is as it is by default.
fn set(sql: &mut Sql<'_>, name: &Name, value: Option<&str>) {
    if name == "system_versioning" {
        let verb = if value == Some("true") { "add" } else { "drop" };
        sql.push(&format!("{verb} system versioning"));
        return;
    }
    let words = match name.as_str() {
        "charset" => "default character set",
        "collation" => "collate",
        other => other,
    };
    sql.push(words);
    sql.push(" = ");
    match (name.as_str(), value) {
        (_, Some(value)) => word(sql, value),
        ("key_block_size" | "auto_increment", None) => sql.push("0"),
        ("engine", None) => sql.push("innodb"),
        (_, None) => sql.push("default"),
    }
}
