//! What holds a column fast while it changes.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::change::{Change, Edit, Part};
use super::context::{Context, NativeTable};
use super::fate::Commented;
use crate::base::{Name, Storage};
use crate::dialect::alter_rules;
use crate::schema::{Check, Column, Exclusion, Expr, ForeignKey, Index, NativeType, QualifiedName};

/// What happens to a column that others may hold fast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Touch {
    /// It gets another type.
    Retyped,
    /// It goes, and possibly comes back.
    Replaced,
}

/// Columns that others may hold fast, by table and name.
#[derive(Debug, Default)]
pub(super) struct Touched {
    columns: FxHashMap<QualifiedName, FxHashMap<Name, Touch>>,
    /// Keys, unique constraints and unique indexes that go or are made anew: table and columns.
    keys: FxHashMap<QualifiedName, Vec<Vec<Name>>>,
}

impl Touched {
    /// What changes in the schema. `swapped` are types that are made anew.
    pub(super) fn find(cx: &Context<'_>, swapped: &FxHashSet<QualifiedName>) -> Touched {
        let mut res = Touched::default();
        for change in &cx.changes {
            match change {
                Change::Table(change) => {
                    for part in &change.parts {
                        res.part(cx, change.after, part);
                    }
                    res.generated(cx, change.before);
                }
                Change::DropTable(table) => {
                    if cx.may_drop_table(table) {
                        let columns = table.columns.iter();
                        columns.for_each(|it| res.touch(&table.name, &it.name, Touch::Replaced));
                    }
                }
                Change::Namespace(_)
                | Change::Enum(_)
                | Change::Domain(_)
                | Change::Sequence(_)
                | Change::AddTable(_)
                | Change::View(_)
                | Change::Object(_) => {}
            }
        }
        if !swapped.is_empty() {
            res.swapped(cx, swapped);
        }
        res
    }

    pub(super) fn is_empty(&self) -> bool {
        self.columns.is_empty() && self.keys.is_empty()
    }

    /// What happens to a column.
    pub(super) fn of(&self, table: &QualifiedName, column: &Name) -> Option<Touch> {
        self.columns.get(table)?.get(column).copied()
    }

    /// The tables of which something is touched.
    pub(super) fn tables(&self) -> impl Iterator<Item = &QualifiedName> {
        let mut res: Vec<&QualifiedName> = self.columns.keys().collect();
        res.sort_unstable();
        res.into_iter()
    }

    fn touch(&mut self, table: &QualifiedName, column: &Name, touch: Touch) {
        let columns = self.columns.entry(table.clone()).or_default();
        if columns.get(column) != Some(&Touch::Replaced) {
            columns.insert(column.clone(), touch);
        }
    }

    fn take_key(&mut self, table: &QualifiedName, columns: Vec<Name>) {
        self.keys.entry(table.clone()).or_default().push(columns);
    }

    fn part(&mut self, cx: &Context<'_>, table: &NativeTable, part: &Part<'_>) {
        let name = &table.name;
        match part {
            Part::Column(Edit::Drop(column)) => {
                if cx.may_drop_column(name, &column.name) {
                    self.touch(name, &column.name, Touch::Replaced);
                }
            }
            Part::Column(Edit::Change { before, after }) => {
                if is_replaced(cx, before, after) {
                    self.touch(name, &after.name, Touch::Replaced);
                } else if before.ty != after.ty || before.collation != after.collation {
                    self.touch(name, &after.name, Touch::Retyped);
                }
            }
            Part::Key(Edit::Change { before, after }) if is_renamed(*before, *after) => {}
            Part::Unique(Edit::Change { before, after }) if is_renamed(*before, *after) => {}
            Part::Index(Edit::Change { before, after }) if is_renamed(*before, *after) => {}
            Part::Key(Edit::Drop(key) | Edit::Change { before: key, .. }) => {
                self.take_key(name, key.columns.clone());
            }
            Part::Unique(Edit::Drop(it) | Edit::Change { before: it, .. }) => {
                self.take_key(name, it.columns.clone());
            }
            Part::Index(Edit::Drop(it) | Edit::Change { before: it, .. }) => {
                let columns: Option<Vec<Name>> =
                    it.items.iter().map(|it| it.as_column().cloned()).collect();
                // A foreign key may stand on any index that starts with its columns.
                columns.into_iter().for_each(|it| self.take_key(name, it));
            }
            Part::Column(Edit::Add(_))
            | Part::Key(Edit::Add(_))
            | Part::Unique(Edit::Add(_))
            | Part::Index(Edit::Add(_))
            | Part::ForeignKey(_)
            | Part::Check(_)
            | Part::Exclusion(_)
            | Part::Comment
            | Part::Setting(_) => {}
        }
    }

