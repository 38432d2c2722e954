//! Several changes in one `alter table`, and what it says about how they are to be made.

use super::super::operation::{Action, ColumnSpec, ConstraintKindSpec, GeneratedKind, Operation};
use super::super::{Facts, Surroundings, Work, strength};
use crate::base::{DialectId, Name};
use crate::schema::QualifiedName;

/// What the actions of one statement cost together, where that is more or less than the dearest of them.
#[derive(Debug)]
pub struct Together {
    dialect: DialectId,
    n_actions: usize,
    /// Columns that are kept come, go, or get another place.
    changes_columns: bool,
    adds_kept: bool,
    /// Columns that are not kept come or go.
    changes_virtual: bool,
    /// Something else is done than columns that go and plain indexes that come or go.
    does_more: bool,
    /// A column goes in front of one that is not kept.
    moves_virtual: bool,
    new_virtual: Vec<Name>,
    /// An index has a column that is not kept and comes with it.
    indexes_new_virtual: bool,
    drops_key: bool,
    adds_key: bool,
    copies: bool,
    locks: Vec<&'static str>,
}

impl Together {
    /// Before the first action of a statement.
    pub fn new(dialect: DialectId) -> Together {
        Together {
            dialect,
            n_actions: 0,
            changes_columns: false,
            adds_kept: false,
            changes_virtual: false,
            does_more: false,
            moves_virtual: false,
            new_virtual: Vec::new(),
            indexes_new_virtual: false,
            drops_key: false,
            adds_key: false,
            copies: false,
            locks: Vec::new(),
        }
    }

    /// Takes in an action; around it is what those before it leave.
    pub fn see(&mut self, operation: &Operation, around: &dyn Surroundings) {
        self.n_actions += 1;
        if let Operation::Alter(table, action) = operation
            && matches!(self.dialect, DialectId::Mysql | DialectId::Mariadb)
        {
            self.action(table, action, around);
        }
    }

    /// MariaDB makes a column come or go that is not kept beside few other things.
    fn is_beside_virtual(action: &Action) -> bool {
        match action {
            Action::AddColumn(column) => is_virtual(column),
            Action::AddIndex { index, .. } => !index.is_unique,
            Action::DropColumn { .. }
            | Action::DropIndex(_)
            | Action::Algorithm(_)
            | Action::Lock(_) => true,
            _ => false,
        }
    }

    fn action(&mut self, table: &QualifiedName, action: &Action, around: &dyn Surroundings) {
        self.does_more |= !Together::is_beside_virtual(action);
        match action {
            Action::AddColumn(column) if is_virtual(column) => {
                self.changes_virtual = true;
                self.new_virtual.push(column.name.clone());
            }
            Action::AddColumn(_) => (self.adds_kept, self.changes_columns) = (true, true),
            Action::DropColumn { name, .. } if around.is_stored(table, name) == Some(false) => {
                self.changes_virtual = true;
            }
            Action::DropColumn { name, .. } => {
                self.changes_columns = true;
                self.moves_virtual |= !around.virtual_columns(table, Some(name)).is_empty();
            }
            Action::Modify { is_placed: true, .. } => self.changes_columns = true,
            Action::DropConstraint { kind: Some(ConstraintKindSpec::Key), .. } => {
                self.drops_key = true;
            }
            Action::AddConstraint(it) => {
                self.adds_key |= it.kind == ConstraintKindSpec::Key;
                if it.kind == ConstraintKindSpec::Unique {
                    self.index(&it.columns);
                }
            }
            Action::AddIndex { index, .. } => self.index(&index.columns),
            Action::Algorithm(it) => self.copies |= it == "copy",
            Action::Lock(it) => self.locks.push(lock(it)),
            _ => {}
        }
    }

    fn index(&mut self, columns: &[Name]) {
        self.indexes_new_virtual |= columns.iter().any(|it| self.new_virtual.contains(it));
    }

    /// Makes what the actions cost one by one into what they cost together.
    pub fn settle(&self, facts: &mut Facts) {
        if self.n_actions < 2 {
            return;
        }
        if self.drops_key && self.adds_key && facts.work.contains(&Work::Copy) {
            facts.work = vec![Work::Rewrite];
            facts.locks.iter_mut().for_each(|it| it.1 = "NONE");
        }
        let is_mysql = self.dialect == DialectId::Mysql;
        // What is instant by itself is not beside an index that is built.
        let changes_columns = self.changes_columns || is_mysql && self.changes_virtual;
        if changes_columns && facts.work.contains(&Work::IndexBuild) {
            facts.work = vec![Work::Rewrite];
        }
        if !is_mysql {
            self.settle_virtual(facts);
        }
        if self.copies {
            self.copy(facts);
        }
        self.locks.iter().for_each(|it| self.raise(facts, it));
    }

    /// MariaDB moves no column that is not kept: where the table is made anew and one gets another place, it is copied.
    fn settle_virtual(&self, facts: &mut Facts) {
        let is_anew = self.adds_kept || facts.work.contains(&Work::Rewrite);
        if self.does_more && self.changes_virtual || self.moves_virtual && is_anew {
            self.copy(facts);
        } else if self.indexes_new_virtual {
            self.raise(facts, "SHARED");
        }
    }

    fn copy(&self, facts: &mut Facts) {
        facts.work = vec![Work::Copy];
        self.raise(facts, "SHARED");
    }

    fn raise(&self, facts: &mut Facts, mode: &'static str) {
        for (_, own) in &mut facts.locks {
            if strength(mode, self.dialect) > strength(own, self.dialect) {
                *own = mode;
            }
        }
    }
}

fn is_virtual(column: &ColumnSpec) -> bool {
    column.generated.is_some_and(|it| it != GeneratedKind::Stored)
}

fn lock(word: &Name) -> &'static str {
    match word.as_str() {
        "shared" => "SHARED",
        "exclusive" => "EXCLUSIVE",
        _ => "NONE",
    }
}
