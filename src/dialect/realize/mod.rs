//! From what a model needs to what one database holds: judged, translated, or refused with a reason.
//!
//! In comes a logical schema, out goes the native one in canonical form, as the catalog would tell it. What the
//! database cannot hold is held in another way or reported; nothing is dropped in silence.

mod actions;
mod checks;
mod columns;
mod context;
mod defaults;
mod domains;
mod enums;
mod exclusions;
mod foreign_keys;
mod generated;
mod identity;
mod indexes;
mod insertion;
mod keys;
mod names;
mod nulls;
mod objects;
mod scopes;
mod settings;
mod sizes;
mod tables;
mod types;

use super::contract::Dialect;
use super::options::Options;
use crate::base::{Arena, Diagnostics};
use crate::schema::{LogicalSchema, NativeSchema};
use context::{Context, NativeTable};

/// What `dialect` holds for `logical`.
pub fn realize(
    logical: &LogicalSchema,
    dialect: &dyn Dialect,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> NativeSchema {
    let mut tables = Arena::new();
    tables.reserve(logical.tables.len());
    let mut take = |it| _ = tables.alloc(it);
    let mut res = without_tables(logical, dialect, options, diagnostics, &mut take);
    res.tables = tables;
    objects::extensions(dialect, &mut res);
    res
}

/// Judges what `dialect` would hold for `logical`, and keeps nothing of it.
pub(super) fn judge(
    logical: &LogicalSchema,
    dialect: &dyn Dialect,
    options: &Options,
    diagnostics: &mut Diagnostics,
) {
    without_tables(logical, dialect, options, diagnostics, &mut drop);
}

/// What `dialect` holds beside its tables, which are handed over one after the other: what is judged of several at
/// once is asked of the model, so that none waits for another.
fn without_tables(
    logical: &LogicalSchema,
    dialect: &dyn Dialect,
    options: &Options,
    diagnostics: &mut Diagnostics,
    take: &mut dyn FnMut(NativeTable),
) -> NativeSchema {
    let mut cx = Context::new(logical, dialect, options, diagnostics, take);
    names::namespaces(&mut cx);
    domains::domains(&mut cx);
    let lookups = enums::enums(&mut cx);
    scopes::relations(&mut cx, &lookups);
    lookups.into_iter().for_each(|it| tables::finish(&mut cx, it));
    insertion::prepare(&mut cx);
    for table in logical.tables.values().filter(|it| it.only.admits(dialect.id())) {
        tables::table(&mut cx, table);
    }
    insertion::impossible(&mut cx);
    objects::objects(&mut cx);
    cx.res
}
