//! Constraints of a table, read where they stand and applied when all columns are known.

use sqlparser::tokenizer::Token;

use super::columns::conflict;
use super::cursor::{Cursor, Refused};
use super::indexes::{self, item};
use super::names;
use super::script::Script;
use super::tables::key_columns;
use crate::base::{Deferrable, DialectId, DialectSet, Name, ReferentialAction, Span};
use crate::schema::{
    Check, Exclusion, ExclusionItem, Expr, ForeignKey, Index, IndexItem, Key, NativeType,
    QualifiedName, Settings, Table, Unique,
};

/// A constraint or index as it is written.
pub(super) enum Constraint {
    Key {
        name: Option<Name>,
        columns: Vec<Name>,
    },
    Unique {
        name: Option<Name>,
        items: Vec<IndexItem>,
        nulls_not_distinct: bool,
        deferrable: Option<Deferrable>,
        comment: Option<String>,
        settings: Settings,
    },
    Check {
        name: Option<Name>,
        expr: Expr,
        column: Option<Name>,
        is_validated: bool,
    },
    ForeignKey {
        name: Option<Name>,
        index: Option<Name>,
        key: Box<ForeignKey>,
    },
    Exclusion(Box<Exclusion>),
    Index(Box<Index>),
}

/// Reads a constraint where one starts.
pub(super) fn table_constraint(
    script: &Script,
    cursor: &mut Cursor<'_>,
) -> Result<Option<Constraint>, Refused> {
    let mut name = None;
    if cursor.is_word("constraint") {
        cursor.skip();
        let is_unnamed =
            ["primary", "unique", "check", "foreign"].iter().any(|it| cursor.is_word(it));
        if !is_unnamed {
            name = Some(cursor.name()?);
        }
    }
    if cursor.words(&["primary", "key"]) {
        method(cursor);
        let columns = if cursor.words(&["using", "index"]) {
            return Err("a key that takes over an index is not read".to_owned());
        } else {
            cursor.names()?
        };
        conflict(cursor);
        let mut settings = Settings::new();
        key_tail(cursor, &mut settings)?;
        return Ok(Some(Constraint::Key { name, columns }));
    }
    if cursor.are_words(&["unique"]) {
        cursor.skip();
        return unique(script, cursor, name).map(Some);
    }
    if cursor.is_word("check") {
        cursor.skip();
        cursor.expect(&Token::LParen)?;
        let expr = cursor.expr()?;
        cursor.expect(&Token::RParen)?;
        cursor.words(&["no", "inherit"]);
        let is_validated = !cursor.words(&["not", "valid"]) && !cursor.words(&["not", "enforced"]);
        return Ok(Some(Constraint::Check { name, expr, column: None, is_validated }));
    }
    if cursor.words(&["foreign", "key"]) {
        let index = if cursor.peek() == &Token::LParen { None } else { Some(cursor.name()?) };
        let columns = cursor.names()?;
        if !cursor.word("references") {
            return Err(cursor.unexpected("`references`"));
        }
        return references(cursor, name, columns, index).map(Some);
    }
    if script.id == DialectId::Postgres && cursor.is_word("exclude") {
        cursor.skip();
        return exclusion(cursor, name).map(Some);
    }
    if script.is_mysql() {
        return mysql_index(script, cursor);
    }
    Ok(None)
}

/// `key name (a, b)`; a column called `key` has a type behind its name.
fn mysql_index(script: &Script, cursor: &mut Cursor<'_>) -> Result<Option<Constraint>, Refused> {
    let method = match cursor.one_of(&["fulltext", "spatial"]) {
        Some(word) => {
            let _ = cursor.one_of(&["key", "index"]);
            Some(Name::new_static(word))
        }
        None if cursor.is_word("key") || cursor.is_word("index") => {
            cursor.skip();
            None
        }
        None => return Ok(None),
    };
    cursor.words(&["if", "not", "exists"]);
    let name = if cursor.peek() == &Token::LParen || cursor.is_word("using") {
        None
    } else {
        Some(cursor.name()?)
    };
    let mut index = indexes::empty(name.unwrap_or_default());
    index.method = method;
    using(cursor, &mut index.method)?;
    indexes::items(cursor, &mut index)?;
    indexes::mysql_tail(script.id, cursor, &mut index)?;
    Ok(Some(Constraint::Index(Box::new(index))))
}

/// `using btree`: the usual method is not said.
fn using(cursor: &mut Cursor<'_>, method: &mut Option<Name>) -> Result<(), Refused> {
    if cursor.word("using") {
        let name = cursor.name()?.to_lowercase();
        // InnoDB makes a b-tree of either.
        if name != "btree" && name != "hash" {
            *method = Some(Name::from(name));
        }
    }
    Ok(())
}

