//! Rows in which the harm of a violation can be seen.

use super::attribute_set::AttributeSet;
use super::basis::DependencyBasis;
use super::chase::saturate;
use super::dependencies::{Dependencies, Dependency};
use super::instance::Instance;
use super::normal_form::{NormalForm, Violation};
use super::reasoner::Reasoner;
use super::work::WorkLimit;

/// Legal rows some of which say what the others say already.
///
/// The redundant value cannot be changed by itself, and the redundant row neither deleted nor left
/// out when the others are inserted, without breaking a dependency; and the fact itself cannot be
/// stored without a row around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anomaly {
    /// The rows. They satisfy every declared dependency.
    pub instance: Instance,
    /// What the other rows say already.
    pub redundant: Redundant,
}

/// What is redundant in an [`Anomaly`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Redundant {
    /// Values of this row.
    Values {
        /// The place of the row.
        row: usize,
        /// The columns.
        attributes: AttributeSet,
    },
    /// This whole row.
    Row {
        /// Its place.
        row: usize,
    },
}

/// The smallest rows in which the harm of `violation` can be seen.
///
/// A violation of 5NF or 6NF alone does no such harm: in ETNF no row and no value is ever redundant
/// (Darwen, Date, Fagin, ICDT 2012). Then, and if the limit is hit, there is none.
pub fn anomaly(
    reasoner: &mut Reasoner<'_>,
    violation: &Violation,
    limit: &WorkLimit,
) -> Option<Anomaly> {
    let dependencies = reasoner.dependencies();
    if violation.form > NormalForm::EssentialTuple {
        return None;
    }
    match &violation.dependency {
        Dependency::Functional(it) => {
            let basis = reasoner.basis(&it.from);
            repeated_values(dependencies, &basis, &it.to)
        }
        Dependency::Multivalued(it) => {
            let basis = reasoner.basis(&it.from);
            forced_combination(dependencies, &basis, &it.to)
                .or_else(|| repeated_values(dependencies, &basis, &(&basis.determined - &it.from)))
        }
        Dependency::Join(it) => forced_join(dependencies, &it.components, limit),
    }
}

/// Two rows that agree on the left side and hence on the right, and are not the same.
fn repeated_values(
    dependencies: &Dependencies,
    basis: &DependencyBasis,
    to: &AttributeSet,
) -> Option<Anomaly> {
    let block = basis.blocks.first()?;
    Some(Anomaly {
        instance: Instance::differing_on(block, dependencies.n_attributes()),
        redundant: Redundant::Values { row: 1, attributes: to.clone() },
    })
}

/// Two values of one block with two values of another, all four combinations; the last follows from
/// the others.
fn forced_combination(
    dependencies: &Dependencies,
    basis: &DependencyBasis,
    to: &AttributeSet,
) -> Option<Anomaly> {
    let inside = basis.blocks.iter().find(|block| block.is_subset(to))?;
    let outside = basis.blocks.iter().find(|block| block.is_disjoint(to))?;
    let row = |a: u32, b: u32| {
        let value = |it| match (inside.contains(it), outside.contains(it)) {
            (true, _) => a,
            (_, true) => b,
            (false, false) => 0,
        };
        (0..dependencies.n_attributes()).map(value).collect()
    };
    Some(Anomaly {
        instance: Instance::new(vec![row(0, 0), row(0, 1), row(1, 0), row(1, 1)]),
        redundant: Redundant::Row { row: 3 },
    })
}

/// Rows that join to another row.
fn forced_join(
    dependencies: &Dependencies,
    components: &[AttributeSet],
    limit: &WorkLimit,
) -> Option<Anomaly> {
    let rows = saturate(dependencies, components, limit)?;
    let is_forced = |row: &Vec<u32>| row.iter().all(|value| *value == 0);
    if rows.iter().take(components.len()).any(is_forced) {
        return None;
    }
    let instance = Instance::new(rows);
    let row = instance.rows.iter().position(is_forced)?;
    Some(Anomaly { instance, redundant: Redundant::Row { row } })
}
