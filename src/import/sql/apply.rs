//! Constraints given to a table, named as the database would.

use super::constraints::{Constraint, listed};
use super::cursor::{Cursor, Refused};
use super::indexes;
use super::names;
use super::script::Script;
use super::tables::key_columns;
use crate::base::{CompactSort, Deferrable, DialectId, DialectSet, Name, Span};
use crate::schema::{
    Check, Expr, ForeignKey, Identity, IdentityKind, Index, IndexItem, Key, NativeType,
    QualifiedName, Settings, Table, Unique,
};

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
    let mut all: Vec<Constraint> = keys.into_iter().chain(rest).chain(references).collect();
    if script.is_mysql() {
        // The names that are made up count on from those that are given.
        all.compact_sort_by_key(|it| matches!(it, Constraint::Check { name: None, .. }));
    }
    if script.id == DialectId::Postgres {
        all = without_repetitions(all);
    }
    for constraint in all {
        apply(script, table, constraint)?;
    }
    Ok(())
}

/// PostgreSQL makes one of keys and unique constraints of a new table that say the same, called like the first that
/// has a name (`transformIndexConstraints`).
fn without_repetitions(constraints: Vec<Constraint>) -> Vec<Constraint> {
    let mut res: Vec<Constraint> = Vec::with_capacity(constraints.len());
    for it in constraints {
        let Constraint::Unique { name, items, nulls_not_distinct: false, deferrable: None, .. } =
            &it
        else {
            res.push(it);
            continue;
        };
        let columns: Option<Vec<&Name>> = items.iter().map(IndexItem::as_column).collect();
        let include = included_of(&it);
        let same = res.iter_mut().find(|before| {
            let own = match before {
                Constraint::Key { columns, .. } => Some(columns.iter().collect()),
                Constraint::Unique {
                    items, nulls_not_distinct: false, deferrable: None, ..
                } => items.iter().map(IndexItem::as_column).collect(),
                _ => None,
            };
            own.is_some() && own == columns && included_of(before) == include
        });
        match same {
            Some(Constraint::Key { name: own, .. } | Constraint::Unique { name: own, .. }) => {
                if own.is_none() {
                    own.clone_from(name);
                }
            }
            Some(_) | None => res.push(it),
        }
    }
    res
}

/// The columns that the index of a key or unique constraint holds beside its own.
fn included_of(constraint: &Constraint) -> Option<String> {
    let (Constraint::Key { settings, .. } | Constraint::Unique { settings, .. }) = constraint
    else {
        return None;
    };
    settings.get("include").map(str::to_owned)
}

/// Gives a table one constraint, named as the database would.
pub(super) fn apply(
    script: &mut Script,
    table_name: &QualifiedName,
    constraint: Constraint,
) -> Result<(), Refused> {
    let id = script.id;
    match constraint {
        Constraint::Key { name, columns, settings, counts } => {
            key(script, table_name, (name, columns, settings), counts)
        }
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
                None => {
                    let included = included(&settings, id);
                    let named: Vec<Name> = columns.iter().cloned().chain(included).collect();
                    unique_name(script, table_name, &named)?
                }
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
        Constraint::Check { name, expr, column, is_validated, is_own } => {
            let table = script.table(table_name)?;
            let name = name.unwrap_or_else(|| check_name(id, table, &expr, column.as_ref()));
            let mut settings = Settings::new();
            if is_own && id == DialectId::Postgres {
                settings.set("no_inherit", "true");
            }
            table.checks.push(Check {
                name,
                column: column.filter(|_| id == DialectId::Mariadb),
                expr,
                is_validated,
                comment: None,
                settings,
                only: DialectSet::NONE,
                span: Span::nowhere(),
            });
            Ok(())
        }
        Constraint::ForeignKey { name, index, key } => {
            foreign_key(script, table_name, name, index, *key)
        }
        Constraint::Exclusion(mut exclusion) => {
            if exclusion.name.is_empty() {
                let items: Vec<IndexItem> =
                    exclusion.items.iter().map(|it| it.item.clone()).collect();
                let mut parts = indexes::part_names(&items);
                parts.extend(included(&exclusion.settings, id));
                let joined = parts.iter().map(Name::as_str).collect::<Vec<_>>().join("_");
                let made = names::made(&table_name.name, &joined, "excl");
                let namespace = table_name.namespace.as_ref();
                exclusion.name = script.free_name(namespace, &made);
            }
            script.table(table_name)?.exclusions.push(*exclusion);
            Ok(())
        }
        Constraint::Index(index) => indexes::apply(script, table_name, *index),
        Constraint::OfIndex { name, index, is_key, deferrable } => {
            of_index(script, table_name, (name, index), is_key, deferrable)
        }
    }
}