fn method(cursor: &mut Cursor<'_>) {
    if cursor.is_word("using") && !cursor.are_words(&["using", "index"]) {
        cursor.skip();
        cursor.any_word();
    }
}

fn unique(
    script: &Script,
    cursor: &mut Cursor<'_>,
    name: Option<Name>,
) -> Result<Constraint, Refused> {
    let mut name = name;
    if script.is_mysql() {
        let _ = cursor.one_of(&["key", "index"]);
        if cursor.peek() != &Token::LParen && !cursor.is_word("using") {
            name = Some(cursor.name()?);
        }
    }
    let nulls_not_distinct = cursor.words(&["nulls", "not", "distinct"]);
    cursor.words(&["nulls", "distinct"]);
    if cursor.are_words(&["using", "index"]) {
        return Err("a constraint that takes over an index is not read".to_owned());
    }
    method(cursor);
    let mut index = indexes::empty(Name::default());
    indexes::items(cursor, &mut index)?;
    conflict(cursor);
    if script.is_mysql() {
        indexes::mysql_tail(script.id, cursor, &mut index)?;
    }
    let mut settings = Settings::new();
    key_tail(cursor, &mut settings)?;
    Ok(Constraint::Unique {
        name,
        items: index.items,
        nulls_not_distinct,
        deferrable: deferrable(cursor),
        comment: index.comment,
        settings,
    })
}

/// `include (a) with (fillfactor = 70) using index tablespace x`
fn key_tail(cursor: &mut Cursor<'_>, settings: &mut Settings) -> Result<(), Refused> {
    loop {
        if cursor.word("include") {
            cursor.names()?;
        } else if cursor.word("with") {
            indexes::storage(settings, cursor)?;
        } else if cursor.words(&["using", "index", "tablespace"]) {
            settings.set("tablespace", cursor.name()?.to_string());
        } else if cursor.is_word("using") {
            method(cursor);
        } else if cursor.word("comment") {
            cursor.string()?;
        } else {
            return Ok(());
        }
    }
}

/// `references t (a) on delete cascade …`
pub(super) fn references(
    cursor: &mut Cursor<'_>,
    name: Option<Name>,
    columns: Vec<Name>,
    index: Option<Name>,
) -> Result<Constraint, Refused> {
    let target = cursor.qualified()?;
    let target_columns = if cursor.peek() == &Token::LParen { cursor.names()? } else { Vec::new() };
    let mut key = ForeignKey {
        name: Name::default(),
        columns,
        target,
        target_columns,
        match_full: false,
        on_delete: ReferentialAction::NoAction,
        on_update: ReferentialAction::NoAction,
        deferrable: None,
        is_validated: true,
        comment: None,
        settings: Settings::new(),
        only: DialectSet::NONE,
        span: Span::nowhere(),
    };
    loop {
        if cursor.words(&["on", "delete"]) {
            key.on_delete = action(cursor)?;
        } else if cursor.words(&["on", "update"]) {
            key.on_update = action(cursor)?;
        } else if cursor.word("match") {
            key.match_full = cursor.any_word().as_deref() == Some("full");
        } else if cursor.words(&["not", "valid"]) {
            key.is_validated = false;
        } else if let Some(deferrable) = deferrable_clause(cursor) {
            key.deferrable = deferrable;
        } else {
            return Ok(Constraint::ForeignKey { name, index, key: Box::new(key) });
        }
    }
}

fn action(cursor: &mut Cursor<'_>) -> Result<ReferentialAction, Refused> {
    let actions = ReferentialAction::ALL;
    let found = actions.into_iter().find(|it| {
        let words: Vec<&str> = it.words().split(' ').collect();
        cursor.words(&words)
    });
    found.ok_or_else(|| cursor.unexpected("an action"))
}

/// `deferrable initially deferred`, if it is said.
pub(super) fn deferrable(cursor: &mut Cursor<'_>) -> Option<Deferrable> {
    let mut res = None;
    while let Some(found) = deferrable_clause(cursor) {
        res = found;
    }
    res
}

fn deferrable_clause(cursor: &mut Cursor<'_>) -> Option<Option<Deferrable>> {
    if cursor.words(&["not", "deferrable"]) {
        cursor.words(&["initially", "immediate"]);
        return Some(None);
    }
    if cursor.word("deferrable") {
        if cursor.words(&["initially", "deferred"]) {
            return Some(Some(Deferrable::InitiallyDeferred));
        }
        cursor.words(&["initially", "immediate"]);
        return Some(Some(Deferrable::InitiallyImmediate));
    }
    if cursor.words(&["initially", "deferred"]) {
        cursor.word("deferrable");
        return Some(Some(Deferrable::InitiallyDeferred));
    }
    cursor.words(&["initially", "immediate"]).then_some(None)
}

