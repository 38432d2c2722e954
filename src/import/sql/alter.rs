//! `alter table` and its like.

use sqlparser::tokenizer::Token;

use super::apply;
use super::columns;
use super::constraints::{self, Constraint};
use super::cursor::{Cursor, Refused};
use super::script::Script;
use super::{objects, tables, types};
use crate::base::{DialectId, Name};
use crate::schema::{
    Column, ExclusionItem, Expr, Identity, IdentityKind, NativeType, QualifiedName, Settings, Table,
};

pub(super) fn alter(script: &mut Script, text: &str, words: &[&str]) -> Result<(), Refused> {
    match words {
        ["table", ..] | ["ignore", "table", ..] | ["online", "table", ..] => table(script, text),
        ["sequence", ..] => types::alter_sequence(script, text),
        ["type", ..] => types::alter_type(script, text),
        ["index", ..] => objects::alter_index(script, text),
        // Owners are no part of a schema; the rest changes what is kept word for word.
        [_, .., "owner", "to", _]
        | [
            "function" | "procedure" | "aggregate" | "schema" | "view" | "domain" | "extension"
            | "publication" | "language" | "operator" | "text",
            ..,
        ] => Ok(()),
        ["materialized", "view", ..] => Ok(()),
        _ => Err("erc does not read this change".to_owned()),
    }
}

fn table(script: &mut Script, text: &str) -> Result<(), Refused> {
    let mut cursor = Cursor::new(text, script.id)?;
    cursor.word("alter");
    let _ = cursor.one_of(&["ignore", "online"]);
    cursor.word("table");
    cursor.words(&["if", "exists"]);
    cursor.word("only");
    let name = cursor.qualified()?;
    let is_partition = script.schema.objects.iter().any(|it| {
        matches!(it.kind.as_str(), "partition" | "materialized view" | "foreign table")
            && it.name == name
    });
    let is_other = is_partition
        || script.schema.views.iter().any(|it| it.name == name)
        || script.schema.sequences.iter().any(|it| it.name == name);
    if is_other {
        return Ok(());
    }
    let mut name = script.table(&name)?.name.clone();
    loop {
        step(script, &mut name, &mut cursor, text)?;
        if !cursor.mark(&Token::Comma) {
            break;
        }
    }
    if cursor.is_at_end() { Ok(()) } else { Err(cursor.unexpected("the end")) }
}

/// One change. MySQL's are told apart by the same words.
fn step(
    script: &mut Script,
    name: &mut QualifiedName,
    cursor: &mut Cursor<'_>,
    text: &str,
) -> Result<(), Refused> {
    if cursor.word("add") {
        return add(script, name, cursor);
    }
    if cursor.word("drop") {
        return drop_part(script, name, cursor);
    }
    if cursor.words(&["rename", "to"]) {
        let new = cursor.qualified()?;
        if script.id == DialectId::Sqlite {
            rename_made(script.table(name)?, &new.name);
        }
        rename_table(script, name, &new.name);
        name.name = new.name;
        return Ok(());
    }
    if cursor.word("rename") {
        return rename(script, name, cursor);
    }
    if cursor.word("alter") {
        cursor.word("column");
        return alter_column(script, name, cursor);
    }
    if let Some(word) = cursor.one_of(&["modify", "change"]) {
        cursor.word("column");
        return redefine(script, name, cursor, word == "change");
    }
    if cursor.words(&["attach", "partition"]) {
        let partition = cursor.qualified()?;
        let bound = text[text.to_lowercase().find("attach").unwrap_or(0)..].to_owned();
        let place = bound
            .to_lowercase()
            .find("for values")
            .or_else(|| bound.to_lowercase().find("default"));
        let bound = place.map_or("default", |it| bound.get(it..).unwrap_or_default()).to_owned();
        while !cursor.is_at_end() {
            cursor.skip();
        }
        let bound = bound.replacen("for values", "FOR VALUES", 1);
        return tables::partition(script, partition, name, &bound);
    }
    for (words, says) in [
        (&["enable", "row", "level", "security"], "enable"),
        (&["force", "row", "level", "security"], "force"),
    ] {
        if cursor.words(words) {
            let mut sql = crate::dialect::Sql::new(crate::dialect::of(script.id));
            sql.qualified(name);
            let written = sql.into_string();
            let mut text = format!("alter table {written} {says} row level security");
            let before = script
                .schema
                .objects
                .iter()
                .find(|it| it.kind == "row level security" && it.name == *name);
            if let Some(before) = before.and_then(|it| it.body.text(script.id)) {
                let action = format!("{says} row level security");
                let has_it = before.contains(&action);
                text = if has_it { before.to_owned() } else { format!("{before}, {action}") };
            }
            script.keep("row level security", name.clone(), Some(name.clone()), &text);
            return Ok(());
        }
    }
    if cursor.words(&["validate", "constraint"]) {
        let constraint = cursor.name()?;
        let table = script.table(name)?;
        table
            .foreign_keys
            .iter_mut()
            .filter(|it| it.name == constraint)
            .for_each(|it| it.is_validated = true);
        table
            .checks
            .iter_mut()
            .filter(|it| it.name == constraint)
            .for_each(|it| it.is_validated = true);
        return Ok(());
    }
    other(script, name, cursor)
}

