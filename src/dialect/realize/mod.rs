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

use std::rc::Rc;

use super::contract::Dialect;
use super::options::Options;
use crate::base::{Diagnostics, DialectSet};
use crate::schema::{LogicalSchema, NativeSchema};
use context::{Context, tables_in};

/// What `dialect` holds for `logical`.
pub fn realize(
    logical: &LogicalSchema,
    dialect: &dyn Dialect,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> NativeSchema {
    let tables = Rc::new(tables_in(logical, dialect.id()));
    let mut cx = Context::new(logical, dialect, options, tables);
    cx.keeps_tables = true;
    cx.res.tables.reserve(logical.tables.len());
    begin(&mut cx);
    logical.tables.values().for_each(|it| tables::table(&mut cx, it));
    end(&mut cx);
    objects::extensions(dialect, &mut cx.res);
    diagnostics.extend(cx.diagnostics.into_vec());
    cx.res
}

/// Judges what each of `targets` would hold for `logical`, and keeps nothing of it; gives what is to be said of each.
pub(super) fn judge<'a>(
    logical: &LogicalSchema,
    targets: impl Iterator<Item = (&'a dyn Dialect, &'a Options)>,
) -> Vec<Diagnostics> {
    let is_alike = logical.tables.values().all(|it| it.only == DialectSet::NONE);
    let mut all = None;
    let contexts = targets.map(|(dialect, options)| {
        let own = || Rc::new(tables_in(logical, dialect.id()));
        let tables = if is_alike { Rc::clone(all.get_or_insert_with(own)) } else { own() };
        Context::new(logical, dialect, options, tables)
    });
    let mut contexts: Vec<Context<'_>> = contexts.collect();
    share_names(&mut contexts);
    contexts.iter_mut().for_each(begin);
    // Table by table for all of them: it is near at hand for the second as for the first.
    for table in logical.tables.values() {
        contexts.iter_mut().for_each(|cx| tables::table(cx, table));
    }
    contexts.iter_mut().for_each(end);
    contexts.into_iter().map(|it| it.diagnostics).collect()
}

/// Lets contexts collect the names of the model once, where they are the same in all databases.
fn share_names(contexts: &mut [Context<'_>]) {
    let Some((first, others)) = contexts.split_first_mut() else { return };
    if !names::has_schemas(first.logical) {
        others.iter_mut().for_each(|it| it.logical_names = first.logical_names.clone());
    }
}

/// What comes before the tables. What is judged of several of those at once is asked of the model, so that none waits
/// for another.
fn begin(cx: &mut Context<'_>) {
    names::namespaces(cx);
    domains::domains(cx);
    let lookups = enums::enums(cx);
    scopes::relations(cx, &lookups);
    lookups.into_iter().for_each(|it| tables::finish(cx, it));
    insertion::prepare(cx);
}

/// What comes behind the tables.
fn end(cx: &mut Context<'_>) {
    insertion::impossible(cx);
    objects::objects(cx);
}