fn exclusion(cursor: &mut Cursor<'_>, name: Option<Name>) -> Result<Constraint, Refused> {
    let method = if cursor.word("using") { Some(cursor.name()?) } else { None };
    cursor.expect(&Token::LParen)?;
    let mut items = Vec::new();
    loop {
        let item = item(cursor)?;
        if !cursor.word("with") {
            return Err(cursor.unexpected("`with`"));
        }
        let operator = Name::new(cursor.peek().to_string());
        cursor.skip();
        items.push(ExclusionItem { item, operator });
        if !cursor.mark(&Token::Comma) {
            break;
        }
    }
    cursor.expect(&Token::RParen)?;
    let mut settings = Settings::new();
    key_tail(cursor, &mut settings)?;
    let mut predicate = None;
    if cursor.word("where") {
        cursor.expect(&Token::LParen)?;
        predicate = Some(cursor.expr()?);
        cursor.expect(&Token::RParen)?;
    }
    let deferrable = deferrable(cursor);
    Ok(Constraint::Exclusion(Box::new(Exclusion {
        name: name.unwrap_or_default(),
        items,
        method: method.filter(|it| it != "btree"),
        predicate,
        deferrable,
        comment: None,
        only: DialectSet::NONE,
        span: Span::nowhere(),
    })))
}

/// Gives a table its constraints: keys first, since they refuse nulls and what refers may name none.
pub(super) fn apply_all(
    script: &mut Script,
    table: &QualifiedName,
    constraints: Vec<Constraint>,
) -> Result<(), Refused> {
    let (keys, rest): (Vec<_>, Vec<_>) =
        constraints.into_iter().partition(|it| matches!(it, Constraint::Key { .. }));
    // An index of the author's serves a foreign key as well as one that the server would make.
    let (references, rest): (Vec<_>, Vec<_>) =
        rest.into_iter().partition(|it| matches!(it, Constraint::ForeignKey { .. }));
    for constraint in keys.into_iter().chain(rest).chain(references) {
        apply(script, table, constraint)?;
    }
    Ok(())
}

/// Gives a table one constraint, named as the database would.
pub(super) fn apply(
    script: &mut Script,
    table_name: &QualifiedName,
    constraint: Constraint,
) -> Result<(), Refused> {
    let id = script.id;
    match constraint {
        Constraint::Key { name, columns } => key(script, table_name, name, columns),
        Constraint::Unique { name, items, nulls_not_distinct, deferrable, comment, settings } => {
            let columns: Option<Vec<Name>> =
                items.iter().map(|it| it.as_column().cloned()).collect();
            let is_plain = items.iter().all(|it| it.prefix_length.is_none() && !it.descending);
            let Some(columns) = columns.filter(|_| is_plain) else {
                let name = name.unwrap_or_default();
                let index = Index { items, is_unique: true, comment, ..indexes::empty(name) };
                return indexes::apply(script, table_name, index);
            };
            let name = match name {
                Some(name) => name,
                None => unique_name(script, table_name, &columns)?,
            };
            let table = script.table(table_name)?;
            table.uniques.push(Unique {
                name,
                columns,
                nulls_not_distinct,
                deferrable,
                comment,
                settings,
                only: DialectSet::NONE,
                span: Span::nowhere(),
            });
            indexes::drop_replaced(script, table_name)
        }
        Constraint::Check { name, expr, column, is_validated } => {
            let table = script.table(table_name)?;
            let name = name.unwrap_or_else(|| check_name(id, table, &expr, column.as_ref()));
            table.checks.push(Check {
                name,
                expr,
                is_validated,
                comment: None,
                settings: Settings::new(),
                only: DialectSet::NONE,
                span: Span::nowhere(),
            });
            Ok(())
        }
        Constraint::ForeignKey { name, index, key } => {
            foreign_key(script, table_name, name, index, *key)
        }
        Constraint::Exclusion(mut exclusion) => {
            let columns: Vec<&str> = exclusion
                .items
                .iter()
                .map(|it| it.item.as_column().map_or("expr", |it| it.as_str()))
                .collect();
            if exclusion.name.is_empty() {
                let made = names::made(&table_name.name, &columns.join("_"), "excl");
                let namespace = table_name.namespace.as_ref();
                exclusion.name = names::free(&made, |it| script.is_relation(namespace, it));
            }
            script.table(table_name)?.exclusions.push(*exclusion);
            Ok(())
        }
        Constraint::Index(index) => indexes::apply(script, table_name, *index),
    }
}

