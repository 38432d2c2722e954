//! Indexes.

use sqlparser::tokenizer::Token;

use super::apply::known;
use super::columns::collation;
use super::cursor::{Cursor, Refused};
use super::names;
use super::script::Script;
use crate::base::{DialectId, DialectSet, ExprKind, Name, NullsOrder, Span};
use crate::dialect::is_in_memory;
use crate::schema::{
    Expr, Index, IndexItem, NativeType, Object, QualifiedName, Settings, Table, Unique,
};

/// `create unique index …`
pub(super) fn create(script: &mut Script, text: &str) -> Result<(), Refused> {
    let mut cursor = script.cursor(text)?;
    cursor.word("create");
    cursor.words(&["or", "replace"]);
    let mut index = empty(Name::default());
    match cursor.one_of(&["unique", "fulltext", "spatial"]) {
        Some("unique") => index.is_unique = true,
        Some(method) => index.method = Some(Name::new_static(method)),
        None => {}
    }
    cursor.word("index");
    cursor.word("concurrently");
    let if_not_exists = cursor.words(&["if", "not", "exists"]);
    if !cursor.is_word("on") {
        index.name = cursor.qualified()?.name;
    }
    using(&mut cursor, &mut index)?;
    if !cursor.word("on") {
        return Err(cursor.unexpected("`on`"));
    }
    cursor.word("only");
    let table_name = cursor.qualified()?;
    let is_materialized = |it: &Object| it.kind == "materialized view" && it.name == table_name;
    if script.schema.objects.iter().any(is_materialized) {
        let namespace = table_name.namespace.clone();
        let name = QualifiedName { namespace, name: index.name };
        script.keep("index", name, Some(table_name), text);
        return Ok(());
    }
    let table_name = script.table(&table_name)?.name.clone();
    using(&mut cursor, &mut index)?;
    match items(&mut cursor, &mut index) {
        Err(reason) if reason == CLASS_OPTIONS && !index.name.is_empty() => {
            let namespace = table_name.namespace.clone();
            let name = QualifiedName { namespace, name: index.name };
            script.keep("index", name, Some(table_name), text);
            return Ok(());
        }
        other => other?,
    }
    tail(script.id, &mut cursor, &mut index)?;
    if if_not_exists && script.table(&table_name)?.indexes.iter().any(|it| it.name == index.name) {
        return Ok(());
    }
    apply(script, &table_name, index)
}

/// `alter index i invisible`, `not ignored`: whether the optimizer looks at it.
pub(super) fn alter_mysql(
    script: &mut Script,
    table: &QualifiedName,
    cursor: &mut Cursor<'_>,
) -> Result<(), Refused> {
    cursor.words(&["if", "exists"]);
    let name = cursor.name()?;
    let is_seen = cursor.word("not") | cursor.is_word("visible");
    let word = cursor.one_of(&["ignored", "invisible", "visible"]);
    let word = word.ok_or_else(|| cursor.unexpected("`ignored` or `invisible`"))?;
    let setting = if word == "ignored" { "ignored" } else { "invisible" };
    let indexes = &mut script.table(table)?.indexes;
    let index = indexes.iter_mut().find(|it| it.name.eq_ignore_ascii_case(&name));
    let index = index.ok_or_else(|| format!("there is no index `{name}`"))?;
    match is_seen {
        true => drop(index.settings.remove(setting)),
        false => index.settings.set(setting, "true"),
    }
    Ok(())
}

/// `using gin`. The usual method is not said; what that is in MySQL, the engine of the table tells.
pub(super) fn using(cursor: &mut Cursor<'_>, index: &mut Index) -> Result<(), Refused> {
    if cursor.word("using") {
        let name = cursor.name()?.to_lowercase();
        let is_mysql = matches!(cursor.id, DialectId::Mysql | DialectId::Mariadb);
        if name != "btree" || is_mysql {
            index.method = Some(Name::from(name));
        }
    }
    Ok(())
}

