//! Columns that are added, defined again, changed and dropped.

use super::apply;
use super::columns;
use super::constraints::Constraint;
use super::cursor::{Cursor, Refused};
use super::script::Script;
use super::{mysql_columns, renames, tuning, types};
use sqlparser::tokenizer::Token;

use crate::base::Name;
use crate::schema::{
    Column, ExclusionItem, Expr, Identity, IdentityKind, NativeType, QualifiedName, Settings, Table,
};

pub(super) fn add_column(
    script: &mut Script,
    name: &QualifiedName,
    cursor: &mut Cursor<'_>,
    if_not_exists: bool,
) -> Result<(), Refused> {
    let mut later: Vec<Constraint> = Vec::new();
    let column = cursor.name()?;
    let mut res = columns::definition(script, name, &column, cursor, &mut later)?;
    let is_mysql = script.is_mysql();
    let is_first = cursor.word("first");
    let after = if cursor.word("after") { Some(cursor.name()?) } else { None };
    let table = script.table(name)?;
    if table.column(&res.name).is_some() {
        let text = format!("there is a column `{}` already", res.name);
        return if if_not_exists { Ok(()) } else { Err(text) };
    }
    if is_mysql {
        mysql_columns::settle(&mut res, &table.settings);
    }
    let place = after.and_then(|it| table.columns.iter().position(|column| column.name == it));
    let place = match (is_first, place) {
        (true, _) => 0,
        (false, Some(place)) => place + 1,
        (false, None) => table.columns.len(),
    };
    table.columns.insert(place, res);
    apply::apply_all(script, name, later)
}

/// `modify a int`, `change a b int`: the column is defined again, at its place.
pub(super) fn redefine(
    script: &mut Script,
    name: &QualifiedName,
    cursor: &mut Cursor<'_>,
    is_renamed: bool,
) -> Result<(), Refused> {
    let old = cursor.name()?;
    let old = apply::known(script.table(name)?, old);
    let new = if is_renamed { cursor.name()? } else { old.clone() };
    let mut later = Vec::new();
    let column = columns::definition(script, name, &new, cursor, &mut later)?;
    let is_first = cursor.word("first");
    let after = if cursor.word("after") { Some(cursor.name()?) } else { None };
    if old != new {
        renames::rename_column(script.table(name)?, &old, &new);
        renames::rename_target(script, name, &old, &new);
    }
    let table = script.table(name)?;
    let key = table.primary_key.as_ref().is_some_and(|it| it.columns.contains(&new));
    let found = table.columns.iter_mut().find(|it| it.name == new);
    let place = found.ok_or_else(|| format!("there is no column `{old}`"))?;
    *place = column;
    place.is_nullable &= !key;
    mysql_columns::settle(place, &table.settings);
    if is_first || after.is_some() {
        move_behind(table, &new, after.as_ref());
    }
    // A check that is part of the definition goes with it.
    table.checks.retain(|it| it.column.as_ref() != Some(&new));
    apply::apply_all(script, name, later)
}

/// A column takes another place: behind this one, or in front of all.
fn move_behind(table: &mut Table<NativeType>, column: &Name, other: Option<&Name>) {
    let place = |table: &Table<NativeType>, name: &Name| {
        table.columns.iter().position(|it| it.name == *name)
    };
    let Some(from) = place(table, column) else { return };
    let moved = table.columns.remove(from);
    let behind = other.and_then(|it| place(table, it)).map_or(0, |it| it + 1);
    table.columns.insert(behind, moved);
}

/// A column goes with all that speaks of it.
pub(super) fn drop_column(table: &mut Table<NativeType>, column: &Name) {
    let speaks = |expr: &Expr| expr.references().contains(&column);
    table.columns.retain(|it| it.name != *column);
    if table.primary_key.as_ref().is_some_and(|it| it.columns.contains(column)) {
        table.primary_key = None;
    }
    table.uniques.retain(|it| !it.columns.contains(column));
    table.foreign_keys.retain(|it| !it.columns.contains(column));
    table.checks.retain(|it| !speaks(&it.expr));
    let excludes = |it: &ExclusionItem| speaks(&it.item.expr);
    table.exclusions.retain(|it| !it.items.iter().any(excludes));
    table.indexes.retain(|it| {
        !it.items.iter().any(|it| speaks(&it.expr))
            && !it.predicate.as_ref().is_some_and(speaks)
            && !it.include.contains(column)
    });
}