/// What changes nothing that erc keeps, or a setting.
fn other(
    script: &mut Script,
    name: &QualifiedName,
    cursor: &mut Cursor<'_>,
) -> Result<(), Refused> {
    if cursor.words(&["owner", "to"]) || cursor.words(&["replica", "identity"]) {
        cursor.skip();
        return Ok(());
    }
    if cursor.words(&["cluster", "on"]) || cursor.words(&["set", "without"]) {
        cursor.skip();
        return Ok(());
    }
    if let Some(logged) = cursor.words(&["set", "unlogged"]).then_some("true") {
        script.table(name)?.settings.set("unlogged", logged);
        return Ok(());
    }
    if cursor.words(&["set", "schema"]) {
        return Err("a table that moves to another schema is not read".to_owned());
    }
    if cursor.word("set") {
        return super::indexes::storage(&mut script.table(name)?.settings, cursor);
    }
    if script.is_mysql() && cursor.word("comment") {
        cursor.mark(&Token::Eq);
        script.table(name)?.comment = Some(cursor.string()?);
        return Ok(());
    }
    if script.is_mysql() && cursor.word("engine") {
        cursor.mark(&Token::Eq);
        let engine = tables::engine(cursor.name()?.as_str());
        script.table(name)?.settings.set("engine", engine);
        return Ok(());
    }
    if cursor
        .one_of(&[
            "enable",
            "disable",
            "order",
            "convert",
            "auto_increment",
            "comment",
            "algorithm",
            "lock",
            "inherit",
        ])
        .is_some()
    {
        while !cursor.is_at_end() && cursor.peek() != &Token::Comma {
            cursor.skip();
        }
        return Ok(());
    }
    Err(cursor.unexpected("a change that erc reads"))
}

fn add(script: &mut Script, name: &QualifiedName, cursor: &mut Cursor<'_>) -> Result<(), Refused> {
    if let Some(constraint) = constraints::table_constraint(script, cursor)? {
        return apply::apply(script, name, constraint);
    }
    cursor.word("column");
    let if_not_exists = cursor.words(&["if", "not", "exists"]);
    if script.is_mysql() && cursor.mark(&Token::LParen) {
        loop {
            add_column(script, name, cursor, false)?;
            if !cursor.mark(&Token::Comma) {
                return cursor.expect(&Token::RParen);
            }
        }
    }
    add_column(script, name, cursor, if_not_exists)
}

