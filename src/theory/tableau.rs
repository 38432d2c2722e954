//! The tableau of a join: rows of symbols that the chase turns into a proof or a counterexample.

use super::attribute_set::{Attribute, AttributeSet};
use super::dependencies::{DependencyId, union};
use super::instance::Instance;

/// A tableau after the chase (Aho, Beeri, Ullman, TODS 4(3), 1979; Maier, Mendelzon, Sagiv, TODS
/// 4(4), 1979).
///
/// One row stands for each component: the distinguished symbol 0 in the columns of the component, a
/// symbol of its own elsewhere. A dependency equates symbols or adds a row. The join holds if a row
/// of zeros appears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tableau {
    /// The components whose join is examined.
    pub components: Vec<AttributeSet>,
    /// The rows after the chase, first one for each component. Only their `scope` counts in a
    /// projection.
    pub rows: Vec<Vec<u32>>,
    /// What the chase did, in order.
    pub steps: Vec<ChaseStep>,
    /// How it ended.
    pub outcome: ChaseOutcome,
}

/// What one application of a dependency did to a tableau.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChaseStep {
    /// A functional dependency made two symbols of a column equal.
    Equate {
        /// The dependency.
        by: DependencyId,
        /// Two rows that agree on its left side.
        rows: [usize; 2],
        /// The column.
        attribute: Attribute,
        /// The symbol that stays; 0 is the distinguished one.
        kept: u32,
        /// The symbol that it replaces everywhere in the column.
        dropped: u32,
    },
    /// A multivalued or join dependency added a row.
    Add {
        /// The dependency.
        by: DependencyId,
        /// The new row's place.
        row: usize,
        /// The row that each of the dependency's components was taken from.
        from: Vec<usize>,
    },
}

/// How a chase ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChaseOutcome {
    /// This row has only distinguished symbols: the join holds.
    Proven {
        /// Its place.
        row: usize,
    },
    /// Nothing more applies: the rows satisfy every dependency and not the join.
    Refuted,
    /// The work limit came first.
    Undecided,
}

impl Tableau {
    /// The tableau of the join of `components`, in a relation of `n_attributes`, before the chase.
    pub(super) fn of_join(components: &[AttributeSet], n_attributes: u32) -> Tableau {
        let row = |idx: usize, component: &AttributeSet| {
            let own = idx as u32 + 1;
            (0..n_attributes).map(|it| if component.contains(it) { 0 } else { own }).collect()
        };
        let rows = components.iter().enumerate().map(|(idx, it)| row(idx, it)).collect();
        Tableau {
            components: components.to_vec(),
            rows,
            steps: Vec::new(),
            outcome: ChaseOutcome::Undecided,
        }
    }

    /// Whether the join was proven.
    pub fn is_proof(&self) -> bool {
        matches!(self.outcome, ChaseOutcome::Proven { .. })
    }

    /// The rows as an instance that satisfies the dependencies and loses information in the join,
    /// if it is one.
    pub fn to_counterexample(&self) -> Option<Instance> {
        (self.outcome == ChaseOutcome::Refuted).then(|| Instance::new(self.rows.clone()))
    }

    /// The columns that the join speaks of.
    pub fn scope(&self) -> AttributeSet {
        union(&self.components)
    }
}
