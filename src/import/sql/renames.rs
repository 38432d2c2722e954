//! What gets another name, and all that speaks of it.

use sqlparser::tokenizer::Token;

use super::cursor::{Cursor, Refused};
use super::script::Script;
use crate::base::{DialectId, ExprKind, Name, SqlText};
use crate::schema::{Expr, NativeType, QualifiedName, Table};

pub(super) fn rename(
    script: &mut Script,
    name: &QualifiedName,
    cursor: &mut Cursor<'_>,
) -> Result<(), Refused> {
    let what = cursor.one_of(&["constraint", "index", "key", "column"]);
    let old = cursor.name()?;
    if !cursor.word("to") {
        return Err(cursor.unexpected("`to`"));
    }
    let new = cursor.name()?;
    if what.is_none_or(|it| it == "column") {
        let table = script.table(name)?;
        if old != new && table.column(&new).is_some() {
            return Err(format!("`{name}` has a column `{new}` already"));
        }
        rename_column(table, &old, &new);
        rename_target(script, name, &old, &new);
        return Ok(());
    }
    let table = script.table(name)?;
    let names = table
        .primary_key
        .iter_mut()
        .map(|it| &mut it.name)
        .chain(table.uniques.iter_mut().map(|it| &mut it.name))
        .chain(table.foreign_keys.iter_mut().map(|it| &mut it.name))
        .chain(table.checks.iter_mut().map(|it| &mut it.name))
        .chain(table.exclusions.iter_mut().map(|it| &mut it.name))
        .chain(table.indexes.iter_mut().map(|it| &mut it.name));
    names.filter(|it| **it == old).for_each(|it| *it = new.clone());
    Ok(())
}

/// Foreign keys follow a column that gets another name.
pub(super) fn rename_target(script: &mut Script, table: &QualifiedName, old: &Name, new: &Name) {
    for other in script.tables.iter_mut() {
        for key in other.foreign_keys.iter_mut().filter(|it| it.target == *table) {
            replaced(&mut key.target_columns, old, new);
        }
    }
}

fn replaced(names: &mut [Name], old: &Name, new: &Name) {
    names.iter_mut().filter(|it| *it == old).for_each(|it| *it = new.clone());
}

pub(super) fn rename_column(table: &mut Table<NativeType>, old: &Name, new: &Name) {
    let in_expr = |expr: &mut Expr| {
        *expr = expr.substitute(&mut |name, _| {
            Expr::reference(if name == old { new.clone() } else { name.clone() })
        });
    };
    let columns = table.columns.iter_mut();
    columns.filter(|it| it.name == *old).for_each(|it| it.name = new.clone());
    for column in &mut table.columns {
        column.generated.iter_mut().for_each(|it| in_expr(&mut it.expr));
    }
    table.primary_key.iter_mut().for_each(|it| replaced(&mut it.columns, old, new));
    table.uniques.iter_mut().for_each(|it| replaced(&mut it.columns, old, new));
    table.foreign_keys.iter_mut().for_each(|it| replaced(&mut it.columns, old, new));
    for check in &mut table.checks {
        in_expr(&mut check.expr);
        check.column.iter_mut().filter(|it| *it == old).for_each(|it| *it = new.clone());
    }
    for index in &mut table.indexes {
        index.items.iter_mut().for_each(|it| in_expr(&mut it.expr));
        index.predicate.iter_mut().for_each(in_expr);
        replaced(&mut index.include, old, new);
    }
}

/// SQLite keeps no names of constraints that have none, so these go with the table's.
pub(super) fn rename_made(table: &mut Table<NativeType>, new: &Name) {
    let old = format!("{}_", table.name.name);
    let renamed = |name: &mut Name| {
        let is_made = ["_pkey", "_key", "_check", "_fkey"].iter().any(|it| name.ends_with(it));
        if let Some(rest) = name.strip_prefix(old.as_str()).filter(|_| is_made) {
            *name = Name::new(format!("{new}_{rest}"));
        }
    };
    table.primary_key.iter_mut().for_each(|it| renamed(&mut it.name));
    table.uniques.iter_mut().for_each(|it| renamed(&mut it.name));
    table.checks.iter_mut().for_each(|it| renamed(&mut it.name));
    table.foreign_keys.iter_mut().for_each(|it| renamed(&mut it.name));
}

/// A table goes by another name or into another schema, and so do the references to it.
pub(super) fn rename_table(
    script: &mut Script,
    old: &QualifiedName,
    target: &QualifiedName,
) -> Result<(), Refused> {
    if script.tables.has(target) && !script.tables.are_one(old, target) {
        return Err(format!("there is a table `{target}` already"));
    }
    script.tables.rename(old, target);
    for table in script.tables.iter_mut() {
        for key in table.foreign_keys.iter_mut().filter(|it| it.target == *old) {
            key.target = target.clone();
        }
    }
    for partition in &mut script.partitions {
        for name in [&mut partition.name, &mut partition.parent] {
            if *name == *old {
                *name = target.clone();
            }
        }
    }
    for sequence in &mut script.schema.sequences {
        if let Some((table, _)) = &mut sequence.owned_by
            && table == old
        {
            *table = target.clone();
        }
    }
    if old.namespace != target.namespace {
        move_sequences(script, target)?;
    }
    rename_objects(script, old, target);
    script.rename_rights(old, target);
    Ok(())
}

