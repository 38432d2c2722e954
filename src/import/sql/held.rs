//! The tables of a script, found by their names.

use rustc_hash::FxHashMap;

use crate::base::Name;
use crate::schema::{NativeType, QualifiedName, Table};

/// Tables in the order in which they were made.
pub(super) struct Tables {
    list: Vec<Table<NativeType>>,
    /// Where each one stands, by what its name is compared as.
    places: FxHashMap<QualifiedName, usize>,
    /// SQLite takes `A` for `a`, in whichever schema.
    ignores_case: bool,
    /// The places of tables that were handed out to be changed since their names were looked at.
    touched: Vec<usize>,
}

impl Tables {
    pub(super) fn new(list: Vec<Table<NativeType>>, ignores_case: bool) -> Tables {
        let mut res =
            Tables { list, places: FxHashMap::default(), ignores_case, touched: Vec::new() };
        res.place_all();
        res
    }

    pub(super) fn push(&mut self, table: Table<NativeType>) {
        let key = self.key(&table.name);
        self.places.entry(key).or_insert(self.list.len());
        self.touched.push(self.list.len());
        self.list.push(table);
    }

    pub(super) fn has(&self, name: &QualifiedName) -> bool {
        self.places.contains_key(&self.key(name))
    }

    /// Whether two names are those of one table.
    pub(super) fn are_one(&self, a: &QualifiedName, b: &QualifiedName) -> bool {
        self.key(a) == self.key(b)
    }

    pub(super) fn get_mut(&mut self, name: &QualifiedName) -> Option<&mut Table<NativeType>> {
        let place = *self.places.get(&self.key(name))?;
        if self.touched.last() != Some(&place) {
            self.touched.push(place);
        }
        self.list.get_mut(place)
    }

    /// Takes a table away, if it is there.
    pub(super) fn remove(&mut self, name: &QualifiedName) {
        if self.has(name) {
            let key = self.key(name);
            let (list, ignores_case) = (std::mem::take(&mut self.list), self.ignores_case);
            let rest = list.into_iter().filter(|it| compared(&it.name, ignores_case) != key);
            self.list = rest.collect();
            self.place_all();
        }
    }

    /// Gives a table another name, if it is there.
    pub(super) fn rename(&mut self, old: &QualifiedName, new: &QualifiedName) {
        if let Some(table) = self.get_mut(old) {
            table.name = new.clone();
            self.place_all();
        }
    }

    pub(super) fn iter(&self) -> std::slice::Iter<'_, Table<NativeType>> {
        self.list.iter()
    }

    /// All of them, to be changed but for their names.
    pub(super) fn iter_mut(&mut self) -> std::slice::IterMut<'_, Table<NativeType>> {
        self.touched = (0..self.list.len()).collect();
        self.list.iter_mut()
    }

    /// The names of tables and of their indexes that may have come since this was last asked for.
    pub(super) fn new_names(&mut self) -> impl Iterator<Item = &Name> {
        let touched = std::mem::take(&mut self.touched);
        touched.into_iter().filter_map(|it| self.list.get(it)).flat_map(|table| {
            let constraints = table.primary_key.iter().map(|it| &it.name);
            let constraints = constraints.chain(table.uniques.iter().map(|it| &it.name));
            let constraints = constraints.chain(table.exclusions.iter().map(|it| &it.name));
            let indexes = table.indexes.iter().map(|it| &it.name);
            std::iter::once(&table.name.name).chain(constraints).chain(indexes)
        })
    }

    pub(super) fn into_list(self) -> Vec<Table<NativeType>> {
        self.list
    }

    fn key(&self, name: &QualifiedName) -> QualifiedName {
        compared(name, self.ignores_case)
    }

    fn place_all(&mut self) {
        self.touched = (0..self.list.len()).collect();
        self.places.clear();
        for (place, table) in self.list.iter().enumerate() {
            self.places.entry(compared(&table.name, self.ignores_case)).or_insert(place);
        }
    }
}

/// What a name is compared as.
fn compared(name: &QualifiedName, ignores_case: bool) -> QualifiedName {
    match ignores_case {
        true => QualifiedName { namespace: None, name: Name::new(name.name.to_ascii_lowercase()) },
        false => name.clone(),
    }
}
