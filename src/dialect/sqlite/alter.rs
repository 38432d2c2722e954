//! Altering statements in SQLite's words; the rest is a table made anew.

use super::super::alteration::{Action, Alteration};
use super::super::emit::{
    Items, Sql, copy_rows, create_object, drop_object, move_rows, rename_column, renamed, simple,
};
use super::emit::TableItems;
use crate::base::Name;
use crate::schema::QualifiedName;

pub(super) fn alteration(alteration: &Alteration<'_>, sql: &mut Sql<'_>) {
    match alteration {
        Alteration::Table { table, actions } => {
            // One action is all that a statement takes.
            actions.iter().for_each(|it| action(sql, table, it));
        }
        Alteration::RenameTable { from, to } => renamed(sql, "alter table ", from, &to.name),
        Alteration::RenameColumn { table, from, to } => rename_column(sql, table, from, to),
        Alteration::DropTable(name) => simple(sql, "drop table ", name),
        Alteration::DropIndex { index, .. } => simple(sql, "drop index ", &plain(index)),
        Alteration::DropView(name) => simple(sql, "drop view ", name),
        Alteration::DropObject(object) => drop_object(sql, object, false),
        Alteration::ReplaceObject(object) => {
            drop_object(sql, object, false);
            create_object(sql, object, true);
        }
        Alteration::CopyRows { .. } => copy_rows(sql, alteration),
        Alteration::InsertRows(_)
        | Alteration::UpdateRows(_)
        | Alteration::RefuseUnlike(_)
        | Alteration::RefuseLost { .. } => move_rows(sql, alteration),
        Alteration::CopyCounter { to, from } => copy_counter(sql, to, from),
        // There are no schemas, named types and sequences; indexes are made anew, and one writer at a time is
        // all there is.
        Alteration::CreateIndexConcurrently { .. }
        | Alteration::RenameIndex { .. }
        | Alteration::RenameNamespace { .. }
        | Alteration::DropNamespace(_)
        | Alteration::RenameType { .. }
        | Alteration::DropType { .. }
        | Alteration::AddLabel { .. }
        | Alteration::RenameLabel { .. }
        | Alteration::Domain { .. }
        | Alteration::Sequence(_)
        | Alteration::RenameSequence { .. }
        | Alteration::SyncCounter { .. }
        | Alteration::RefuseRows(_)
        | Alteration::DropSequence(_) => {}
    }
}

fn action(sql: &mut Sql<'_>, table: &QualifiedName, action: &Action<'_>) {
    match action {
        Action::AddColumn { table: whole, column, .. } => {
            sql.push("alter table ");
            sql.qualified(table);
            sql.push(" add column ");
            TableItems.column(sql, whole, column);
            sql.push(";\n");
        }
        Action::DropColumn(name) => {
            sql.push("alter table ");
            sql.qualified(table);
            simple(sql, " drop column ", &plain(name));
        }
        Action::Modify { .. }
        | Action::RenameColumn { .. }
        | Action::SetType { .. }
        | Action::SetNotNull(_)
        | Action::DropNotNull(_)
        | Action::SetDefault(..)
        | Action::DropDefault(_)
        | Action::AddIdentity(..)
        | Action::SetIdentity(..)
        | Action::DropIdentity(_)
        | Action::DropExpression(_)
        | Action::SetCompression(..)
        | Action::Add { .. }
        | Action::AddUsingIndex { .. }
        | Action::AddNotNullCheck { .. }
        | Action::Validate(_)
        | Action::Drop(..)
        | Action::RenameConstraint { .. }
        | Action::AddIndex(_)
        | Action::DropIndex(_)
        | Action::Set(..)
        | Action::Comment(_)
        | Action::Online(..) => {}
    }
}

/// The highest number that was ever given, which no row may show any more.
fn copy_counter(sql: &mut Sql<'_>, to: &QualifiedName, from: &QualifiedName) {
    sql.push("delete from sqlite_sequence where name = ");
    sql.string(&to.name);
    sql.push(";\ninsert into sqlite_sequence (name, seq)\nselect ");
    sql.string(&to.name);
    sql.push(", seq from sqlite_sequence where name = ");
    sql.string(&from.name);
    sql.push(";\n");
}

fn plain(name: &Name) -> QualifiedName {
    QualifiedName::plain(name.clone())
}
