//! What is known of a table.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::conditions::Condition;
use crate::base::Name;
use crate::dialect::facts::{Bound, ConstraintKindSpec, GeneratedKind, IndexSpec};
use crate::schema::{NativeType, QualifiedName};

/// What is known of a table.
#[derive(Debug, Default, Clone)]
pub(in crate::migrate::lint) struct TableState {
    /// Its name as it was written.
    pub(in crate::migrate::lint) name: QualifiedName,
    /// Whether this script made it.
    pub(in crate::migrate::lint) is_new: bool,
    /// Whether it may have more columns than these.
    pub(in crate::migrate::lint) is_partial: bool,
    /// In their order.
    pub(in crate::migrate::lint) columns: IndexMap<Name, ColumnState, FxBuildHasher>,
    pub(in crate::migrate::lint) indexes: BTreeMap<Name, IndexState>,
    pub(in crate::migrate::lint) constraints: BTreeMap<Name, ConstraintState>,
    /// The table that it is a part of, and which rows it takes.
    pub(super) whole: Option<QualifiedName>,
    pub(super) bound: Option<Bound>,
    pub(super) is_partitioned: bool,
    /// The names that its policies use.
    pub(super) policed: Vec<Name>,
    /// The columns that its triggers wait for.
    pub(super) watched: Vec<Name>,
    /// How many bytes a character takes, where that is known.
    pub(super) n_bytes: Option<i64>,
}

#[derive(Debug, Default, Clone)]
pub(in crate::migrate::lint) struct ColumnState {
    pub(in crate::migrate::lint) ty: Option<NativeType>,
    pub(in crate::migrate::lint) is_not_null: bool,
    pub(in crate::migrate::lint) has_default: bool,
    pub(in crate::migrate::lint) has_comment: bool,
    /// How it is computed, and from which columns.
    pub(super) generated: Option<(GeneratedKind, Vec<Name>)>,
    pub(super) n_bytes: Option<i64>,
}

#[derive(Debug, Default, Clone)]
pub(in crate::migrate::lint) struct IndexState {
    pub(in crate::migrate::lint) columns: Vec<Name>,
    pub(in crate::migrate::lint) is_unique: bool,
    pub(in crate::migrate::lint) has_expressions: bool,
    pub(in crate::migrate::lint) method: Option<Name>,
    pub(in crate::migrate::lint) predicate: Option<Vec<Name>>,
    pub(super) kind: Option<Name>,
}

#[derive(Debug, Default, Clone)]
pub(in crate::migrate::lint) struct ConstraintState {
    pub(in crate::migrate::lint) kind: ConstraintKindSpec,
    pub(in crate::migrate::lint) columns: Vec<Name>,
    pub(in crate::migrate::lint) target: Option<QualifiedName>,
    pub(in crate::migrate::lint) target_columns: Vec<Name>,
    /// What a check says of single columns.
    pub(super) conditions: Vec<Condition>,
    pub(super) is_valid: bool,
}

impl IndexState {
    pub(super) fn of(spec: &IndexSpec) -> IndexState {
        IndexState {
            columns: spec.columns.clone(),
            is_unique: spec.is_unique,
            has_expressions: spec.has_expressions,
            method: spec.method.clone(),
            predicate: spec.predicate.clone(),
            kind: spec.kind.clone(),
        }
    }
}

impl ConstraintState {
    pub(super) fn of(kind: ConstraintKindSpec, columns: &[Name]) -> ConstraintState {
        ConstraintState {
            kind,
            columns: columns.to_vec(),
            is_valid: true,
            ..ConstraintState::default()
        }
    }

    /// Whether no two rows agree on its columns.
    pub(in crate::migrate::lint) fn is_key(&self) -> bool {
        matches!(self.kind, ConstraintKindSpec::Key | ConstraintKindSpec::Unique)
    }
}
