//! From a sketch to what one database holds: names found, lines made foreign keys, types chosen.

mod conceptual;
mod entities;
mod junctions;
mod names;
mod references;
mod tables;

use super::reading::Reading;
use super::sketch::{Level, Sketch, TypeSketch};
use super::types;
use crate::base::{Diagnostics, DialectId, Severity};
use crate::dialect::{self, Options};
use crate::import::settled;
use crate::schema::{LogicalSchema, NativeSchema};

pub(super) use names::cut;

/// The database that the sketch says it is for, else MySQL where it has types of MySQL.
pub(super) fn own_dialect(sketch: &Sketch) -> Option<DialectId> {
    let words = |it: &TypeSketch| match it {
        TypeSketch::Words(words) => Some(words.clone()),
        TypeSketch::Unstated | TypeSketch::Scalar(_) | TypeSketch::Like(..) => None,
    };
    let all = sketch.tables.iter().flat_map(|it| &it.columns);
    let guess = || types::guess(all.filter_map(|it| words(&it.ty)));
    sketch.dialect.or_else(|| guess().filter(|it| *it == DialectId::Mysql))
}

/// What `id` holds for the sketch of `reading`. What the database refuses is a loss.
pub(super) fn build(reading: &mut Reading<'_>, id: DialectId) -> NativeSchema {
    names::distinct(reading);
    if reading.sketch.level == Level::Conceptual {
        entities::expand(reading);
        conceptual::keys(reading);
    }
    junctions::junctions(reading);
    references::resolve(reading);
    let logical = tables::logical(reading, id);
    settled(realized(reading, &logical, id), id)
}

fn realized(reading: &mut Reading<'_>, logical: &LogicalSchema, id: DialectId) -> NativeSchema {
    let dialect = dialect::of(id);
    let mut diagnostics = Diagnostics::new();
    let res = dialect::realize(logical, dialect, &Options::of(dialect), &mut diagnostics);
    for it in diagnostics.iter().filter(|it| it.severity != Severity::Info) {
        reading.remark(it.primary.span, it.message.clone());
    }
    res
}