    /// Derived columns go while those that they use change, and are computed anew.
    fn generated(&mut self, cx: &Context<'_>, table: &NativeTable) {
        if alter_rules(cx.dialect.id()).says_columns_anew || !self.columns.contains_key(&table.name)
        {
            return;
        }
        for column in &table.columns {
            let Some(generated) = &column.generated else { continue };
            if self.mentions(table, &generated.expr) {
                self.touch(&table.name, &column.name, Touch::Replaced);
            }
        }
    }

    fn swapped(&mut self, cx: &Context<'_>, swapped: &FxHashSet<QualifiedName>) {
        for table in cx.after.tables.values() {
            let Some(before) = cx.tables_before.get(&table.name) else { continue };
            let is_swapped = |ty: &NativeType| swapped.contains(&type_name(ty));
            for column in before.columns.iter().filter(|it| is_swapped(&it.ty)) {
                if self.of(&table.name, &column.name).is_none() {
                    self.touch(&table.name, &column.name, Touch::Retyped);
                }
            }
            self.generated(cx, before);
        }
    }

    /// Whether an expression over a table uses a column that is touched.
    pub(super) fn mentions(&self, table: &NativeTable, expr: &Expr) -> bool {
        let Some(columns) = self.columns.get(&table.name) else { return false };
        expr.references().into_iter().any(|it| columns.contains_key(it)) || has_sql(expr)
    }

    /// Whether one of these columns goes, and possibly comes back.
    pub(super) fn replaces(&self, table: &NativeTable, columns: &[Name]) -> bool {
        columns.iter().any(|it| self.of(&table.name, it) == Some(Touch::Replaced))
    }

    /// Whether a key or unique constraint goes with one of its columns.
    pub(super) fn takes_key(&self, table: &NativeTable, columns: &[Name]) -> bool {
        self.replaces(table, columns)
    }

    /// Whether a check is in the way.
    pub(super) fn takes_check(&self, table: &NativeTable, check: &Check) -> bool {
        self.mentions(table, &check.expr)
    }

    /// Whether an exclusion constraint is in the way.
    pub(super) fn takes_exclusion(&self, table: &NativeTable, it: &Exclusion) -> bool {
        let items = it.items.iter().map(|it| &it.item.expr);
        items.chain(&it.predicate).any(|it| self.mentions(table, it))
    }

    /// Whether an index is in the way: it goes with a column, or computes with one that gets another type.
    pub(super) fn takes_index(
        &self,
        table: &NativeTable,
        index: &Index,
        holds_types: bool,
    ) -> bool {
        let columns: Vec<Name> =
            index.items.iter().filter_map(|it| it.as_column()).cloned().collect();
        let computed = index.items.iter().filter(|it| it.as_column().is_none()).map(|it| &it.expr);
        self.replaces(table, &columns)
            || self.replaces(table, &index.include)
            || holds_types && computed.chain(&index.predicate).any(|it| self.mentions(table, it))
    }

    /// Whether a foreign key is in the way of a change at either end.
    pub(super) fn takes_foreign_key(&self, table: &NativeTable, it: &ForeignKey) -> bool {
        self.takes_end(&table.name, &it.columns) || self.takes_end(&it.target, &it.target_columns)
    }

    /// Whether one end of a foreign key is in the way of a change.
    pub(super) fn takes_end(&self, table: &QualifiedName, columns: &[Name]) -> bool {
        let stands_on = |key: &[Name]| columns.iter().all(|it| key.contains(it));
        columns.iter().any(|column| self.of(table, column).is_some())
            || self.keys.get(table).is_some_and(|keys| keys.iter().any(|key| stands_on(key)))
    }
}

/// Whether a column cannot become what it is to be, and is made anew: it holds nothing of its own.
pub(super) fn is_replaced(
    cx: &Context<'_>,
    before: &Column<NativeType>,
    after: &Column<NativeType>,
) -> bool {
    let Some(generated) = &after.generated else { return false };
    if alter_rules(cx.dialect.id()).says_columns_anew {
        // An expression can be exchanged, whether the value is kept cannot; what is kept can become computed.
        let was = before.generated.as_ref().map(|it| it.storage);
        let is_virtual = generated.storage != Some(Storage::Stored);
        return match was {
            Some(storage) => storage != generated.storage,
            None => is_virtual,
        };
    }
    before.generated != after.generated
        || before.ty != after.ty
        || before.collation != after.collation
}

/// Whether only the name or the comment differs: nothing that stands on it need go.
fn is_renamed<T: Commented>(before: &T, after: &T) -> bool {
    before.named(after.name()).bare() == after.bare()
}

pub(super) fn has_sql(expr: &Expr) -> bool {
    let mut res = false;
    expr.walk(&mut |it| res |= matches!(it.kind, crate::base::ExprKind::Sql(_)));
    res
}

pub(super) fn type_name(ty: &NativeType) -> QualifiedName {
    QualifiedName { namespace: ty.namespace.clone(), name: ty.name.clone() }
}