/// The sequences of a table go along into its schema.
fn move_sequences(script: &mut Script, table: &QualifiedName) -> Result<(), Refused> {
    let id = script.id;
    let mut moved = Vec::new();
    for sequence in &mut script.schema.sequences {
        if sequence.owned_by.as_ref().is_some_and(|(owner, _)| owner == table) {
            let before = written(&sequence.name, id);
            sequence.name.namespace.clone_from(&table.namespace);
            moved.push((before, written(&sequence.name, id)));
        }
    }
    for column in &mut script.table(table)?.columns {
        let defaults = column.default.iter_mut();
        defaults.for_each(|it| moved.iter().for_each(|(from, to)| count_by(it, from, to)));
    }
    Ok(())
}

/// `nextval('a.s')` becomes `nextval('b.s')`.
fn count_by(expr: &mut Expr, from: &str, to: &str) {
    if let ExprKind::String(name) = &mut expr.kind
        && name.strip_prefix("public.").unwrap_or(name) == from
    {
        *name = to.into();
    }
    expr.children_mut().into_iter().for_each(|it| count_by(it, from, to));
}

/// A name as statements write it.
fn written(name: &QualifiedName, id: DialectId) -> String {
    let mut sql = crate::dialect::Sql::new(crate::dialect::of(id));
    sql.qualified(name);
    sql.into_string()
}

/// What is kept of a table goes along, and its statement names the table as it is called now.
fn rename_objects(script: &mut Script, old: &QualifiedName, renamed: &QualifiedName) {
    let id = script.id;
    let (from, to) = (written(old, id), written(renamed, id));
    for object in script.schema.objects.iter_mut().filter(|it| it.on.as_ref() == Some(old)) {
        object.on = Some(renamed.clone());
        if object.name == *old {
            object.name = renamed.clone();
        }
        object.name.namespace.clone_from(&renamed.namespace);
        let body = object.body.text(id).unwrap_or_default();
        for word in ["alter table ", " on ", " ON "] {
            if let Some(at) = body.find(&format!("{word}{from} ")) {
                let (head, rest) = body.split_at(at + word.len());
                object.body = SqlText::one(id, format!("{head}{to}{}", &rest[from.len()..]));
                break;
            }
        }
    }
}

/// An enum or a domain goes by another name, and so does the type of everything that is of it.
pub(super) fn rename_type(script: &mut Script, old: &QualifiedName, new: &Name) {
    let rename = |ty: &mut NativeType| {
        if ty.name == old.name && ty.namespace == old.namespace {
            ty.name = new.clone();
        }
    };
    let columns = script.tables.iter_mut().flat_map(|it| &mut it.columns);
    columns.for_each(|it| rename(&mut it.ty));
    script.schema.domains.iter_mut().for_each(|it| rename(&mut it.ty));
}

/// `rename table a to b`
pub(super) fn rename_tables(script: &mut Script, text: &str) -> Result<(), Refused> {
    let mut cursor = script.cursor(text)?;
    cursor.words(&["rename", "table"]);
    loop {
        let old = cursor.qualified()?;
        cursor.word("to");
        let new = cursor.qualified()?;
        let old = script.table(&old)?.name.clone();
        let target = QualifiedName { namespace: old.namespace.clone(), name: new.name };
        rename_table(script, &old, &target)?;
        if !cursor.mark(&Token::Comma) {
            return Ok(());
        }
    }
}

/// `alter index a rename to b`; partitions' indexes are no part of a schema.
pub(super) fn alter_index(script: &mut Script, text: &str) -> Result<(), Refused> {
    let mut cursor = script.cursor(text)?;
    cursor.words(&["alter", "index"]);
    cursor.words(&["if", "exists"]);
    let name = cursor.qualified()?;
    if cursor.words(&["attach", "partition"]) {
        let part = cursor.qualified()?;
        super::postgres_partitions::attach_index(script, &part);
        return Ok(());
    }
    if !cursor.words(&["rename", "to"]) {
        return Ok(());
    }
    let new = cursor.name()?;
    for table in script.tables.iter_mut().filter(|it| it.name.namespace == name.namespace) {
        let names = table.indexes.iter_mut().map(|it| &mut it.name);
        let names = names
            .chain(table.primary_key.iter_mut().map(|it| &mut it.name))
            .chain(table.uniques.iter_mut().map(|it| &mut it.name));
        names.filter(|it| **it == name.name).for_each(|it| *it = new.clone());
    }
    Ok(())
}
