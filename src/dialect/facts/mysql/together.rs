//! Several changes in one `alter table`, and what it says about how they are to be made.

use super::super::operation::{Action, ConstraintKindSpec, Operation};
use super::super::{Facts, Work, strength};
use crate::base::{DialectId, Name};

/// What the actions of one statement cost together, where that is more or less than the dearest of them.
pub(in crate::dialect::facts) fn together(
    operations: &[&Operation],
    facts: &mut Facts,
    dialect: DialectId,
) {
    let mut changes_columns = false;
    let (mut drops_key, mut adds_key) = (false, false);
    for operation in operations {
        let Operation::Alter(_, action) = operation else { continue };
        changes_columns |= matches!(action, Action::AddColumn(_) | Action::DropColumn { .. });
        drops_key |=
            matches!(action, Action::DropConstraint { kind: Some(ConstraintKindSpec::Key), .. });
        adds_key |= matches!(
            action,
            Action::AddConstraint(it) if it.kind == ConstraintKindSpec::Key
        );
    }
    if drops_key && adds_key && facts.work.contains(&Work::Copy) {
        facts.work = vec![Work::Rewrite];
        facts.locks.iter_mut().for_each(|it| it.1 = "NONE");
    }
    // What is instant by itself is not beside an index that is built.
    if changes_columns && facts.work.contains(&Work::IndexBuild) {
        facts.work = vec![Work::Rewrite];
    }
    for operation in operations {
        match operation {
            Operation::Alter(_, Action::Algorithm(it)) if it == "copy" => {
                facts.work = vec![Work::Copy];
                raise(facts, "SHARED", dialect);
            }
            Operation::Alter(_, Action::Lock(it)) => raise(facts, lock(it), dialect),
            _ => {}
        }
    }
}

fn lock(word: &Name) -> &'static str {
    match word.as_str() {
        "shared" => "SHARED",
        "exclusive" => "EXCLUSIVE",
        _ => "NONE",
    }
}

fn raise(facts: &mut Facts, mode: &'static str, dialect: DialectId) {
    for (_, own) in &mut facts.locks {
        if strength(mode, dialect) > strength(own, dialect) {
            *own = mode;
        }
    }
}
