//! `create table`.

use sqlparser::tokenizer::Token;

use super::cursor::{Cursor, Refused};
use super::script::Script;
use super::{
    apply, columns, constraints, drops, indexes, likeness, mysql_columns, mysql_options,
    mysql_partitions, postgres_partitions, typed,
};
use crate::base::{DialectId, Name, Span};
use crate::schema::{Column, NativeType, Origin, QualifiedName, Table};

pub(super) fn create(script: &mut Script, text: &str) -> Result<(), Refused> {
    let mut cursor = script.cursor(text)?;
    cursor.word("create");
    let mut is_unlogged = false;
    let mut is_replaced = false;
    while let Some(word) =
        cursor.one_of(&["or", "replace", "temporary", "temp", "unlogged", "global", "local"])
    {
        if word == "temporary" || word == "temp" {
            return Ok(());
        }
        is_unlogged |= word == "unlogged";
        is_replaced |= word == "replace";
    }
    cursor.word("table");
    let if_not_exists = cursor.words(&["if", "not", "exists"]);
    let name = cursor.qualified()?;
    if is_replaced && script.id == DialectId::Mariadb {
        drops::drop_table(script, &name);
    }
    if script.table(&name).is_ok() {
        return if if_not_exists {
            Ok(())
        } else {
            Err(format!("there is a table `{name}` already"))
        };
    }
    if script.id == DialectId::Postgres && cursor.words(&["partition", "of"]) {
        return postgres_partitions::create(script, name, is_unlogged, &mut cursor);
    }
    if cursor.is_word("as") {
        return Err(OF_QUERY.to_owned());
    }
    let of_type = if cursor.word("of") { Some(cursor.qualified()?) } else { None };
    let mut table = Table::new(name, Origin::None, Span::nowhere());
    if is_unlogged {
        table.settings.set("unlogged", "true");
    }
    // The table stands in the script while it is made, so that its names count.
    let namespace = table.name.clone();
    if let Some(ty) = &of_type {
        table.columns = typed::columns(script, ty)?;
    }
    script.tables.push(table);
    if of_type.is_some() {
        return typed::rest(script, &namespace, &mut cursor);
    }
    let res = body(script, &namespace, &mut cursor);
    let res = match res {
        Err(_) if names_come_from_query(script, text) => Err(OF_QUERY.to_owned()),
        res => res,
    };
    if res.is_err() {
        script.tables.remove(&namespace);
        script
            .schema
            .sequences
            .retain(|it| it.owned_by.as_ref().is_none_or(|(table, _)| *table != namespace));
    }
    res
}

/// Why a table is left out.
const OF_QUERY: &str = "a table that is made from a query is not read";

/// `create table t (a, b) as select …`
fn names_come_from_query(script: &Script, text: &str) -> bool {
    let Ok(mut cursor) = script.cursor(text) else { return false };
    while !cursor.is_at_end() && !cursor.mark(&Token::LParen) {
        cursor.skip();
    }
    cursor.skip_to_close();
    cursor.is_word("as") || script.is_mysql() && cursor.is_word("select")
}

fn body(script: &mut Script, name: &QualifiedName, cursor: &mut Cursor<'_>) -> Result<(), Refused> {
    let mut later = Vec::new();
    if script.is_mysql() && cursor.word("like") {
        likeness::like(script, name, cursor, &mut later)?;
        end(cursor)?;
        return apply::apply_all(script, name, later);
    }
    cursor.expect(&Token::LParen)?;
    if !cursor.mark(&Token::RParen) {
        loop {
            if cursor.word("like") {
                likeness::like(script, name, cursor, &mut later)?;
                if cursor.mark(&Token::Comma) {
                    continue;
                }
                break;
            }
            if script.id == DialectId::Mariadb && cursor.words(&["period", "for", "system_time"]) {
                // Its columns say so themselves.
                cursor.names()?;
            } else if script.id == DialectId::Mariadb && cursor.words(&["period", "for"]) {
                mysql_columns::period(script, name, cursor)?;
            } else if let Some(constraint) = constraints::table_constraint(script, cursor)? {
                later.push(constraint);
            } else {
                columns::column(script, name, cursor, &mut later)?;
            }
            if !cursor.mark(&Token::Comma) {
                break;
            }
        }
        cursor.expect(&Token::RParen)?;
    }
    options(script, name, cursor)?;
    if script.id == DialectId::Postgres {
        // A table without rows has none that a check was not asked about.
        for constraint in &mut later {
            if let constraints::Constraint::Check { is_validated, .. } = constraint {
                *is_validated = true;
            }
        }
    }
    inherit(script, name)?;
    apply::apply_all(script, name, later)?;
    if script.is_mysql() {
        mysql_columns::usual_settings(script, name)?;
    }
    Ok(())
}