/// The method of an index as MySQL tells it: tables in memory hash, unless told otherwise, all others have b-trees.
fn usual_method(method: Option<Name>, settings: &Settings) -> Option<Name> {
    match method.as_deref() {
        Some("hash") => None,
        Some("btree") if !is_in_memory(settings) => None,
        _ => method,
    }
}

fn tail(id: DialectId, cursor: &mut Cursor<'_>, index: &mut Index) -> Result<(), Refused> {
    match id {
        DialectId::Mysql | DialectId::Mariadb => mysql_tail(id, cursor, index)?,
        DialectId::Postgres | DialectId::Sqlite => loop {
            if cursor.word("include") {
                index.include = cursor.names()?;
            } else if cursor.words(&["nulls", "not", "distinct"]) {
                index.nulls_not_distinct = true;
            } else if cursor.words(&["nulls", "distinct"]) {
            } else if cursor.word("with") {
                storage(&mut index.settings, cursor)?;
            } else if cursor.word("tablespace") {
                index.settings.set("tablespace", cursor.name()?.to_string());
            } else if cursor.word("where") {
                index.predicate = Some(cursor.expr()?);
            } else {
                break;
            }
        },
    }
    if cursor.is_at_end() { Ok(()) } else { Err(cursor.unexpected("the end")) }
}

pub(super) fn mysql_tail(
    id: DialectId,
    cursor: &mut Cursor<'_>,
    index: &mut Index,
) -> Result<(), Refused> {
    loop {
        if cursor.word("comment") {
            cursor.mark(&Token::Eq);
            index.comment = Some(cursor.string()?).filter(|it| !it.is_empty());
        } else if cursor.words(&["with", "parser"]) {
            index.settings.set("parser", cursor.name()?.to_string());
        } else if cursor.word("invisible") {
            index.settings.set("invisible", "true");
        } else if cursor.word("ignored") {
            index.settings.set("ignored", "true");
        } else if cursor.word("visible")
            || id == DialectId::Mariadb && cursor.words(&["not", "ignored"])
        {
        } else if cursor.is_word("using") {
            using(cursor, index)?;
        } else if cursor.one_of(&["key_block_size", "algorithm", "lock"]).is_some() {
            cursor.mark(&Token::Eq);
            cursor.skip();
        } else {
            return Ok(());
        }
    }
}

/// An index without columns.
pub(super) fn empty(name: Name) -> Index {
    Index {
        name,
        items: Vec::new(),
        is_unique: false,
        nulls_not_distinct: false,
        method: None,
        include: Vec::new(),
        predicate: None,
        comment: None,
        settings: Settings::new(),
        only: DialectSet::NONE,
        span: Span::nowhere(),
    }
}

/// `(a, lower(b) desc)`
pub(super) fn items(cursor: &mut Cursor<'_>, index: &mut Index) -> Result<(), Refused> {
    cursor.expect(&Token::LParen)?;
    loop {
        index.items.push(item(cursor)?);
        if !cursor.mark(&Token::Comma) {
            break;
        }
    }
    cursor.expect(&Token::RParen)
}

/// Why an index is kept word for word.
const CLASS_OPTIONS: &str = "options of an operator class are not read";

