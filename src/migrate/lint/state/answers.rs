//! What facts and rules ask about the schema.

use super::State;
use super::conditions::{Condition, are_within};
use super::table::{ConstraintState, TableState};
use crate::base::Name;
use crate::dialect::facts::{Bound, ConstraintKindSpec, GeneratedKind, Surroundings};
use crate::schema::{NativeType, QualifiedName};

impl State {
    fn names(&self, keys: impl IntoIterator<Item = QualifiedName>) -> Vec<QualifiedName> {
        let spelled = |key: QualifiedName| match self.tables.get(&key) {
            Some(table) => table.name.clone(),
            None => key,
        };
        let mut res: Vec<QualifiedName> = keys.into_iter().map(spelled).collect();
        res.sort_unstable();
        res.dedup();
        res
    }

    /// The constraints of a kind that have a column.
    fn constraints_of<'a>(
        &'a self,
        table: &QualifiedName,
        column: &Name,
    ) -> impl Iterator<Item = &'a ConstraintState> {
        let column = self.fold(column);
        let own = self.table(table).into_iter().flat_map(|it| it.constraints.values());
        own.filter(move |it| it.columns.contains(&column))
    }

    fn has_index(
        &self,
        table: &QualifiedName,
        column: &Name,
        is_it: impl Fn(&super::IndexState, &Name) -> bool,
    ) -> bool {
        let column = self.fold(column);
        self.table(table).is_some_and(|it| it.indexes.values().any(|it| is_it(it, &column)))
    }
}

impl Surroundings for State {
    fn is_new(&self, name: &QualifiedName) -> bool {
        let key = self.key(name);
        match (self.tables.get(&key), self.views.get(&key)) {
            (Some(table), _) => table.is_new,
            (None, Some(view)) => view.is_new,
            (None, None) => self.sequences.get(&key).copied().unwrap_or(false),
        }
    }

    fn exists(&self, name: &QualifiedName) -> bool {
        let key = self.key(name);
        self.tables.contains_key(&key) || self.views.contains_key(&key)
    }

    fn has_column(&self, table: &QualifiedName, column: &Name) -> bool {
        self.table(table).is_some_and(|it| it.columns.contains_key(&self.fold(column)))
    }

    fn column_type(&self, table: &QualifiedName, column: &Name) -> Option<NativeType> {
        self.table(table)?.columns.get(&self.fold(column))?.ty.clone()
    }

    fn is_not_null(&self, table: &QualifiedName, column: &Name) -> Option<bool> {
        Some(self.table(table)?.columns.get(&self.fold(column))?.is_not_null)
    }

    fn is_proved_not_null(&self, table: &QualifiedName, column: &Name) -> bool {
        let given = Condition::Given(self.fold(column));
        self.table(table).is_some_and(|it| {
            it.constraints.values().any(|it| it.is_valid && it.conditions.contains(&given))
        })
    }

    fn is_indexed(&self, table: &QualifiedName, column: &Name) -> bool {
        self.has_index(table, column, |it, column| it.columns.contains(column))
            || self.constraints_of(table, column).any(ConstraintState::is_key)
    }

    fn is_in_predicate(&self, table: &QualifiedName, column: &Name) -> bool {
        self.has_index(table, column, |it, column| {
            it.predicate.as_ref().is_some_and(|it| it.contains(column))
        })
    }

    fn index_columns(&self, table: &QualifiedName, index: &Name) -> Option<Vec<Name>> {
        Some(self.table(table)?.indexes.get(&self.fold(index))?.columns.clone())
    }

    fn is_checked(&self, table: &QualifiedName, column: &Name) -> bool {
        self.constraints_of(table, column).any(|it| it.kind == ConstraintKindSpec::Check)
    }

    fn has_index_of(&self, table: &QualifiedName, kind: &str) -> bool {
        self.table(table)
            .is_some_and(|it| it.indexes.values().any(|it| it.kind.as_deref() == Some(kind)))
    }

    fn virtual_columns(&self, table: &QualifiedName, behind: Option<&Name>) -> Vec<Name> {
        let Some(own) = self.table(table) else { return Vec::new() };
        let place = behind.and_then(|it| own.columns.get_index_of(&self.fold(it)));
        let columns = own.columns.iter().skip(place.map_or(0, |it| it + 1));
        let found = columns.filter(|(_, it)| {
            it.generated.as_ref().is_some_and(|(kind, _)| *kind != GeneratedKind::Stored)
        });
        found.map(|(name, _)| name.clone()).collect()
    }

