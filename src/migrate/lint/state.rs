//! The schema as it stands before a statement, kept up with what the statements do.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::base::Name;
use crate::dialect::facts::{
    ColumnSpec, ConstraintKindSpec, ConstraintSpec, Operation, Surroundings, TableAction,
};
use crate::schema::{Expr, NativeSchema, NativeType, QualifiedName};

/// What is known of the schema.
#[derive(Debug, Default)]
pub(super) struct State {
    /// Whether a schema was given: a table that is not in it does not exist.
    pub(super) is_known: bool,
    pub(super) tables: BTreeMap<QualifiedName, TableState>,
    domains: FxHashSet<Name>,
    time_zone_is_utc: bool,
}

/// What is known of a table.
#[derive(Debug, Default, Clone)]
pub(super) struct TableState {
    /// Whether this script made it.
    pub(super) is_new: bool,
    pub(super) columns: BTreeMap<Name, ColumnState>,
    /// Name, columns, whether it is unique.
    pub(super) indexes: Vec<(Name, Vec<Name>, bool)>,
    constraints: BTreeMap<Name, ConstraintState>,
}

#[derive(Debug, Default, Clone)]
pub(super) struct ColumnState {
    ty: Option<NativeType>,
    pub(super) is_not_null: bool,
    pub(super) has_default: bool,
    pub(super) has_comment: bool,
}

#[derive(Debug, Clone)]
struct ConstraintState {
    kind: ConstraintKindSpec,
    columns: Vec<Name>,
    target: Option<QualifiedName>,
    target_columns: Vec<Name>,
    not_null: Option<Name>,
    is_valid: bool,
}

impl State {
    /// What a schema says; without one everything may be there.
    pub(super) fn of(schema: Option<&NativeSchema>) -> State {
        let mut res = State { is_known: schema.is_some(), ..State::default() };
        let Some(schema) = schema else { return res };
        for domain in schema.domains.iter().filter(|it| !it.checks.is_empty() || it.is_not_null) {
            res.domains.insert(domain.name.name.clone());
        }
        for table in schema.tables.values() {
            let mut state = TableState::default();
            for column in &table.columns {
                let known = ColumnState {
                    ty: Some(column.ty.clone()),
                    is_not_null: !column.is_nullable,
                    has_default: column.default.is_some(),
                    has_comment: column.comment.is_some(),
                };
                state.columns.insert(column.name.clone(), known);
            }
            for index in &table.indexes {
                let columns = index.items.iter().flat_map(|it| it.expr.references());
                let columns = columns.cloned().collect();
                state.indexes.push((index.name.clone(), columns, index.is_unique));
            }
            let mut add = |name: &Name, it: ConstraintState| {
                state.constraints.insert(name.clone(), it);
            };
            if let Some(key) = &table.primary_key {
                add(&key.name, ConstraintState::of(ConstraintKindSpec::Key, &key.columns));
            }
            for unique in &table.uniques {
                add(&unique.name, ConstraintState::of(ConstraintKindSpec::Unique, &unique.columns));
            }
            for it in &table.foreign_keys {
                let known = ConstraintState::of(ConstraintKindSpec::ForeignKey, &it.columns);
                let known = ConstraintState {
                    target: Some(it.target.clone()),
                    target_columns: it.target_columns.clone(),
                    is_valid: it.is_validated,
                    ..known
                };
                add(&it.name, known);
            }
            for check in &table.checks {
                let columns: Vec<Name> = check.expr.references().into_iter().cloned().collect();
                let known = ConstraintState::of(ConstraintKindSpec::Check, &columns);
                let not_null = not_null_of(&check.expr);
                add(
                    &check.name,
                    ConstraintState { not_null, is_valid: check.is_validated, ..known },
                );
            }
            res.tables.insert(table.name.clone(), state);
        }
        res
    }

