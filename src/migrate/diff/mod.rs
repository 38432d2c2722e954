//! Two schemas compared by identity and tree, never by text.

mod bodies;
mod compare;
mod likely;
mod moves;
mod filled;
mod renamed;
mod renames;
mod texts;
mod things;

use std::borrow::Cow;

pub(super) use bodies::Body;
pub use bodies::spelled_as;
pub(super) use compare::{Named, constraints, identity};
pub use likely::{Question, questions};
pub(super) use renamed::renamed;
pub use renames::{RenameHints, Renames};
pub(super) use texts::{gives_another_type, has_within};
pub use things::{Known, Thing};
pub(super) use things::{things, things_mut};

use super::change::Difference;
use crate::base::Diagnostics;
use crate::schema::NativeSchema;

/// What leads from `before` to `after`. Renames are those that the model or the caller tells; where something goes
/// and its like comes, `diagnostics` gets the question that has to be answered first.
pub fn diff<'a>(
    before: &'a NativeSchema,
    after: &'a NativeSchema,
    hints: &RenameHints,
    diagnostics: &mut Diagnostics,
) -> Difference<'a> {
    let renames = renames::find(before, after, hints);
    let moved = match renames.is_empty() {
        true => Cow::Borrowed(before),
        false => Cow::Owned(renamed::renamed(before, &renames)),
    };
    let moves = moves::find(&moved, after, &renames, hints);
    let res = Difference {
        original: before,
        renames,
        moves,
        before: moved,
        after,
        respelled: hints.respelled,
        known: hints.known.clone(),
        leaves_rights: hints.leaves_rights,
    };
    likely::ask(&res, hints, diagnostics);
    res
}
