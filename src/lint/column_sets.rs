//! The sets of columns that are unique in a table, and which of them lie in others.

use rustc_hash::FxHashMap;

use super::context::TableView;
use crate::base::{Name, Span};

/// The primary key of a table and its unique constraints that hold for all its rows in all databases.
pub(super) struct ColumnSets<'a> {
    /// The key first.
    pub(super) items: Vec<ColumnSet<'a>>,
    /// The sets that start with a column, by its place.
    by_first: FxHashMap<usize, Vec<usize>>,
}

/// One of them.
pub(super) struct ColumnSet<'a> {
    /// The places of its columns, in order of place.
    pub(super) columns: Vec<usize>,
    /// Their names as they are declared.
    pub(super) names: &'a [Name],
    /// Whether none of them can be null.
    pub(super) is_mandatory: bool,
    /// Whether it is the primary key.
    pub(super) is_primary: bool,
    /// Where it is declared.
    pub(super) span: Span,
}

impl<'a> ColumnSets<'a> {
    pub(super) fn of(view: &TableView<'a>) -> ColumnSets<'a> {
        let table = view.table;
        let key = table.primary_key.iter().map(|it| (it.columns.as_slice(), it.span, true));
        let uniques = table.uniques.iter().filter(|it| it.only.is_empty());
        let uniques = uniques.map(|it| (it.columns.as_slice(), it.span, false));
        let mut res = ColumnSets { items: Vec::new(), by_first: FxHashMap::default() };
        for (names, span, is_primary) in key.chain(uniques) {
            let mut columns: Vec<usize> =
                names.iter().filter_map(|it| view.facts.column(it)).collect();
            columns.sort_unstable();
            let Some(&first) = columns.first() else { continue };
            res.by_first.entry(first).or_default().push(res.items.len());
            let is_mandatory = columns.iter().all(|&it| !table.columns[it].is_nullable);
            res.items.push(ColumnSet { columns, names, is_mandatory, is_primary, span });
        }
        res
    }

    /// A set that has some columns of the one at `place`, and not all. Only sets that start with one of its
    /// columns are looked at.
    pub(super) fn proper_subset_of(&self, place: usize) -> Option<&ColumnSet<'a>> {
        let outer = &self.items[place].columns;
        let candidates = outer.iter().filter_map(|it| self.by_first.get(it)).flatten();
        let mut inner = candidates.map(|&it| &self.items[it]);
        inner.find(|it| it.columns.len() < outer.len() && is_subset(&it.columns, outer))
    }
}

/// Whether all of `inner` is in `outer`; both are sorted.
fn is_subset(inner: &[usize], outer: &[usize]) -> bool {
    inner.iter().all(|it| outer.binary_search(it).is_ok())
}
