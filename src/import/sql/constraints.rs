//! Constraints of a table, read where they stand; they are applied when all columns are known.

use sqlparser::tokenizer::Token;

use super::columns::conflict;
use super::cursor::{Cursor, Refused};
use super::indexes::{self, item};
use super::script::Script;
use crate::base::{Deferrable, DialectId, DialectSet, Name, ReferentialAction, Span};
use crate::schema::{
    Exclusion, ExclusionItem, Expr, ForeignKey, Index, IndexItem, Settings, directions,
    prefix_lengths,
};

/// A constraint or index as it is written.
pub(super) enum Constraint {
    Key {
        name: Option<Name>,
        columns: Vec<Name>,
        settings: Settings,
        /// Whether the one column counts up, which SQLite says here.
        counts: bool,
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
        /// Whether tables that inherit do without it.
        is_own: bool,
    },
    ForeignKey {
        name: Option<Name>,
        index: Option<Name>,
        key: Box<ForeignKey>,
    },
    Exclusion(Box<Exclusion>),
    Index(Box<Index>),
    /// A key or unique constraint that takes over an index.
    OfIndex {
        name: Option<Name>,
        index: Name,
        is_key: bool,
        deferrable: Option<Deferrable>,
    },
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
        if script.is_mysql() && cursor.peek() != &Token::LParen && !cursor.is_word("using") {
            // The index behind a primary key is called `PRIMARY`, whatever is said.
            cursor.name()?;
        }
        let mut settings = Settings::new();
        method(cursor, &mut settings);
        if cursor.words(&["using", "index"]) {
            return of_index(cursor, name, true).map(Some);
        }
        let (columns, counts) = match script.is_mysql() {
            true => (prefixed_columns(cursor, &mut settings)?, false),
            false => key_columns(cursor)?,
        };
        conflict(cursor, &mut settings);
        key_tail(cursor, &mut settings)?;
        return Ok(Some(Constraint::Key { name, columns, settings, counts }));
    }
    if cursor.are_words(&["unique"]) {
        cursor.skip();
        return unique(script, cursor, name).map(Some);
    }
    if cursor.is_word("check") {
        cursor.skip();
        let expr = cursor.parenthesised_expr()?;
        let mut is_own = cursor.words(&["no", "inherit"]);
        let is_validated = !cursor.words(&["not", "valid"]) && !cursor.words(&["not", "enforced"]);
        is_own |= cursor.words(&["no", "inherit"]);
        // SQLite reads what a check does about conflicts, and does nothing about it.
        conflict(cursor, &mut Settings::new());
        return Ok(Some(Constraint::Check { name, expr, column: None, is_validated, is_own }));
    }
    if cursor.words(&["foreign", "key"]) {
        let index = if cursor.peek() == &Token::LParen { None } else { Some(cursor.name()?) };
        let columns = cursor.names()?;
        if !cursor.word("references") {
            return Err(cursor.unexpected("`references`"));
        }
        return references(cursor, name, columns, index).map(Some);
    }
    if script.id == DialectId::Postgres && starts_exclusion(cursor) {
        cursor.skip();
        return exclusion(cursor, name).map(Some);
    }
    if script.is_mysql() {
        return mysql_index(script, cursor);
    }
    Ok(None)
}

/// Whether a constraint starts here: `exclude` may be the name of a column, which has a type behind it.
fn starts_exclusion(cursor: &Cursor<'_>) -> bool {
    cursor.are_words(&["exclude", "using"])
        || cursor.is_word("exclude") && cursor.peek_second() == &Token::LParen
}

/// `(a, b(20))` of MySQL: how much of each counts is a setting.
fn prefixed_columns(
    cursor: &mut Cursor<'_>,
    settings: &mut Settings,
) -> Result<Vec<Name>, Refused> {
    let mut index = indexes::empty(Name::default());
    indexes::items(cursor, &mut index)?;
    let columns: Option<Vec<Name>> = index.items.iter().map(|it| it.as_column().cloned()).collect();
    if let Some(lengths) = prefix_lengths(&index.items) {
        settings.set("lengths", lengths);
    }
    if let Some(directions) = directions(&index.items) {
        settings.set("directions", directions);
    }
    columns.ok_or_else(|| "a primary key is over columns".to_owned())
}

