//! Where tables stand, by name.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::QualifiedName;

/// The places of the tables of a schema, as they were when one was first asked for. It is a hint: whoever follows it
/// looks whether the table that stands there has the name. Two schemas are equal whatever their hints are.
#[derive(Debug, Default)]
pub(crate) struct Places(OnceLock<FxHashMap<QualifiedName, usize>>);

impl Places {
    /// Where a table stood; `names` are those of all tables, in order.
    pub(super) fn of<'a, I>(&self, name: &QualifiedName, names: impl FnOnce() -> I) -> Option<usize>
    where
        I: Iterator<Item = &'a QualifiedName>,
    {
        let places = self.0.get_or_init(|| {
            let mut res = FxHashMap::default();
            for (place, name) in names().enumerate() {
                res.entry(name.clone()).or_insert(place);
            }
            res
        });
        places.get(name).copied()
    }
}

impl Clone for Places {
    fn clone(&self) -> Places {
        Places::default()
    }
}

impl PartialEq for Places {
    fn eq(&self, _: &Places) -> bool {
        true
    }
}

impl Eq for Places {}
