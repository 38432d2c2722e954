//! Constraints as they stand in `create table` and behind `add`.

use super::super::capabilities::Support;
use super::super::contract::Dialect;
use super::Sql;
use crate::base::{Deferrable, Name, ReferentialAction};
use crate::schema::{Check, Exclusion, ForeignKey, Key, NativeType, Table, Unique};

/// A constraint of a table.
#[derive(Clone, Copy, Debug)]
pub enum Constraint<'a> {
    /// A primary key.
    Key(&'a Key),
    /// A unique constraint.
    Unique(&'a Unique),
    /// A check.
    Check(&'a Check),
    /// An exclusion constraint.
    Exclusion(&'a Exclusion),
    /// A foreign key.
    ForeignKey(&'a ForeignKey),
}

impl<'a> Constraint<'a> {
    /// What it is about.
    pub(in crate::dialect) fn comment(self) -> Option<&'a str> {
        match self {
            Constraint::Key(_) => None,
            Constraint::Unique(it) => it.comment.as_deref(),
            Constraint::Check(it) => it.comment.as_deref(),
            Constraint::Exclusion(it) => it.comment.as_deref(),
            Constraint::ForeignKey(it) => it.comment.as_deref(),
        }
    }
}

/// The constraints of a table in the order in which they are written, without those that are added later.
pub(in crate::dialect) fn constraints<'a>(
    table: &'a Table<NativeType>,
    foreign_keys: &[&'a ForeignKey],
    dialect: &dyn Dialect,
) -> Vec<Constraint<'a>> {
    let are_all_inside = dialect.capabilities().unvalidated == Support::Never;
    let key = table.primary_key.iter().map(Constraint::Key);
    let uniques = table.uniques.iter().map(Constraint::Unique);
    let checks = table.checks.iter().filter(|it| it.is_validated || are_all_inside);
    let checks = checks.map(Constraint::Check);
    let exclusions = table.exclusions.iter().map(Constraint::Exclusion);
    let foreign_keys = foreign_keys.iter().map(|it| Constraint::ForeignKey(it));
    key.chain(uniques).chain(checks).chain(exclusions).chain(foreign_keys).collect()
}

/// Writes `constraint name `.
pub(in crate::dialect) fn named(sql: &mut Sql<'_>, name: &Name) {
    sql.push("constraint ");
    sql.name(name);
    sql.push(" ");
}

/// Writes `constraint name foreign key (a) references t (b)` and what is said beside.
pub(in crate::dialect) fn foreign_key(sql: &mut Sql<'_>, item: &ForeignKey) {
    let usual = sql.dialect().capabilities().foreign_keys.default_action;
    named(sql, &item.name);
    sql.push("foreign key ");
    sql.names(&item.columns);
    sql.push(" references ");
    sql.qualified(&item.target);
    // A table of SQLite that is not there has no key to name.
    if !item.target_columns.is_empty() {
        sql.push(" ");
        sql.names(&item.target_columns);
    }
    if item.match_full {
        sql.push(" match full");
    }
    action(sql, " on delete ", item.on_delete, usual);
    if let Some(columns) = item.settings.get("delete_columns") {
        sql.push(&format!(" ({columns})"));
    }
    action(sql, " on update ", item.on_update, usual);
    deferrable(sql, item.deferrable);
}

fn action(sql: &mut Sql<'_>, words: &str, action: ReferentialAction, usual: ReferentialAction) {
    if action != usual {
        sql.push(words);
        sql.push(action.words());
    }
}

/// Writes when a constraint is checked, if not at once.
pub(in crate::dialect) fn deferrable(sql: &mut Sql<'_>, deferrable: Option<Deferrable>) {
    sql.push(match deferrable {
        None => "",
        Some(Deferrable::InitiallyImmediate) => " deferrable",
        Some(Deferrable::InitiallyDeferred) => " deferrable initially deferred",
    });
}

/// Writes a constraint in words that all dialects share.
pub(in crate::dialect) fn common(sql: &mut Sql<'_>, constraint: Constraint<'_>) {
    match constraint {
        Constraint::Key(key) => {
            named(sql, &key.name);
            sql.push("primary key ");
            sql.names(&key.columns);
        }
        Constraint::Unique(unique) => {
            named(sql, &unique.name);
            sql.push("unique ");
            if unique.nulls_not_distinct {
                sql.push("nulls not distinct ");
            }
            sql.names(&unique.columns);
            deferrable(sql, unique.deferrable);
        }
        Constraint::Check(check) => {
            named(sql, &check.name);
            sql.push("check (");
            sql.expr(&check.expr);
            sql.push(")");
            if check.settings.get("no_inherit") == Some("true") {
                sql.push(" no inherit");
            }
        }
        Constraint::ForeignKey(item) => foreign_key(sql, item),
        Constraint::Exclusion(exclusion) => exclude(sql, exclusion, |_| {}),
    }
}

/// Writes an exclusion; `storage` writes how its index is kept.
pub(in crate::dialect) fn exclude(
    sql: &mut Sql<'_>,
    exclusion: &Exclusion,
    storage: impl FnOnce(&mut Sql<'_>),
) {
    named(sql, &exclusion.name);
    sql.push("exclude ");
    if let Some(method) = &exclusion.method {
        sql.push("using ");
        sql.name(method);
        sql.push(" ");
    }
    sql.push("(");
    sql.list(&exclusion.items, |sql, item| {
        super::indexes::item(sql, &item.item, super::IndexStyle::Calls);
        sql.push(" with ");
        sql.push(&item.operator);
    });
    sql.push(")");
    storage(sql);
    if let Some(predicate) = &exclusion.predicate {
        sql.push(" where (");
        sql.expr(predicate);
        sql.push(")");
    }
    deferrable(sql, exclusion.deferrable);
}