/// `(a, b)`, or `(id autoincrement)` of SQLite.
fn key_columns(cursor: &mut Cursor<'_>) -> Result<(Vec<Name>, bool), Refused> {
    if cursor.id != DialectId::Sqlite {
        return Ok((cursor.names()?, false));
    }
    cursor.expect(&Token::LParen)?;
    let mut res = Vec::new();
    let mut counts = false;
    loop {
        res.push(cursor.name()?);
        if cursor.word("collate") {
            cursor.name()?;
        }
        let _ = cursor.one_of(&["asc", "desc"]);
        counts |= cursor.word("autoincrement");
        if !cursor.mark(&Token::Comma) {
            cursor.expect(&Token::RParen)?;
            return Ok((res, counts));
        }
    }
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
    indexes::using(cursor, &mut index)?;
    indexes::items(cursor, &mut index)?;
    indexes::mysql_tail(script.id, cursor, &mut index)?;
    Ok(Some(Constraint::Index(Box::new(index))))
}

/// `using btree` of a key.
fn method(cursor: &mut Cursor<'_>, settings: &mut Settings) {
    if cursor.is_word("using") && !cursor.are_words(&["using", "index"]) {
        cursor.skip();
        let method = cursor.any_word();
        if let Some(method) = method.filter(|_| is_mysql(cursor.id)) {
            settings.set("using", method);
        }
    }
}

fn is_mysql(id: DialectId) -> bool {
    matches!(id, DialectId::Mysql | DialectId::Mariadb)
}

fn unique(
    script: &Script,
    cursor: &mut Cursor<'_>,
    name: Option<Name>,
) -> Result<Constraint, Refused> {
    if script.is_mysql() {
        return mysql_unique(script, cursor, name);
    }
    let nulls_not_distinct = cursor.words(&["nulls", "not", "distinct"]);
    cursor.words(&["nulls", "distinct"]);
    if cursor.words(&["using", "index"]) {
        return of_index(cursor, name, false);
    }
    let mut settings = Settings::new();
    method(cursor, &mut settings);
    let mut index = indexes::empty(Name::default());
    indexes::items(cursor, &mut index)?;
    conflict(cursor, &mut settings);
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

/// `unique key u using hash (a)` is an index as any other.
fn mysql_unique(
    script: &Script,
    cursor: &mut Cursor<'_>,
    name: Option<Name>,
) -> Result<Constraint, Refused> {
    let mut name = name;
    let _ = cursor.one_of(&["key", "index"]);
    cursor.words(&["if", "not", "exists"]);
    if cursor.peek() != &Token::LParen && !cursor.is_word("using") {
        name = Some(cursor.name()?);
    }
    let mut index = Index { is_unique: true, ..indexes::empty(name.unwrap_or_default()) };
    indexes::using(cursor, &mut index)?;
    indexes::items(cursor, &mut index)?;
    indexes::mysql_tail(script.id, cursor, &mut index)?;
    Ok(Constraint::Index(Box::new(index)))
}

/// `primary key using index i deferrable`
fn of_index(
    cursor: &mut Cursor<'_>,
    name: Option<Name>,
    is_key: bool,
) -> Result<Constraint, Refused> {
    let index = cursor.name()?;
    Ok(Constraint::OfIndex { name, index, is_key, deferrable: deferrable(cursor) })
}

/// `include (a) with (fillfactor = 70) using index tablespace x`
fn key_tail(cursor: &mut Cursor<'_>, settings: &mut Settings) -> Result<(), Refused> {
    loop {
        if cursor.word("include") {
            settings.set("include", listed(&cursor.names()?, cursor.id));
        } else if cursor.word("with") {
            indexes::storage(settings, cursor)?;
        } else if cursor.words(&["using", "index", "tablespace"]) {
            settings.set("tablespace", cursor.name()?.to_string());
        } else if cursor.is_word("using") {
            method(cursor, settings);
        } else if cursor.word("comment") {
            cursor.string()?;
        } else {
            return Ok(());
        }
    }
}

/// Columns as a setting says them.
pub(super) fn listed(columns: &[Name], id: DialectId) -> String {
    let mut sql = crate::dialect::Sql::new(crate::dialect::of(id));
    sql.list(columns, |sql, name| sql.name(name));
    sql.into_string()
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
            if cursor.peek() == &Token::LParen {
                // Of the columns only these.
                let columns = listed(&cursor.names()?, cursor.id);
                key.settings.set("delete_columns", columns);
            }
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
        settings,
        only: DialectSet::NONE,
        span: Span::nowhere(),
    })))
}
