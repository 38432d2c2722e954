//! Rights: what other accounts may do with tables, views and routines. The server keeps them by name.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use rustc_hash::FxHashSet;

use super::super::super::catalog::Values;
use super::super::super::rights::{EVERYBODY, Rights, RightsOn};
use super::super::super::session::{Session, SessionError};
use super::{Context, queries};
use crate::base::Name;
use crate::schema::QualifiedName;

/// What the account that reads may do.
pub(super) struct Own {
    rights: BTreeSet<String>,
    /// Whether it may know what others may do.
    pub(super) sees_accounts: bool,
}

impl Own {
    /// Whether it has a right in the whole database.
    pub(super) fn may(&self, right: &str) -> bool {
        self.rights.contains(right)
    }
}

/// Asks what the account of a session may do.
pub(super) fn own(session: &mut dyn Session) -> Result<Own, SessionError> {
    let mut res = Own { rights: BTreeSet::new(), sees_accounts: false };
    for row in session.query(queries::RIGHTS)? {
        let mut row = Values::of(row);
        let (right, place) = (row.text(), row.text());
        res.sees_accounts |= right == "SELECT" && place != "database";
        if place != "mysql" {
            res.rights.insert(right);
        }
    }
    Ok(res)
}

/// Puts the rights among the objects, and answers what is left to the server or cannot be seen.
pub(super) fn read(
    cx: &mut Context<'_>,
    session: &mut dyn Session,
    own: &Own,
) -> Result<Vec<String>, SessionError> {
    if !own.sees_accounts {
        let right = "SELECT on `mysql`";
        return Ok(vec![format!(
            "the rights of other accounts cannot be seen: the role lacks {right}"
        )]);
    }
    let mut rights = Rights::new(cx.id);
    let mut databases: IndexMap<Name, Vec<String>> = IndexMap::new();
    for row in session.query(queries::PRIVILEGES)? {
        let mut row = Values::of(row);
        let (account, kind) = (account(&row.text()), row.name());
        let on = RightsOn { kind, name: QualifiedName::plain(row.name()) };
        let column = row.filled().map(Name::from);
        let right = row.text();
        if on.kind == "database" {
            databases.entry(account).or_default().push(right);
        } else if column.as_ref().is_none_or(|it| has_column(cx, &on.name.name, it)) {
            rights.grant((on, account, row.flag()), &right, column);
        }
    }
    for row in session.query(queries::ROUTINE_PRIVILEGES)? {
        routine(&mut rights, Values::of(row));
    }
    put(cx, &rights);
    Ok(databases.into_iter().map(|(account, rights)| left_alone(&account, &rights)).collect())
}

fn routine(rights: &mut Rights, mut row: Values) {
    let (account, kind) = (account(&row.text()), row.name());
    let on = RightsOn { kind, name: QualifiedName::plain(row.name()) };
    let held = row.text();
    let hands_on = held.split(',').any(|it| it == "grant");
    for right in held.split(',').filter(|it| *it != "grant") {
        rights.grant((on.clone(), account.clone(), hands_on), right, None);
    }
}

/// `'user'@'host'` as `user@host`; what has no host is a role of MariaDB.
fn account(grantee: &str) -> Name {
    let inner = grantee.strip_prefix('\'').and_then(|it| it.strip_suffix('\''));
    match inner.and_then(|it| it.rsplit_once("'@'")) {
        Some(("PUBLIC", "")) => Name::new_static(EVERYBODY),
        Some((role, "")) => Name::new(role),
        Some((user, host)) => Name::new(format!("{user}@{host}")),
        None => Name::new(grantee),
    }
}

/// Rights on a column stay when it goes.
fn has_column(cx: &Context<'_>, table: &str, column: &Name) -> bool {
    cx.tables.get(table).is_none_or(|it| it.columns.iter().any(|it| it.name == *column))
}

fn put(cx: &mut Context<'_>, rights: &Rights) {
    let views = cx.schema.views.iter().map(|it| &it.name);
    let relations: FxHashSet<_> = cx.tables.values().map(|it| &it.name).chain(views).collect();
    let sequences: FxHashSet<_> = cx.schema.sequences.iter().map(|it| &it.name).collect();
    let routines = cx.schema.objects.iter().map(|it| (&it.kind, &it.name));
    let routines: FxHashSet<_> = routines.collect();
    let hangs = |it: &RightsOn| it.kind == "table" && relations.contains(&it.name);
    let is_there = |it: &RightsOn, _: &Name| {
        hangs(it)
            || it.kind == "table" && sequences.contains(&it.name)
            || routines.contains(&(&it.kind, &it.name))
    };
    let objects = rights.objects(is_there, hangs);
    cx.schema.objects.extend(objects);
}

/// What an account may do in the whole database is no part of what is in it.
fn left_alone(account: &Name, rights: &[String]) -> String {
    let rights = rights.join(", ");
    format!("`{account}` has rights on the whole database ({rights}): erc leaves them as they are")
}
