//! SQLite: one writer locks the whole file; measured on 3.40 and 3.54.
// Of some fifty operations each place here cares about a few, and a new one concerns none of them by itself.
#![allow(clippy::wildcard_enum_match_arm)]

use super::operation::{Action, Operation};
use super::{Facts, Work, table_of};

/// What a writer holds until it commits.
const RESERVED: &str = "RESERVED";

pub(super) fn facts(operation: &Operation) -> Facts {
    let work = match operation {
        // A check or a mandatory column is looked at in every row; a dropped column is taken out of each.
        Operation::Alter(_, Action::DropColumn { .. }) => Work::Rewrite,
        Operation::Alter(_, Action::AddColumn(column)) => {
            match column.has_check || column.is_not_null {
                true => Work::Scan,
                false => Work::Catalog,
            }
        }
        Operation::Alter(_, Action::SetNotNull(_) | Action::AddConstraint(_)) => Work::Scan,
        Operation::CreateIndex { .. } | Operation::Reindex { .. } => Work::IndexBuild,
        Operation::Update { .. } | Operation::Delete { .. } => Work::Scan,
        Operation::Cluster { .. } => Work::Rewrite,
        _ => Work::Catalog,
    };
    // Nobody else can see a table that is only being made.
    let table = match operation {
        Operation::CreateTable(_) => None,
        _ => table_of(operation),
    };
    let locks = table.map(|it| (it.clone(), RESERVED)).into_iter().collect();
    // `pragma foreign_keys` does nothing inside a transaction, and `vacuum` is refused there.
    let is_transactional = match operation {
        Operation::Cluster { .. } => false,
        Operation::Set(name, _) => name != "foreign_keys",
        _ => true,
    };
    Facts { locks, work: vec![work], is_transactional }
}