    /// Takes in what an operation does.
    pub(super) fn apply(&mut self, operation: &Operation) {
        match operation {
            Operation::CreateTable { table, columns, if_not_exists, .. } => {
                if *if_not_exists && self.tables.contains_key(table) {
                    return;
                }
                let mut state = TableState { is_new: true, ..TableState::default() };
                columns.iter().for_each(|it| state.add_column(it));
                self.tables.insert(table.clone(), state);
            }
            Operation::Alter(table, action) => self.alter(table, action),
            Operation::DropTable { table, .. } => drop(self.tables.remove(table)),
            Operation::CreateIndex { table, name: Some(name), columns, is_unique, .. } => {
                let state = self.tables.entry(table.clone()).or_default();
                state.indexes.push((name.clone(), columns.clone(), *is_unique));
            }
            Operation::DropIndex { name, .. } => {
                for state in self.tables.values_mut() {
                    state.indexes.retain(|(it, ..)| it != name);
                }
            }
            Operation::Set(name, value) if name == "timezone" || name == "time_zone" => {
                let is_utc = value.eq_ignore_ascii_case("utc") || value == "+00:00";
                self.time_zone_is_utc = is_utc;
            }
            _ => {}
        }
    }

    fn alter(&mut self, table: &QualifiedName, action: &TableAction) {
        if let TableAction::RenameTable(to) = action {
            let namespace = to.namespace.clone().or_else(|| table.namespace.clone());
            let to = QualifiedName { namespace, name: to.name.clone() };
            if let Some(state) = self.tables.remove(table) {
                self.tables.insert(to, state);
            }
            return;
        }
        let state = self.tables.entry(table.clone()).or_default();
        match action {
            TableAction::AddColumn(column) => state.add_column(column),
            TableAction::DropColumn { name, .. } => drop(state.columns.remove(name)),
            TableAction::RenameColumn(from, to) => {
                if let Some(column) = state.columns.remove(from) {
                    state.columns.insert(to.clone(), column);
                }
            }
            TableAction::SetType { name, ty, .. } => {
                state.columns.entry(name.clone()).or_default().ty = ty.clone();
            }
            TableAction::SetNotNull(name) => {
                state.columns.entry(name.clone()).or_default().is_not_null = true;
            }
            TableAction::DropNotNull(name) => {
                state.columns.entry(name.clone()).or_default().is_not_null = false;
            }
            TableAction::Modify { from, column, .. } => {
                state.columns.remove(from);
                state.add_column(column);
            }
            TableAction::AddConstraint(it) => state.add_constraint(it),
            TableAction::Validate(name) => {
                if let Some(constraint) = state.constraints.get_mut(name) {
                    constraint.is_valid = true;
                }
            }
            TableAction::DropConstraint { name: Some(name), .. } => {
                state.constraints.remove(name);
            }
            TableAction::AddIndex { name: Some(name), columns, is_unique, .. } => {
                state.indexes.push((name.clone(), columns.clone(), *is_unique));
            }
            TableAction::DropIndex(name) => state.indexes.retain(|(it, ..)| it != name),
            _ => {}
        }
    }

    /// The table that has an index.
    pub(super) fn table_of_index(&self, index: &Name) -> Option<QualifiedName> {
        let mut having: Vec<&QualifiedName> = self
            .tables
            .iter()
            .filter(|(_, it)| it.indexes.iter().any(|(name, ..)| name == index))
            .map(|(name, _)| name)
            .collect();
        having.sort_unstable();
        having.first().map(|it| (*it).clone())
    }
}

impl TableState {
    fn add_column(&mut self, it: &ColumnSpec) {
        let known = ColumnState {
            ty: it.ty.clone(),
            is_not_null: it.is_not_null || it.is_key,
            has_default: it.default.is_some(),
            has_comment: it.has_comment,
        };
        self.columns.insert(it.name.clone(), known);
    }

