//! From a schema to what is known before the first statement.

use super::super::read::{query, steps};
use super::conditions;
use super::table::{ColumnState, ConstraintState, IndexState, TableState};
use super::{DomainState, State, ViewState};
use crate::base::{ExprKind, Name, Storage};
use crate::dialect::facts::{ConstraintKindSpec, GeneratedKind};
use crate::migrate::statements::statements;
use crate::schema::{Expr, NativeSchema, NativeType, QualifiedName, Table};

impl State {
    pub(super) fn read(&mut self, schema: &NativeSchema) {
        for domain in &schema.domains {
            let is_constrained = !domain.checks.is_empty() || domain.is_not_null;
            let state = DomainState { base: Some(domain.ty.clone()), is_constrained };
            self.domains.insert(domain.name.clone(), state);
        }
        for table in schema.tables.values() {
            self.read_table(table);
        }
        for sequence in &schema.sequences {
            self.sequences.insert(self.key(&sequence.name), false);
        }
        for view in &schema.views {
            let text = view.body.text(self.id).unwrap_or_default();
            let tokens = statements(text, self.id).into_iter().next().map(|it| it.tokens);
            let (reads, mentions) = query(&tokens.unwrap_or_default(), self.id);
            let state = ViewState { name: view.name.clone(), reads, mentions, is_new: false };
            self.views.insert(self.key(&view.name), state);
        }
        // Partitions, policies, triggers and materialized views are kept as the statements that make them.
        for object in &schema.objects {
            for statement in statements(object.body.text(self.id).unwrap_or_default(), self.id) {
                for step in steps(&statement.tokens, self.id) {
                    self.apply(&step.operation);
                }
            }
        }
    }

    fn read_table(&mut self, table: &Table<NativeType>) {
        let key = self.key(&table.name);
        let mut state = TableState { name: table.name.clone(), ..TableState::default() };
        state.is_partitioned = table.settings.get("partition_by").is_some();
        state.n_bytes = n_bytes(table.settings.get("charset"), table.settings.get("collation"));
        for column in &table.columns {
            let generated = column.generated.as_ref().map(|it| {
                let kind = match it.storage {
                    Some(Storage::Stored) => GeneratedKind::Stored,
                    Some(Storage::Virtual) => GeneratedKind::Virtual,
                    None => GeneratedKind::Unsaid,
                };
                (kind, self.folded(&it.expr))
            });
            let known = ColumnState {
                ty: Some(column.ty.clone()),
                is_not_null: !column.is_nullable,
                has_default: column.default.is_some(),
                has_comment: column.comment.is_some(),
                generated,
                n_bytes: n_bytes(column.settings.get("charset"), column.collation.as_deref()),
            };
            state.columns.insert(self.fold(&column.name), known);
        }
        for index in &table.indexes {
            let columns = index.items.iter().filter_map(|it| match &it.expr.kind {
                ExprKind::Reference(name) => Some(self.fold(name)),
                _ => None,
            });
            let columns: Vec<Name> = columns.collect();
            let known = IndexState {
                has_expressions: columns.len() < index.items.len(),
                columns,
                is_unique: index.is_unique,
                method: index.method.clone().filter(|it| it != "fulltext" && it != "spatial"),
                predicate: index.predicate.as_ref().map(|it| self.folded(it)),
                kind: index.method.clone().filter(|it| it == "fulltext" || it == "spatial"),
            };
            state.indexes.insert(self.fold(&index.name), known);
            self.indexes.insert(self.fold(&index.name), key.clone());
        }
        self.read_constraints(table, &mut state);
        self.add_table(key, state);
    }

    fn read_constraints(&self, table: &Table<NativeType>, state: &mut TableState) {
        let names = |names: &[Name]| names.iter().map(|it| self.fold(it)).collect::<Vec<Name>>();
        let mut add = |name: &Name, it: ConstraintState| {
            state.constraints.insert(self.fold(name), it);
        };
        if let Some(key) = &table.primary_key {
            add(&key.name, ConstraintState::of(ConstraintKindSpec::Key, &names(&key.columns)));
        }
        for it in &table.uniques {
            add(&it.name, ConstraintState::of(ConstraintKindSpec::Unique, &names(&it.columns)));
        }
        for it in &table.foreign_keys {
            let known = ConstraintState {
                target: Some(it.target.clone()),
                target_columns: names(&it.target_columns),
                is_valid: it.is_validated,
                ..ConstraintState::of(ConstraintKindSpec::ForeignKey, &names(&it.columns))
            };
            add(&it.name, known);
        }
        for it in &table.checks {
            let known = ConstraintState {
                is_valid: it.is_validated,
                conditions: conditions::of_expr(&it.expr),
                ..ConstraintState::of(ConstraintKindSpec::Check, &self.folded(&it.expr))
            };
            add(&it.name, known);
        }
    }

    fn folded(&self, expr: &Expr) -> Vec<Name> {
        expr.references().into_iter().map(|it| self.fold(it)).collect()
    }

    /// Keeps a table, and who is connected with it.
    pub(super) fn add_table(&mut self, key: QualifiedName, state: TableState) {
        for target in state.constraints.values().filter_map(|it| it.target.as_ref()) {
            let target = self.key(target);
            self.referrers.entry(target).or_default().insert(key.clone());
        }
        if let Some(whole) = &state.whole {
            let whole = self.key(whole);
            self.partitions.entry(whole).or_default().insert(key.clone());
        }
        for index in state.indexes.keys() {
            self.indexes.insert(index.clone(), key.clone());
        }
        self.tables.insert(key, state);
    }
}

/// How many bytes a character of MySQL takes at most.
pub(super) fn n_bytes(charset: Option<&str>, collation: Option<&str>) -> Option<i64> {
    let word = charset.or(collation)?.to_lowercase();
    let first = word.split('_').next().unwrap_or_default();
    Some(match first {
        "utf8mb4" | "utf16" | "utf32" | "gb18030" => 4,
        "utf8" | "utf8mb3" => 3,
        "ucs2" | "gbk" | "sjis" | "big5" => 2,
        _ => 1,
    })
}