/// A column or expression and how it is sorted.
pub(super) fn item(cursor: &mut Cursor<'_>) -> Result<IndexItem, Refused> {
    let (expr, named) = cursor.indexed()?;
    let mut res = IndexItem::expr(expr);
    res.collation = named;
    // `name(10)` is a length in MySQL's words and reads as a call.
    if matches!(cursor.id, DialectId::Mysql | DialectId::Mariadb)
        && let ExprKind::Call { function, arguments } = &res.expr.kind
        && let [Expr { kind: ExprKind::Number(length), .. }] = arguments.as_slice()
    {
        res.prefix_length = length.parse().ok();
        res.expr = Expr::reference(Name::new(function.trim_matches('`')));
    }
    if cursor.word("collate") {
        res.collation = Some(collation(cursor)?);
    }
    let is_class = cursor.id == DialectId::Postgres
        && matches!(cursor.peek(), Token::Word(_))
        && !["asc", "desc", "nulls", "with"].iter().any(|it| cursor.is_word(it));
    if is_class {
        res.operator_class = Some(cursor.qualified()?.name);
        if cursor.peek() == &Token::LParen {
            return Err(CLASS_OPTIONS.to_owned());
        }
    }
    res.descending = cursor.one_of(&["asc", "desc"]) == Some("desc");
    let nulls = if cursor.words(&["nulls", "first"]) {
        Some(NullsOrder::First)
    } else if cursor.words(&["nulls", "last"]) {
        Some(NullsOrder::Last)
    } else {
        None
    };
    // Nulls are greater than all values here, smaller there.
    let usual = match (cursor.id == DialectId::Postgres, res.descending) {
        (true, true) | (false, false) => NullsOrder::First,
        (true, false) | (false, true) => NullsOrder::Last,
    };
    res.nulls = nulls.filter(|it| *it != usual);
    Ok(res)
}

/// `with (fillfactor = 70)`
pub(super) fn storage(settings: &mut Settings, cursor: &mut Cursor<'_>) -> Result<(), Refused> {
    cursor.expect(&Token::LParen)?;
    loop {
        let mut name = cursor.name()?.to_string();
        while cursor.mark(&Token::Period) {
            name = format!("{name}.{}", cursor.name()?);
        }
        let value = if cursor.mark(&Token::Eq) {
            let text = match cursor.peek() {
                Token::SingleQuotedString(text) => text.clone(),
                other => other.to_string().to_lowercase(),
            };
            cursor.skip();
            text
        } else {
            "true".to_owned()
        };
        settings.set(Name::from(name), value);
        if !cursor.mark(&Token::Comma) {
            break;
        }
    }
    cursor.expect(&Token::RParen)
}

/// Gives a table an index, named as the database would.
pub(super) fn apply(
    script: &mut Script,
    table_name: &QualifiedName,
    mut index: Index,
) -> Result<(), Refused> {
    {
        let table = script.table(table_name)?;
        for item in &mut index.items {
            if let ExprKind::Reference(name) = &item.expr.kind {
                let name = known(table, name.clone());
                if table.column(&name).is_none() && !is_system_column(&name) {
                    return Err(format!("`{table_name}` has no column `{name}`"));
                }
                item.expr = Expr::reference(name);
            }
        }
    }
    if script.is_mysql() {
        let method = index.method.take();
        index.method = usual_method(method, &script.table(table_name)?.settings);
    }
    if index.name.is_empty() {
        index.name = made_name(script, table_name, &index)?;
    }
    let is_constraint = script.is_mysql() && index.is_unique && is_plain(&index);
    let table = script.table(table_name)?;
    let columns: Option<Vec<Name>> = index.items.iter().map(|it| it.as_column().cloned()).collect();
    match columns.filter(|_| is_constraint) {
        Some(columns) => table.uniques.push(Unique {
            name: index.name,
            columns,
            nulls_not_distinct: false,
            deferrable: None,
            comment: index.comment,
            settings: index.settings,
            only: DialectSet::NONE,
            span: Span::nowhere(),
        }),
        None => table.indexes.push(index),
    }
    drop_replaced(script, table_name)
}

/// Columns that every table has without saying so.
fn is_system_column(name: &str) -> bool {
    ["oid", "ctid", "tableoid", "rowid", "_rowid_"].iter().any(|it| it.eq_ignore_ascii_case(name))
}

fn is_plain(index: &Index) -> bool {
    index.method.is_none()
        && index.settings.is_empty()
        && index.items.iter().all(|it| !it.descending && it.prefix_length.is_none())
}