    fn has_wide_index(&self, table: &QualifiedName, column: &Name) -> bool {
        self.has_index(table, column, |it, column| {
            it.columns.len() > 1 && it.columns.contains(column)
        })
    }

    fn bytes_of_character(&self, table: &QualifiedName, column: &Name) -> i64 {
        let table = self.table(table);
        let of_column =
            table.and_then(|it| it.columns.get(&self.fold(column))).and_then(|it| it.n_bytes);
        of_column.or(table.and_then(|it| it.n_bytes)).unwrap_or(4)
    }

    fn computed_of(&self, table: &QualifiedName, column: &Name) -> Option<Name> {
        let column = self.fold(column);
        let uses = |it: &super::table::ColumnState| {
            it.generated.as_ref().is_some_and(|(_, from)| from.contains(&column))
        };
        let columns = &self.table(table)?.columns;
        columns.iter().find(|(_, it)| uses(it)).map(|(name, _)| name.clone())
    }

    fn is_stored(&self, table: &QualifiedName, column: &Name) -> Option<bool> {
        let column = self.table(table)?.columns.get(&self.fold(column))?;
        column.generated.as_ref().map(|(kind, _)| *kind == GeneratedKind::Stored)
    }

    fn holder(&self, table: &QualifiedName, column: &Name) -> Option<String> {
        let own: Option<&TableState> = self.table(table);
        if let Some(view) = self.viewer(table, Some(column)) {
            return Some(format!("the view `{view}`"));
        }
        if own.is_some_and(|it| it.watched.contains(column)) {
            return Some("a trigger".to_owned());
        }
        own.is_some_and(|it| it.policed.contains(column)).then(|| "a policy".to_owned())
    }

    fn viewer(&self, table: &QualifiedName, column: Option<&Name>) -> Option<QualifiedName> {
        let key = self.key(table);
        let uses = |it: &&super::ViewState| {
            it.reads.iter().any(|it| self.key(it) == key)
                && column.is_none_or(|column| it.mentions.contains(column))
        };
        self.views.values().filter(uses).map(|it| it.name.clone()).min()
    }

    fn partners(&self, table: &QualifiedName, column: &Name) -> Vec<QualifiedName> {
        let targets = self.constraints_of(table, column).filter_map(|it| it.target.clone());
        let mut res: Vec<QualifiedName> = targets.collect();
        let (key, column) = (self.key(table), self.fold(column));
        let is_sole_key = self.table(table).is_some_and(|it| {
            it.constraints
                .values()
                .any(|it| it.kind == ConstraintKindSpec::Key && it.columns.contains(&column))
        });
        for referrer in self.referrers.get(&key).into_iter().flatten() {
            let constraints =
                self.tables.get(referrer).into_iter().flat_map(|it| it.constraints.values());
            let refers =
                constraints.filter(|it| it.target.as_ref().is_some_and(|it| self.key(it) == key));
            for it in refers {
                // Without columns it is the primary key that is meant.
                let is_meant = match it.target_columns.is_empty() {
                    true => is_sole_key,
                    false => it.target_columns.contains(&column),
                };
                res.extend(is_meant.then(|| referrer.clone()));
            }
        }
        res.retain(|it| self.key(it) != key);
        self.names(res)
    }

    fn constraint(
        &self,
        table: &QualifiedName,
        name: &Name,
    ) -> Option<(ConstraintKindSpec, Option<QualifiedName>)> {
        let it = self.table(table)?.constraints.get(&self.fold(name))?;
        let target = it.target.as_ref().filter(|it| self.key(it) != self.key(table));
        Some((it.kind, target.cloned()))
    }

    fn is_unvalidated(&self, table: &QualifiedName, name: &Name) -> bool {
        let it = self.table(table).and_then(|it| it.constraints.get(&self.fold(name)));
        it.is_some_and(|it| !it.is_valid)
    }

    fn references(&self, table: &QualifiedName) -> Vec<QualifiedName> {
        let Some(own) = self.table(table) else { return Vec::new() };
        let targets = own.constraints.values().filter_map(|it| it.target.clone());
        let key = self.key(table);
        self.names(targets.filter(|it| self.key(it) != key))
    }