    fn add_constraint(&mut self, it: &ConstraintSpec) {
        let Some(name) = &it.name else { return };
        let state = ConstraintState {
            target: it.target.clone(),
            not_null: it.not_null.clone(),
            is_valid: !it.not_valid,
            ..ConstraintState::of(it.kind, &it.columns)
        };
        self.constraints.insert(name.clone(), state);
    }
}

impl ConstraintState {
    fn of(kind: ConstraintKindSpec, columns: &[Name]) -> ConstraintState {
        ConstraintState {
            kind,
            columns: columns.to_vec(),
            target: None,
            target_columns: Vec::new(),
            not_null: None,
            is_valid: true,
        }
    }
}

fn not_null_of(expr: &Expr) -> Option<Name> {
    let crate::base::ExprKind::IsNull { operand, negated: true } = &expr.kind else { return None };
    let crate::base::ExprKind::Reference(name) = &operand.kind else { return None };
    Some(name.clone())
}

impl Surroundings for State {
    fn is_new(&self, table: &QualifiedName) -> bool {
        self.tables.get(table).is_some_and(|it| it.is_new)
    }

    fn column_type(&self, table: &QualifiedName, column: &Name) -> Option<NativeType> {
        self.tables.get(table)?.columns.get(column)?.ty.clone()
    }

    fn is_not_null(&self, table: &QualifiedName, column: &Name) -> Option<bool> {
        Some(self.tables.get(table)?.columns.get(column)?.is_not_null)
    }

    fn is_proved_not_null(&self, table: &QualifiedName, column: &Name) -> bool {
        self.tables.get(table).is_some_and(|it| {
            it.constraints.values().any(|it| it.is_valid && it.not_null.as_ref() == Some(column))
        })
    }

    fn is_indexed(&self, table: &QualifiedName, column: &Name) -> bool {
        self.tables.get(table).is_some_and(|it| {
            let in_index = it.indexes.iter().any(|(_, columns, _)| columns.contains(column));
            let is_key = |it: &ConstraintState| {
                matches!(it.kind, ConstraintKindSpec::Key | ConstraintKindSpec::Unique)
            };
            in_index || it.constraints.values().any(|it| is_key(it) && it.columns.contains(column))
        })
    }

    fn is_checked(&self, table: &QualifiedName, column: &Name) -> bool {
        self.tables.get(table).is_some_and(|it| {
            let is_check = |it: &ConstraintState| it.kind == ConstraintKindSpec::Check;
            it.constraints.values().any(|it| is_check(it) && it.columns.contains(column))
        })
    }

    fn partners(&self, table: &QualifiedName, column: &Name) -> Vec<QualifiedName> {
        let mut res: Vec<QualifiedName> = Vec::new();
        for (name, state) in &self.tables {
            for it in state.constraints.values() {
                let Some(target) = &it.target else { continue };
                if name == table && it.columns.contains(column) {
                    res.push(target.clone());
                } else if target == table && it.target_columns.contains(column) {
                    res.push(name.clone());
                }
            }
        }
        res.sort_unstable();
        res.dedup();
        res.retain(|it| it != table);
        res
    }

    fn constraint(
        &self,
        table: &QualifiedName,
        name: &Name,
    ) -> Option<(ConstraintKindSpec, Option<QualifiedName>)> {
        let it = self.tables.get(table)?.constraints.get(name)?;
        Some((it.kind, it.target.clone()))
    }

    fn references(&self, table: &QualifiedName) -> Vec<QualifiedName> {
        let Some(state) = self.tables.get(table) else { return Vec::new() };
        let targets = state.constraints.values().filter_map(|it| it.target.clone());
        let mut res: Vec<QualifiedName> = targets.filter(|it| it != table).collect();
        res.sort_unstable();
        res.dedup();
        res
    }

    fn is_constrained_domain(&self, ty: &NativeType) -> bool {
        self.domains.contains(&ty.name)
    }

    fn is_utc(&self) -> bool {
        self.time_zone_is_utc
    }
}