/// The columns of the tables that a table inherits from come first; what it says of one itself counts as well.
fn inherit(script: &mut Script, name: &QualifiedName) -> Result<(), Refused> {
    let Some(parents) = script.table(name)?.settings.get("inherits").map(str::to_owned) else {
        return Ok(());
    };
    let mut cursor = Cursor::new(&parents, script.id)?;
    let mut columns: Vec<Column<NativeType>> = Vec::new();
    loop {
        for column in &script.table(&cursor.qualified()?)?.columns {
            if !columns.iter().any(|it| it.name == column.name) {
                columns.push(Column { comment: None, identity: None, ..column.clone() });
            }
        }
        if !cursor.mark(&Token::Comma) {
            break;
        }
    }
    let table = script.table(name)?;
    for own in std::mem::take(&mut table.columns) {
        match columns.iter_mut().find(|it| it.name == own.name) {
            Some(inherited) => {
                let is_nullable = inherited.is_nullable && own.is_nullable;
                let default = own.default.clone().or_else(|| inherited.default.clone());
                *inherited = Column { is_nullable, default, ..own };
            }
            None => columns.push(own),
        }
    }
    table.columns = columns;
    Ok(())
}

/// What stands behind the columns.
fn options(
    script: &mut Script,
    name: &QualifiedName,
    cursor: &mut Cursor<'_>,
) -> Result<(), Refused> {
    match script.id {
        DialectId::Postgres => postgres_options(script, name, cursor),
        DialectId::Sqlite => {
            let table = script.table(name)?;
            loop {
                if cursor.word("strict") {
                    table.settings.set("strict", "true");
                } else if cursor.words(&["without", "rowid"]) {
                    table.settings.set("without_rowid", "true");
                } else if !cursor.mark(&Token::Comma) {
                    break;
                }
            }
            end(cursor)
        }
        DialectId::Mysql | DialectId::Mariadb => {
            mysql_options::options(script.table(name)?, cursor)?;
            mysql_partitions::clause(script, name, cursor)?;
            end(cursor)
        }
    }
}

fn end(cursor: &Cursor<'_>) -> Result<(), Refused> {
    if cursor.is_at_end() { Ok(()) } else { Err(cursor.unexpected("the end")) }
}

pub(super) fn postgres_options(
    script: &mut Script,
    name: &QualifiedName,
    cursor: &mut Cursor<'_>,
) -> Result<(), Refused> {
    let mut method = script.table_access.clone();
    let table = script.table(name)?;
    loop {
        if cursor.word("inherits") {
            cursor.expect(&Token::LParen)?;
            let written = |name: &QualifiedName| {
                let mut sql = crate::dialect::Sql::new(crate::dialect::of(DialectId::Postgres));
                sql.qualified(name);
                sql.into_string()
            };
            let mut parents = vec![written(&cursor.qualified()?)];
            while cursor.mark(&Token::Comma) {
                parents.push(written(&cursor.qualified()?));
            }
            cursor.expect(&Token::RParen)?;
            table.settings.set("inherits", parents.join(", "));
        } else if cursor.words(&["partition", "by"]) {
            let method = cursor.any_word().unwrap_or_default();
            let columns = cursor.parenthesised_text().replace(" ,", ",").replace(',', ", ");
            table
                .settings
                .set("partition_by", format!("{method} {}", columns.replace(",  ", ", ")));
        } else if cursor.word("with") {
            indexes::storage(&mut table.settings, cursor)?;
        } else if cursor.word("tablespace") {
            table.settings.set("tablespace", cursor.name()?.to_string());
        } else if cursor.word("using") {
            method = Some(cursor.name()?);
        } else if cursor.words(&["without", "oids"]) {
        } else {
            break;
        }
    }
    let is_divided = table.settings.get("partition_by").is_some();
    if let Some(method) = method.filter(|it| it != "heap" && !is_divided) {
        table.settings.set("access_method", method.to_string());
    }
    end(cursor)
}

/// The columns of a table, for constraints that name none.
pub(super) fn key_columns(table: &Table<NativeType>) -> Vec<Name> {
    table.primary_key.as_ref().map(|it| it.columns.clone()).unwrap_or_default()
}
