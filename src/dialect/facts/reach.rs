//! How far an operation on a table with partitions goes.

use super::operation::{Action, ConstraintKindSpec, Operation};
use super::{Facts, Surroundings, table_of};
use crate::schema::QualifiedName;

/// Adds the locks on the partitions of what is locked, where the operation goes on to them.
pub(super) fn add_partitions(operation: &Operation, facts: &mut Facts, around: &dyn Surroundings) {
    if !goes_on(operation) {
        return;
    }
    let Some(table) = table_of(operation) else { return };
    let Some(mode) = facts.locks.iter().find(|(it, _)| it == table).map(|(_, mode)| *mode) else {
        return;
    };
    let parts: Vec<QualifiedName> = around.partitions(table);
    let mode = if builds_index_only(operation, table, around) { "SHARE" } else { mode };
    facts.locks.extend(parts.into_iter().map(|it| (it, mode)));
}

/// Whether a key of the whole is no more than an index for its partitions: none of its columns has to be proved.
fn builds_index_only(
    operation: &Operation,
    table: &QualifiedName,
    around: &dyn Surroundings,
) -> bool {
    let Operation::Alter(_, Action::AddConstraint(it)) = operation else { return false };
    match it.kind {
        ConstraintKindSpec::Unique => true,
        ConstraintKindSpec::Key => {
            it.columns.iter().all(|it| around.is_not_null(table, it) == Some(true))
        }
        ConstraintKindSpec::ForeignKey
        | ConstraintKindSpec::Check
        | ConstraintKindSpec::Exclusion
        | ConstraintKindSpec::NotNull => false,
    }
}

fn goes_on(operation: &Operation) -> bool {
    match operation {
        Operation::Alter(_, action) => action_goes_on(action),
        Operation::DropTable { .. }
        | Operation::CreateIndex { .. }
        | Operation::DropIndex { .. }
        | Operation::Truncate { .. }
        | Operation::CreateTrigger { .. }
        | Operation::Analyze(_)
        | Operation::Vacuum(_)
        | Operation::Reindex { .. }
        | Operation::Update { .. }
        | Operation::Delete { .. }
        | Operation::Lock { .. } => true,
        Operation::CreateTable(_)
        | Operation::AlterIndex { .. }
        | Operation::DropOfTable(_)
        | Operation::CreatePolicy { .. }
        | Operation::Comment(_)
        | Operation::CreateView { .. }
        | Operation::DropView { .. }
        | Operation::Refresh { .. }
        | Operation::Cluster { .. }
        | Operation::CreateType(_)
        | Operation::AddLabel { .. }
        | Operation::ChangeType(_)
        | Operation::ChangeAttributes { .. }
        | Operation::CreateDomain { .. }
        | Operation::CheckDomain { .. }
        | Operation::AlterSequence { .. }
        | Operation::Create
        | Operation::DropOther { .. }
        | Operation::RenameNamespace(_)
        | Operation::Grant(_)
        | Operation::Insert { .. }
        | Operation::Read { .. }
        | Operation::Begin
        | Operation::Commit
        | Operation::Rollback
        | Operation::Set(..)
        | Operation::Nothing
        | Operation::Unknown => false,
    }
}

fn action_goes_on(action: &Action) -> bool {
    match action {
        Action::AddColumn(_)
        | Action::DropColumn { .. }
        | Action::RenameColumn(..)
        | Action::SetType { .. }
        | Action::Default(..)
        | Action::SetNotNull(_)
        | Action::DropNotNull(_)
        | Action::Identity(_)
        | Action::SetExpression(_)
        | Action::AddConstraint(_)
        | Action::Validate(_)
        | Action::DropConstraint { .. }
        | Action::RenameConstraint(..)
        | Action::AddIndex { .. }
        | Action::SetTrigger => true,
        Action::Since(_, it) => action_goes_on(it),
        Action::RenameTable(_)
        | Action::SetSchema(_)
        | Action::AlterConstraint { .. }
        | Action::DropIndex(_)
        | Action::RenameIndex(..)
        | Action::Modify { .. }
        | Action::SetWeak
        | Action::SetStrong
        | Action::Rewrite
        | Action::CopyAll
        | Action::Convert
        | Action::Partition
        | Action::ChangePartitions(_)
        | Action::Attach(..)
        | Action::Detach(..)
        | Action::Inherit(_)
        | Action::Metadata
        | Action::Algorithm(_)
        | Action::Lock(_)
        | Action::Unknown => false,
    }
}
