//! Indexes that a failed build has left INVALID: they cost time, answer nothing, and stand in the way of the next try.

use super::super::lint::{IndexBuild, index_build};
use super::super::statements::ScriptStatement;
use super::{RunError, Surroundings, first};
use crate::base::DialectId;
use crate::dialect::{Session, history as sql};

/// What there is of the index that a statement builds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    Nothing,
    Valid,
    Invalid,
}

/// The index that a statement builds concurrently.
pub(super) fn built(statement: &ScriptStatement, id: DialectId) -> Option<IndexBuild> {
    if id != DialectId::Postgres {
        return None;
    }
    index_build(&statement.tokens)
}

pub(super) fn find(session: &mut dyn Session, index: &IndexBuild) -> Result<Found, RunError> {
    let query = sql::is_valid_index(index.schema.as_deref(), &index.name);
    Ok(match first(session, &query, "look at the index")?.as_deref() {
        None => Found::Nothing,
        Some("1") => Found::Valid,
        Some(_) => Found::Invalid,
    })
}

/// Takes an INVALID index away, so that it can be built anew.
pub(super) fn clear(
    session: &mut dyn Session,
    index: &IndexBuild,
    around: &Surroundings<'_>,
) -> Result<(), RunError> {
    if find(session, index)? == Found::Invalid {
        (around.say)(&format!(
            "index {} is INVALID: a build of it failed; it is dropped and built again",
            index.name
        ));
        let drop = sql::drop_index_concurrently(index.schema.as_deref(), &index.name);
        super::execute(session, &drop, "drop the INVALID index")?;
    }
    Ok(())
}

/// Names what is left INVALID.
pub(super) fn report_invalid(session: &mut dyn Session, around: &Surroundings<'_>) {
    let Some(query) = sql::invalid_indexes(session.dialect()) else { return };
    let Ok(rows) = session.query(query) else { return };
    for name in rows.into_iter().filter_map(|mut it| it.pop().flatten()) {
        (around.say)(&format!(
            "index {name} is INVALID: a build of it failed; drop it concurrently and make it again"
        ));
    }
}