    fn referrers(&self, table: &QualifiedName) -> Vec<QualifiedName> {
        let key = self.key(table);
        let referrers = self.referrers.get(&key).into_iter().flatten();
        let still = referrers.filter(|it| {
            self.tables.get(*it).is_some_and(|it| {
                it.constraints
                    .values()
                    .any(|it| it.target.as_ref().is_some_and(|it| self.key(it) == key))
            })
        });
        self.names(still.filter(|it| **it != key).cloned())
    }

    fn is_partitioned(&self, table: &QualifiedName) -> bool {
        self.table(table).is_some_and(|it| it.is_partitioned)
            || self.partitions.get(&self.key(table)).is_some_and(|it| !it.is_empty())
    }

    fn partitions(&self, table: &QualifiedName) -> Vec<QualifiedName> {
        let mut res: Vec<QualifiedName> = Vec::new();
        let mut next = vec![self.key(table)];
        while let Some(whole) = next.pop() {
            for part in self.partitions.get(&whole).into_iter().flatten() {
                res.push(part.clone());
                next.push(part.clone());
            }
        }
        self.names(res)
    }

    fn whole(&self, table: &QualifiedName) -> Option<QualifiedName> {
        self.table(table)?.whole.clone()
    }

    fn default_partition(&self, table: &QualifiedName) -> Option<QualifiedName> {
        let parts = self.partitions.get(&self.key(table))?;
        let is_rest = |it: &&TableState| it.bound == Some(Bound::Default);
        parts.iter().filter_map(|it| self.tables.get(it)).find(is_rest).map(|it| it.name.clone())
    }

    fn is_within(&self, table: &QualifiedName, bound: &Bound) -> bool {
        let Some(own) = self.table(table) else { return false };
        let valid = own.constraints.values().filter(|it| it.is_valid);
        let conditions: Vec<Condition> = valid.flat_map(|it| it.conditions.clone()).collect();
        are_within(&conditions, bound, |name| {
            own.columns.get(name).is_some_and(|it| it.is_not_null)
        })
    }

    fn tables_of_namespace(&self, namespace: &Name) -> Vec<QualifiedName> {
        let is_in = |it: &&QualifiedName| it.namespace.as_ref() == Some(namespace);
        self.names(self.tables.keys().filter(is_in).cloned())
    }

    fn users_of_type(&self, ty: &QualifiedName) -> Vec<QualifiedName> {
        let is_it = |it: &NativeType| it.name == ty.name && it.namespace == ty.namespace;
        let uses =
            |it: &TableState| it.columns.values().any(|it| it.ty.as_ref().is_some_and(is_it));
        self.names(self.tables.iter().filter(|(_, it)| uses(it)).map(|(key, _)| key.clone()))
    }

    fn view_reads(&self, view: &QualifiedName) -> Vec<QualifiedName> {
        let mut res: Vec<QualifiedName> = Vec::new();
        let mut next = vec![self.key(view)];
        while let Some(view) = next.pop() {
            for it in self.views.get(&view).into_iter().flat_map(|it| &it.reads) {
                let key = self.key(it);
                if !res.contains(&key) {
                    res.push(key.clone());
                    next.push(key);
                }
            }
        }
        self.names(res)
    }

    fn is_constrained_domain(&self, ty: &NativeType) -> bool {
        let name = QualifiedName { namespace: ty.namespace.clone(), name: ty.name.clone() };
        self.domains.get(&name).is_some_and(|it| it.is_constrained)
    }

    fn base_type(&self, ty: &NativeType) -> NativeType {
        let mut res = ty.clone();
        // A domain over a domain over a domain ends somewhere.
        for _ in 0..32 {
            let name = QualifiedName { namespace: res.namespace.clone(), name: res.name.clone() };
            match self.domains.get(&name).and_then(|it| it.base.clone()) {
                Some(base) if res.n_dimensions == 0 => res = base,
                Some(_) | None => break,
            }
        }
        res
    }

    fn is_utc(&self) -> bool {
        self.time_zone_is_utc
    }

    fn checks_foreign_keys(&self) -> bool {
        self.looks_at_foreign_keys()
    }
}