/// What each part adds to the name of an index: a column its name, a call that of its function (`FigureIndexColname`
/// and `ChooseIndexColumnNames` of PostgreSQL).
pub(super) fn part_names(items: &[IndexItem]) -> Vec<Name> {
    let mut parts: Vec<Name> = Vec::new();
    for item in items {
        let part = part_name(&item.expr);
        parts.push(names::free(&part, |it| parts.iter().any(|other| other == it)));
    }
    parts
}

fn part_name(expr: &Expr) -> Name {
    match &expr.kind {
        ExprKind::Reference(name) => name.clone(),
        ExprKind::Call { function, .. } => function.clone(),
        ExprKind::Cast { operand, .. } => part_name(operand),
        _ => Name::new_static("expr"),
    }
}

fn made_name(
    script: &mut Script,
    table_name: &QualifiedName,
    index: &Index,
) -> Result<Name, Refused> {
    let mut parts = part_names(&index.items);
    parts.extend(index.include.iter().cloned());
    if script.is_mysql() {
        let first = parts.into_iter().next().unwrap_or_default();
        return Ok(names::first_column(&first, script.table(table_name)?));
    }
    let joined = parts.iter().map(Name::as_str).collect::<Vec<_>>().join("_");
    let made = names::made(&table_name.name, &joined, "idx");
    let namespace = table_name.namespace.as_ref();
    Ok(script.free_name(namespace, &made))
}

/// The index that MySQL makes for a foreign key, unless another one starts with its columns.
pub(super) fn for_foreign_key(
    script: &mut Script,
    table_name: &QualifiedName,
    name: Option<Name>,
    columns: &[Name],
) -> Result<(), Refused> {
    let table = script.table(table_name)?;
    if serves(table, columns, None) {
        return Ok(());
    }
    let first = columns.first().cloned().unwrap_or_default();
    let name = name.unwrap_or_else(|| names::first_column(&first, table));
    let items = columns.iter().cloned().map(IndexItem::column).collect();
    table.indexes.push(Index { items, ..empty(name.clone()) });
    script.made_indexes.push((table_name.clone(), name));
    Ok(())
}

/// Whether a key or index of the table starts with these columns, in any order.
fn serves(table: &Table<NativeType>, columns: &[Name], but: Option<&Name>) -> bool {
    let starts = |own: &mut dyn Iterator<Item = Name>| {
        let own: Vec<Name> = own.take(columns.len()).collect();
        own.as_slice() == columns
    };
    let key = table.primary_key.iter().any(|it| starts(&mut it.columns.iter().cloned()));
    let uniques = table.uniques.iter().any(|it| starts(&mut it.columns.iter().cloned()));
    let indexes = table.indexes.iter().filter(|it| Some(&it.name) != but).any(|it| {
        let plain = it
            .items
            .iter()
            .map_while(|it| it.as_column().filter(|_| it.prefix_length.is_none()).cloned());
        it.method.is_none() && starts(&mut plain.into_iter())
    });
    key || uniques || indexes
}

/// An index that MySQL made for a foreign key goes when another one serves.
pub(super) fn drop_replaced(
    script: &mut Script,
    table_name: &QualifiedName,
) -> Result<(), Refused> {
    let made: Vec<Name> = script
        .made_indexes
        .iter()
        .filter(|(table, _)| table == table_name)
        .map(|(_, name)| name.clone())
        .collect();
    for name in made {
        let table = script.table(table_name)?;
        let Some(index) = table.indexes.iter().find(|it| it.name == name) else { continue };
        let columns: Vec<Name> =
            index.items.iter().filter_map(|it| it.as_column().cloned()).collect();
        if serves(table, &columns, Some(&name)) {
            table.indexes.retain(|it| it.name != name);
            script.made_indexes.retain(|it| *it != (table_name.clone(), name.clone()));
        }
    }
    Ok(())
}
