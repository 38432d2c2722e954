//! Tables that hold nothing but who belongs to whom: relationships.

use std::fmt::Write as _;

use super::columns::annotation;
use super::expressions::{quoted, string};
use super::names::Names;
use super::references::Reference;
use super::write::Context;
use crate::base::{CompactSort, Deferrable, Name, ReferentialAction, snake_case};
use crate::schema::{NativeType, Table};

/// Who takes part, and as what.
#[derive(Debug, Clone)]
pub(super) struct Role {
    /// The place of the reference among those of the table.
    pub(super) reference: usize,
    /// What members call it: the role, else the entity.
    pub(super) label: Name,
    /// Whether the role is said.
    is_named: bool,
    /// Whether the column is said.
    has_column: bool,
}

/// The roles of a pure junction: its key is that of what it connects, in the order of the columns, and it refers to
/// nothing else.
pub(super) fn roles(
    table: &Table<NativeType>,
    references: &[Reference<'_>],
    names: &Names,
) -> Option<Vec<Role>> {
    let key = table.primary_key.as_ref()?;
    let usual = format!("{}_pkey", table.name.name);
    let is_usual = (key.name == usual.as_str() || key.name == "PRIMARY") && key.settings.is_empty();
    let is_simple = !["inherits", "partition_by"].iter().any(|it| table.settings.get(it).is_some());
    let counts = table.columns.iter().any(|it| it.identity.is_some());
    if !is_usual || !is_simple || counts || references.len() != table.foreign_keys.len() {
        return None;
    }
    let mut places: Vec<usize> = (0..references.len()).collect();
    places.compact_sort_by_key(|it| references[*it].at);
    let columns: Vec<&Name> =
        places.iter().flat_map(|it| &references[*it].foreign_key.columns).collect();
    let starts = |names: &mut dyn Iterator<Item = &Name>| {
        names.take(columns.len()).eq(columns.iter().copied())
    };
    if references.len() < 2
        || !starts(&mut key.columns.iter())
        || !starts(&mut table.columns.iter().map(|it| &it.name))
        || !is_in_order(table, &key.columns)
    {
        return None;
    }
    let is_plain = |it: &Reference<'_>| {
        let own =
            table.columns.iter().filter(|column| it.foreign_key.columns.contains(&column.name));
        let mut own = own;
        !it.has_own_type && own.all(|it| it.comment.is_none() && it.default.is_none())
    };
    if !references.iter().all(is_plain) {
        return None;
    }
    places.into_iter().map(|place| role(references, place, names)).collect()
}

/// Whether the columns of the key stand in the order of those of the table.
fn is_in_order(table: &Table<NativeType>, key: &[Name]) -> bool {
    let own = table.columns.iter().map(|it| &it.name).filter(|it| key.contains(it));
    own.eq(key)
}

fn role(references: &[Reference<'_>], place: usize, names: &Names) -> Option<Role> {
    let reference = &references[place];
    let target = &reference.foreign_key.target;
    let stem = snake_case(names.entity(target)?);
    let is_repeated = references.iter().filter(|it| it.foreign_key.target == *target).count() > 1;
    let is_stem = !reference.has_column && reference.attribute == stem;
    let is_named = is_repeated || !is_stem && !reference.has_column;
    let label = if is_named { reference.attribute.clone() } else { stem };
    Some(Role { reference: place, label, is_named, has_column: reference.has_column })
}

/// `relationship Plays: Actor* -- Film* as part on delete restrict @index("…") …`, without its body.
pub(super) fn header(
    table: &Table<NativeType>,
    roles: &[Role],
    references: &[Reference<'_>],
    cx: &Context<'_>,
) -> String {
    let name = cx.names.entity(&table.name).unwrap_or_default();
    let mut res = format!("relationship {}: ", quoted(name));
    for (idx, role) in roles.iter().enumerate() {
        if idx > 0 {
            res.push_str(" -- ");
        }
        participant(&mut res, table, role, &references[role.reference], cx);
    }
    if snake_case(name) != table.name.name {
        let _ = write!(res, " @table({})", string(&table.name.name));
    }
    res.push_str(&cx.plan.beside.annotations(&table.name));
    res.push_str(&annotation(&super::entities::own_settings(&table.settings, cx), cx.id));
    res
}

fn participant(
    res: &mut String,
    table: &Table<NativeType>,
    role: &Role,
    reference: &Reference<'_>,
    cx: &Context<'_>,
) {
    let key = reference.foreign_key;
    let _ = write!(res, "{}*", cx.path(&key.target, &table.name));
    if role.is_named {
        let _ = write!(res, " as {}", quoted(&role.label));
    }
    // A row that connects means nothing without what it connects, so `cascade` is usual here.
    if key.on_delete != ReferentialAction::Cascade {
        let _ = write!(res, " on delete {}", key.on_delete.words());
    }
    if key.on_update != ReferentialAction::NoAction {
        let _ = write!(res, " on update {}", key.on_update.words());
    }
    res.push_str(match key.deferrable {
        None => "",
        Some(Deferrable::InitiallyImmediate) => " deferrable",
        Some(Deferrable::InitiallyDeferred) => " deferrable initially deferred",
    });
    if role.has_column {
        let _ = write!(res, " @column({})", string(&key.columns[0]));
    }
    res.push_str(&reference.names_along(table, cx.id));
}