fn add_column(
    script: &mut Script,
    name: &QualifiedName,
    cursor: &mut Cursor<'_>,
    if_not_exists: bool,
) -> Result<(), Refused> {
    let mut later: Vec<Constraint> = Vec::new();
    let column = cursor.name()?;
    let res = columns::definition(script, name, &column, cursor, &mut later)?;
    let is_first = cursor.word("first");
    let after = if cursor.word("after") { Some(cursor.name()?) } else { None };
    let table = script.table(name)?;
    if table.column(&res.name).is_some() {
        let text = format!("there is a column `{}` already", res.name);
        return if if_not_exists { Ok(()) } else { Err(text) };
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
fn redefine(
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
    let _ = cursor.word("first");
    if cursor.word("after") {
        cursor.name()?;
    }
    let table = script.table(name)?;
    if old != new {
        rename_column(table, &old, &new);
    }
    let key = table.primary_key.as_ref().is_some_and(|it| it.columns.contains(&new));
    let found = table.columns.iter_mut().find(|it| it.name == new);
    let place = found.ok_or_else(|| format!("there is no column `{old}`"))?;
    *place = column;
    place.is_nullable &= !key;
    apply::apply_all(script, name, later)
}

fn drop_part(
    script: &mut Script,
    name: &QualifiedName,
    cursor: &mut Cursor<'_>,
) -> Result<(), Refused> {
    let is_mysql = script.is_mysql();
    if cursor.words(&["primary", "key"]) {
        script.table(name)?.primary_key = None;
        return Ok(());
    }
    let is_index = is_mysql && cursor.one_of(&["index", "key"]).is_some();
    let is_key = !is_index && cursor.words(&["foreign", "key"]);
    let is_constraint = is_index || is_key || cursor.one_of(&["constraint", "check"]).is_some();
    cursor.word("column");
    cursor.words(&["if", "exists"]);
    let part = cursor.name()?;
    let _ = cursor.one_of(&["cascade", "restrict"]);
    let table = script.table(name)?;
    if !is_constraint {
        drop_column(table, &part);
        return Ok(());
    }
    if table.primary_key.as_ref().is_some_and(|it| it.name == part) {
        table.primary_key = None;
    }
    table.uniques.retain(|it| it.name != part);
    table.checks.retain(|it| it.name != part);
    table.exclusions.retain(|it| it.name != part);
    if is_index {
        table.indexes.retain(|it| it.name != part);
    } else {
        table.foreign_keys.retain(|it| it.name != part);
    }
    Ok(())
}

/// A column goes with all that speaks of it.
fn drop_column(table: &mut Table<NativeType>, column: &Name) {
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

fn rename(
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
        rename_column(table, &old, &new);
        for other in &mut script.tables {
            for key in other.foreign_keys.iter_mut().filter(|it| it.target == *name) {
                replaced(&mut key.target_columns, &old, &new);
            }
        }
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

fn replaced(names: &mut [Name], old: &Name, new: &Name) {
    names.iter_mut().filter(|it| *it == old).for_each(|it| *it = new.clone());
}

fn rename_column(table: &mut Table<NativeType>, old: &Name, new: &Name) {
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
    table.checks.iter_mut().for_each(|it| in_expr(&mut it.expr));
    for index in &mut table.indexes {
        index.items.iter_mut().for_each(|it| in_expr(&mut it.expr));
        index.predicate.iter_mut().for_each(in_expr);
        replaced(&mut index.include, old, new);
    }
}

/// SQLite keeps no names of constraints that have none, so these go with the table's.
fn rename_made(table: &mut Table<NativeType>, new: &Name) {
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

/// A table goes by another name, and so do the references to it.
fn rename_table(script: &mut Script, old: &QualifiedName, new: &Name) {
    for table in &mut script.tables {
        if table.name == *old {
            table.name.name = new.clone();
        }
        for key in table.foreign_keys.iter_mut().filter(|it| it.target == *old) {
            key.target.name = new.clone();
        }
    }
    for sequence in &mut script.schema.sequences {
        if let Some((table, _)) = &mut sequence.owned_by
            && table == old
        {
            table.name = new.clone();
        }
    }
}

/// `rename table a to b`
pub(super) fn rename_tables(script: &mut Script, text: &str) -> Result<(), Refused> {
    let mut cursor = Cursor::new(text, script.id)?;
    cursor.words(&["rename", "table"]);
    loop {
        let old = cursor.qualified()?;
        cursor.word("to");
        let new = cursor.qualified()?;
        let old = script.table(&old)?.name.clone();
        rename_table(script, &old, &new.name);
        if !cursor.mark(&Token::Comma) {
            return Ok(());
        }
    }
}

fn alter_column(
    script: &mut Script,
    name: &QualifiedName,
    cursor: &mut Cursor<'_>,
) -> Result<(), Refused> {
    let column_name = cursor.name()?;
    let table = script.table(name)?;
    let column_name = apply::known(table, column_name);
    let found = table.columns.iter_mut().find(|it| it.name == column_name);
    let column = found.ok_or_else(|| format!("there is no column `{column_name}`"))?;
    change_column(column, cursor)
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
    } else if cursor.words(&["set", "statistics"]) {
        cursor.number()?;
    } else if cursor.words(&["set", "storage"]) {
        cursor.any_word();
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