/// The columns that an index holds beside its own.
fn included(settings: &Settings, id: DialectId) -> Vec<Name> {
    let columns = settings.get("include").map(|it| format!("({it})"));
    let names = columns.and_then(|it| Cursor::new(&it, id).ok()?.names().ok());
    names.unwrap_or_default()
}

/// A unique index becomes a constraint and is called like it.
fn of_index(
    script: &mut Script,
    table_name: &QualifiedName,
    (name, index): (Option<Name>, Name),
    is_key: bool,
    deferrable: Option<Deferrable>,
) -> Result<(), Refused> {
    let id = script.id;
    let table = script.table(table_name)?;
    let at = table.indexes.iter().position(|it| it.name == index);
    let at = at.ok_or_else(|| format!("there is no index `{index}`"))?;
    let columns: Option<Vec<Name>> =
        table.indexes[at].items.iter().map(|it| it.as_column().cloned()).collect();
    let columns = columns.ok_or_else(|| format!("the index `{index}` is over an expression"))?;
    let index = table.indexes.remove(at);
    let mut settings = index.settings;
    if !index.include.is_empty() {
        settings.set("include", listed(&index.include, id));
    }
    let name = name.unwrap_or(index.name);
    if is_key && deferrable.is_none() {
        return key(script, table_name, (Some(name), columns, settings), false);
    }
    if is_key {
        return Err("a deferrable primary key is not read".to_owned());
    }
    let unique = Constraint::Unique {
        name: Some(name),
        items: columns.into_iter().map(IndexItem::column).collect(),
        nulls_not_distinct: index.nulls_not_distinct,
        deferrable,
        comment: index.comment,
        settings,
    };
    apply(script, table_name, unique)
}

fn key(
    script: &mut Script,
    table_name: &QualifiedName,
    (name, columns, settings): (Option<Name>, Vec<Name>, Settings),
    counts: bool,
) -> Result<(), Refused> {
    let id = script.id;
    let made = names::made(&table_name.name, "", "pkey");
    let namespace = table_name.namespace.as_ref();
    let name = match (id, name) {
        (DialectId::Mysql | DialectId::Mariadb, _) => Name::new_static("PRIMARY"),
        (_, Some(name)) => name,
        (DialectId::Postgres, None) => script.free_name(namespace, &made),
        (DialectId::Sqlite, None) => made,
    };
    let table = script.table(table_name)?;
    let is_without_rowid = table.settings.get("without_rowid").is_some();
    let columns: Vec<Name> = columns.into_iter().map(|it| known(table, it)).collect();
    let is_single = columns.len() == 1;
    for column in table.columns.iter_mut().filter(|it| columns.contains(&it.name)) {
        // A key of SQLite takes nulls, but for the number of the row and tables that are kept in its order.
        let is_rowid = is_single && column.ty.name == "integer" && column.ty.arguments.is_empty();
        column.is_nullable &= id == DialectId::Sqlite && !is_without_rowid && !is_rowid;
    }
    for column in table.columns.iter_mut().filter(|it| counts && columns.contains(&it.name)) {
        let kind = IdentityKind::ByDefault;
        column.identity = Some(Identity { kind, settings: Settings::new() });
    }
    table.primary_key = Some(Key { name, columns, settings, span: Span::nowhere() });
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
        DialectId::Postgres => script.free_name(namespace, &made),
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
        // MySQL calls only the index like this.
        None if index.is_some() && id == DialectId::Mariadb => index.clone().unwrap_or_default(),
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
