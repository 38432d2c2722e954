//! What whoever runs a statement has to know of it.

use super::read::steps;
use super::state::State;
use crate::base::{DialectId, Name};
use crate::dialect::facts::{Operation, TableAction, facts, judged_versions};
use crate::migrate::statements::Token;

/// An index that a statement builds while others go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::migrate) struct IndexBuild {
    /// The schema of its table, where it is said.
    pub(in crate::migrate) schema: Option<String>,
    /// Its name.
    pub(in crate::migrate) name: String,
}

/// Whether a statement can stand in a transaction and be taken back with it.
pub(in crate::migrate) fn is_transactional(tokens: &[Token], id: DialectId) -> bool {
    let state = State::of(None, id);
    let (versions, _) = judged_versions(id, None);
    let holds =
        |operation: &Operation| facts(operation, false, id, &versions, &state).is_transactional;
    // What is not known is tried in one; the server says if it cannot be.
    steps(tokens, id).iter().all(|it| holds(&it.operation))
}

/// The index that a statement of PostgreSQL builds concurrently.
pub(in crate::migrate) fn index_build(tokens: &[Token]) -> Option<IndexBuild> {
    let steps = steps(tokens, DialectId::Postgres);
    steps.into_iter().find_map(|it| match it.operation {
        Operation::CreateIndex { table, name: Some(name), concurrently: true, .. } => {
            Some(IndexBuild {
                schema: table.namespace.map(|it| it.to_string()),
                name: name.to_string(),
            })
        }
        _ => None,
    })
}

/// Whether a statement names everything it makes, so that to run it once more makes nothing twice: either nothing
/// happens, or the server says that it is there already.
pub(in crate::migrate) fn names_all_it_makes(tokens: &[Token], id: DialectId) -> bool {
    steps(tokens, id).iter().all(|it| match &it.operation {
        Operation::CreateIndex { name, .. } => name.is_some(),
        Operation::Alter(_, TableAction::AddIndex { name, .. }) => name.is_some(),
        Operation::Alter(_, TableAction::AddConstraint(it)) => {
            it.name.as_ref().is_some_and(|it: &Name| !it.is_empty())
                || it.kind == crate::dialect::facts::ConstraintKindSpec::Key
        }
        Operation::Insert { .. } | Operation::Update { .. } | Operation::Delete { .. } => false,
        Operation::Unknown => false,
        _ => true,
    })
}
