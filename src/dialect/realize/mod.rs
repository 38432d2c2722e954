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
mod settings;
mod sizes;
mod tables;
mod types;

use super::contract::Dialect;
use super::options::Options;
use crate::base::Diagnostics;
use crate::schema::{LogicalSchema, NativeSchema};
use context::Context;

/// What `dialect` holds for `logical`.
pub fn realize(
    logical: &LogicalSchema,
    dialect: &dyn Dialect,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> NativeSchema {
    let mut cx = Context::new(logical, dialect, options, diagnostics);
    names::namespaces(&mut cx);
    enums::enums(&mut cx);
    domains::domains(&mut cx);
    cx.res.tables.reserve(logical.tables.len());
    for table in logical.tables.values().filter(|it| it.only.admits(dialect.id())) {
        tables::table(&mut cx, table);
    }
    foreign_keys::foreign_keys(&mut cx);
    objects::objects(&mut cx);
    names::check(&mut cx);
    cx.res
}
