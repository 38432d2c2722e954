//! New names of constraints and indexes, when those that had them are gone.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Stage;
use super::altering::TableFate;
use super::context::Context;
use super::renaming::in_order;
use crate::base::{DialectId, Name};
use crate::dialect::{Action, Alteration, alter_rules, free_name_in};
use crate::schema::QualifiedName;

/// A name, and where nothing else may have it: a schema, or a table.
type Place = (QualifiedName, Name);

/// What gets another name.
#[derive(Clone, Copy)]
struct Part<'a> {
    table: &'a QualifiedName,
    is_index: bool,
}

/// Adds every rename, in an order in which each new name is free.
pub(super) fn rename_parts(cx: &mut Context<'_>, fates: &[TableFate<'_>]) {
    let id = cx.dialect.id();
    let mut pairs: Vec<(Place, Place)> = Vec::new();
    let mut parts: FxHashMap<Place, Part<'_>> = FxHashMap::default();
    for table in fates {
        for (part, is_relation, from, to) in renamed(table, id) {
            let scope = scope(part.table, is_relation, id);
            let (from, to) = ((scope.clone(), from.clone()), (scope, to.clone()));
            parts.insert(from.clone(), part);
            pairs.push((from, to));
        }
    }
    let aside = |(scope, name): &Place| {
        (scope.clone(), free_name_in(id, &format!("erc_{name}"), |_| false))
    };
    for (from, to) in in_order(&pairs, aside) {
        let Some(part) = parts.remove(&from) else { continue };
        let (table, from, new) = (part.table, &from.1, &to.1);
        cx.alter(
            Stage::Release,
            match part.is_index {
                true => Alteration::RenameIndex { table, from, to: new },
                false => Alteration::Table {
                    table,
                    actions: vec![Action::RenameConstraint { from, to: new }],
                },
            },
        );
        parts.insert(to, part);
    }
}

/// Names that are wanted while somebody has them, who cannot wait with going then.
#[derive(Default)]
pub(super) struct TakenOver {
    by_renames: FxHashSet<Name>,
    /// The tables on which something of this name comes.
    by_tables: FxHashMap<Name, Vec<QualifiedName>>,
}

impl TakenOver {
    pub(super) fn of(fates: &[TableFate<'_>], id: DialectId) -> TakenOver {
        let mut res = TakenOver::default();
        for table in fates {
            res.by_renames.extend(renamed(table, id).into_iter().map(|(.., to)| to.clone()));
            let indexes = table.indexes.add.iter().map(|it| &it.name);
            let keys = table.keys.add.iter().map(|it| &it.name);
            let uniques = table.uniques.add.iter().map(|it| &it.name);
            for name in indexes.chain(keys).chain(uniques) {
                let tables = res.by_tables.entry(name.clone()).or_default();
                tables.push(table.after.name.clone());
            }
        }
        res
    }

    /// Whether something else is to have the name of what is on a table.
    pub(super) fn has(&self, table: &QualifiedName, name: &Name) -> bool {
        let comes = self.by_tables.get(name).is_some_and(|it| it.iter().any(|it| it != table));
        comes || self.by_renames.contains(name)
    }
}

/// The parts of a table that get other names, and whether they share these with tables and indexes.
fn renamed<'a>(table: &TableFate<'a>, id: DialectId) -> Vec<(Part<'a>, bool, &'a Name, &'a Name)> {
    let name = &table.after.name;
    let (index, constraint) =
        (Part { table: name, is_index: true }, Part { table: name, is_index: false });
    let renames = alter_rules(id).renames_constraints;
    let unique = if renames { constraint } else { index };
    let mut res: Vec<(Part<'_>, bool, &Name, &Name)> = Vec::new();
    res.extend(table.indexes.rename.iter().map(|(a, b)| (index, true, &a.name, &b.name)));
    res.extend(table.uniques.rename.iter().map(|(a, b)| (unique, true, &a.name, &b.name)));
    if !renames {
        return res;
    }
    res.extend(table.keys.rename.iter().map(|(a, b)| (constraint, true, &a.name, &b.name)));
    res.extend(table.exclusions.rename.iter().map(|(a, b)| (constraint, true, &a.name, &b.name)));
    res.extend(
        table.foreign_keys.rename.iter().map(|(a, b)| (constraint, false, &a.name, &b.name)),
    );
    res.extend(table.checks.rename.iter().map(|(a, b)| (constraint, false, &a.name, &b.name)));
    res
}

/// Indexes of PostgreSQL, and the constraints that stand on one, have names of their schema.
fn scope(table: &QualifiedName, is_relation: bool, id: DialectId) -> QualifiedName {
    match id == DialectId::Postgres && is_relation {
        true => QualifiedName { namespace: table.namespace.clone(), name: Name::default() },
        false => table.clone(),
    }
}