pub(super) fn alter_column(
    script: &mut Script,
    name: &QualifiedName,
    cursor: &mut Cursor<'_>,
) -> Result<(), Refused> {
    let column_name = cursor.name()?;
    let table = script.table(name)?;
    let column_name = apply::known(table, column_name);
    let found = table.columns.iter_mut().find(|it| it.name == column_name);
    let column = found.ok_or_else(|| format!("there is no column `{column_name}`"))?;
    if cursor.are_words(&["set", "statistics"]) || cursor.are_words(&["set", "storage"]) {
        return keep_tuning(script, name, &column_name, cursor);
    }
    if cursor.is_word("set") && cursor.peek_second() == &Token::LParen {
        let mut sql = crate::dialect::Sql::new(crate::dialect::of(script.id));
        sql.push("alter column ");
        sql.name(&column_name);
        cursor.skip();
        let options = cursor.parenthesised_text();
        sql.push(&format!(" set {options}"));
        let says = sql.into_string();
        return tuning::keep(script, name, ("column options", &column_name), &says, false);
    }
    change_column(column, cursor)
}

/// `set storage external`, `set statistics 500`
fn keep_tuning(
    script: &mut Script,
    table: &QualifiedName,
    column: &Name,
    cursor: &mut Cursor<'_>,
) -> Result<(), Refused> {
    cursor.skip();
    let is_storage = cursor.is_word("storage");
    cursor.skip();
    let (kind, word, value) = if is_storage {
        ("column storage", "storage", cursor.any_word().unwrap_or_default())
    } else {
        ("column statistics", "statistics", cursor.number()?.to_string())
    };
    let says = {
        let mut sql = crate::dialect::Sql::new(crate::dialect::of(script.id));
        sql.push("alter column ");
        sql.name(column);
        sql.push(&format!(" set {word} {value}"));
        sql.into_string()
    };
    let is_usual = if is_storage {
        let ty = script.table(table)?.column(column).map(|it| it.ty.clone());
        value == "default" || ty.is_some_and(|it| value == usual_storage(&it))
    } else {
        value.starts_with('-')
    };
    tuning::keep(script, table, (kind, column), &says, is_usual)
}

/// How values of a type are stored where nothing is said (`pg_type.typstorage`).
fn usual_storage(ty: &NativeType) -> &'static str {
    let is_plain = ty.n_dimensions == 0
        && matches!(
            ty.name.as_str(),
            "smallint"
                | "integer"
                | "bigint"
                | "real"
                | "double precision"
                | "boolean"
                | "date"
                | "uuid"
                | "oid"
                | "interval"
                | "money"
        )
        || ty.name.starts_with("time");
    match ty.name.as_str() {
        _ if is_plain => "plain",
        "numeric" | "inet" | "cidr" if ty.n_dimensions == 0 => "main",
        _ => "extended",
    }
}

fn change_column(column: &mut Column<NativeType>, cursor: &mut Cursor<'_>) -> Result<(), Refused> {
    if cursor.words(&["set", "not", "null"]) {
        column.is_nullable = false;
    } else if cursor.words(&["drop", "not", "null"]) {
        column.is_nullable = true;
    } else if cursor.words(&["set", "default"]) {
        column.default = Some(Box::new(cursor.tight_expr()?));
    } else if cursor.words(&["drop", "default"]) {
        column.default = None;
    } else if cursor.words(&["drop", "identity"]) {
        cursor.words(&["if", "exists"]);
        column.identity = None;
    } else if cursor.words(&["set", "data", "type"]) || cursor.word("type") {
        column.ty = cursor.ty()?.0;
        if cursor.word("collate") {
            column.collation = Some(columns::collation(cursor)?);
        }
        if cursor.word("using") {
            cursor.expr()?;
        }
    } else if cursor.words(&["add", "generated"]) {
        let is_always = cursor.word("always");
        cursor.words(&["by", "default"]);
        cursor.words(&["as", "identity"]);
        let mut settings = Settings::new();
        if cursor.mark(&Token::LParen) {
            types::sequence_options(cursor, &mut settings, None)?;
            cursor.expect(&Token::RParen)?;
        }
        let kind = if is_always { IdentityKind::Always } else { IdentityKind::ByDefault };
        column.identity = Some(Identity { kind, settings });
    } else if cursor.words(&["set", "compression"]) {
        column.settings.set("compression", cursor.name()?.to_string());
    } else if column.identity.is_some() && cursor.is_word("set") || cursor.word("restart") {
        while cursor.word("set") {}
        let mut settings = column.identity.take().map(|it| (it.kind, it.settings));
        if let Some((_, settings)) = &mut settings {
            types::sequence_options(cursor, settings, None)?;
        }
        column.identity = settings.map(|(kind, settings)| Identity { kind, settings });
    } else {
        return Err(cursor.unexpected("a change of a column"));
    }
    Ok(())
}
