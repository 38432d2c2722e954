//! Example rows, and whether they satisfy a dependency.

use std::collections::{BTreeMap, BTreeSet};

use super::attribute_set::AttributeSet;
use super::dependencies::{Dependencies, Dependency, FunctionalDependency};
use super::natural_join::{Exhausted, join_rows};
use super::work::{Meter, WorkLimit};

/// Rows with a value for each attribute. Values can be compared within a column only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    /// The rows; no two are equal.
    pub rows: Vec<Vec<u32>>,
}

impl Instance {
    /// These rows, each once, in the order given.
    pub fn new(mut rows: Vec<Vec<u32>>) -> Instance {
        let mut seen = BTreeSet::new();
        rows.retain(|row| seen.insert(row.clone()));
        Instance { rows }
    }

    /// Two rows that differ exactly on `block`.
    pub(super) fn differing_on(block: &AttributeSet, n_attributes: u32) -> Instance {
        let second = (0..n_attributes).map(|it| u32::from(block.contains(it))).collect();
        Instance::new(vec![vec![0; n_attributes as usize], second])
    }

    /// Whether the rows satisfy `dependency`, which speaks of their columns; `None` if the limit is
    /// hit.
    pub fn satisfies(&self, dependency: &Dependency, limit: &WorkLimit) -> Option<bool> {
        let n_attributes = self.rows.first().map_or(0, |row| row.len() as u32);
        match dependency {
            Dependency::Functional(it) => Some(self.satisfies_functional(it)),
            Dependency::Multivalued(it) => {
                self.is_join(&it.to_join(&AttributeSet::all(n_attributes)).components, limit)
            }
            Dependency::Join(it) => self.is_join(&it.components, limit),
        }
    }

    /// Whether the rows satisfy everything that was declared; `None` if the limit is hit.
    pub fn satisfies_all(&self, dependencies: &Dependencies, limit: &WorkLimit) -> Option<bool> {
        let mut is_open = false;
        for dependency in dependencies.iter() {
            match self.satisfies(&dependency, limit) {
                Some(true) => (),
                Some(false) => return Some(false),
                None => is_open = true,
            }
        }
        (!is_open).then_some(true)
    }

    fn satisfies_functional(&self, dependency: &FunctionalDependency) -> bool {
        let pick = |row: &[u32], attributes: &AttributeSet| {
            attributes.iter().map(|it| row[it as usize]).collect::<Vec<u32>>()
        };
        let mut images: BTreeMap<Vec<u32>, Vec<u32>> = BTreeMap::new();
        self.rows.iter().all(|row| {
            let image = pick(row, &dependency.to);
            *images.entry(pick(row, &dependency.from)).or_insert_with(|| image.clone()) == image
        })
    }

    fn is_join(&self, components: &[AttributeSet], limit: &WorkLimit) -> Option<bool> {
        match join_rows(&self.rows, components, &mut Meter::new(limit)) {
            Ok(joined) => Some(joined.len() == self.rows.len()),
            Err(Exhausted) => None,
        }
    }
}