fn key(
    script: &mut Script,
    table_name: &QualifiedName,
    name: Option<Name>,
    columns: Vec<Name>,
) -> Result<(), Refused> {
    let id = script.id;
    let made = names::made(&table_name.name, "", "pkey");
    let namespace = table_name.namespace.as_ref();
    let name = match (id, name) {
        (DialectId::Mysql | DialectId::Mariadb, _) => Name::new_static("PRIMARY"),
        (_, Some(name)) => name,
        (DialectId::Postgres, None) => names::free(&made, |it| script.is_relation(namespace, it)),
        (DialectId::Sqlite, None) => made,
    };
    let table = script.table(table_name)?;
    let is_without_rowid = table.settings.get("without_rowid").is_some();
    let columns: Vec<Name> = columns.into_iter().map(|it| known(table, it)).collect();
    for column in table.columns.iter_mut().filter(|it| columns.contains(&it.name)) {
        // A key of SQLite takes nulls, but for the tables that are kept in its order.
        column.is_nullable &= id == DialectId::Sqlite && !is_without_rowid;
    }
    table.primary_key =
        Some(Key { name, columns, settings: Settings::new(), span: Span::nowhere() });
    indexes::drop_replaced(script, table_name)
}

/// The name of a column as the table has it.
pub(super) fn known(table: &Table<NativeType>, name: Name) -> Name {
    if table.column(&name).is_some() {
        return name;
    }
    let same = table.columns.iter().find(|it| it.name.eq_ignore_ascii_case(&name));
    same.map_or(name, |it| it.name.clone())
}

fn unique_name(
    script: &mut Script,
    table_name: &QualifiedName,
    columns: &[Name],
) -> Result<Name, Refused> {
    let joined = columns.iter().map(Name::as_str).collect::<Vec<_>>().join("_");
    let made = names::made(&table_name.name, &joined, "key");
    let namespace = table_name.namespace.as_ref();
    Ok(match script.id {
        DialectId::Postgres => names::free(&made, |it| script.is_relation(namespace, it)),
        DialectId::Sqlite => {
            let table = script.table(table_name)?;
            names::free(&made, |it| names::has_constraint(table, it))
        }
        DialectId::Mysql | DialectId::Mariadb => {
            let table = script.table(table_name)?;
            names::first_column(columns.first().map_or("", Name::as_str), table)
        }
    })
}

/// PostgreSQL names a check after the one column it speaks of, MariaDB the check of a column after that.
fn check_name(
    id: DialectId,
    table: &Table<NativeType>,
    expr: &Expr,
    column: Option<&Name>,
) -> Name {
    match id {
        DialectId::Mariadb if column.is_some() => column.cloned().unwrap_or_default(),
        DialectId::Mysql | DialectId::Mariadb => names::numbered(table, id, true),
        DialectId::Postgres | DialectId::Sqlite => {
            let mut columns: Vec<&Name> = expr.references();
            columns.sort();
            columns.dedup();
            let only = match columns.as_slice() {
                [only] => only.as_str(),
                _ => "",
            };
            let made = names::made(&table.name.name, only, "check");
            names::free(&made, |it| names::has_constraint(table, it))
        }
    }
}

fn foreign_key(
    script: &mut Script,
    table_name: &QualifiedName,
    name: Option<Name>,
    index: Option<Name>,
    mut key: ForeignKey,
) -> Result<(), Refused> {
    let id = script.id;
    if let Ok(target) = script.table(&key.target) {
        key.target = target.name.clone();
        if key.target_columns.is_empty() {
            key.target_columns = key_columns(target);
        }
        let columns = std::mem::take(&mut key.target_columns);
        key.target_columns = columns.into_iter().map(|it| known(target, it)).collect();
    }
    let table = script.table(table_name)?;
    let columns = std::mem::take(&mut key.columns);
    key.columns = columns.into_iter().map(|it| known(table, it)).collect();
    let explicit = name.clone();
    key.name = match name {
        Some(name) => name,
        None if matches!(id, DialectId::Mysql | DialectId::Mariadb) => {
            names::numbered(table, id, false)
        }
        None => {
            let joined = key.columns.iter().map(Name::as_str).collect::<Vec<_>>().join("_");
            let made = names::made(&table_name.name, &joined, "fkey");
            names::free(&made, |it| names::has_constraint(table, it))
        }
    };
    let columns = key.columns.clone();
    table.foreign_keys.push(key);
    if matches!(id, DialectId::Mysql | DialectId::Mariadb) {
        indexes::for_foreign_key(script, table_name, explicit.or(index), &columns)?;
    }
    Ok(())
}
