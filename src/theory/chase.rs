//! The chase: applies dependencies to a tableau until nothing changes or the work limit is hit.

use std::collections::BTreeSet;

use super::attribute_set::{Attribute, AttributeSet};
use super::dependencies::{Dependencies, DependencyId};
use super::natural_join::{Exhausted, join_rows};
use super::tableau::{ChaseOutcome, ChaseStep, Tableau};
use super::work::{Meter, WorkLimit};

/// Decides whether the relation is always the join of its projections on `components`.
///
/// The components need not cover the relation: then the question is about its projection on what
/// they cover. Exact unless the limit is hit. With functional dependencies alone it takes
/// polynomial time; with others the tableau can grow exponentially.
pub fn chase_join(
    dependencies: &Dependencies,
    components: &[AttributeSet],
    limit: &WorkLimit,
) -> Tableau {
    let tableau = Tableau::of_join(components, dependencies.n_attributes());
    let mut chase = Chase::new(dependencies, tableau, limit);
    let outcome = chase.run(&Until::Proven);
    let mut tableau = chase.tableau;
    tableau.rows = chase.columns.rows();
    tableau.outcome = outcome;
    tableau
}

/// The rows that join on `components` to a row of zeros, with all rows that the dependencies then
/// ask for; `None` if the limit is hit. The first rows stand for the components.
pub(super) fn saturate(
    dependencies: &Dependencies,
    components: &[AttributeSet],
    limit: &WorkLimit,
) -> Option<Vec<Vec<u32>>> {
    let tableau = Tableau::of_join(components, dependencies.n_attributes());
    let mut chase = Chase::new(dependencies, tableau, limit);
    let outcome = chase.run(&Until::NothingApplies);
    (outcome != ChaseOutcome::Undecided).then(|| chase.columns.rows())
}

/// When to stop.
enum Until {
    /// As soon as a row of zeros appears.
    Proven,
    NothingApplies,
}

struct Chase<'a> {
    dependencies: &'a Dependencies,
    /// Multivalued and join dependencies by their components.
    joins: Vec<(DependencyId, Vec<AttributeSet>)>,
    tableau: Tableau,
    columns: Columns,
    scope: AttributeSet,
    meter: Meter,
}

impl<'a> Chase<'a> {
    fn new(dependencies: &'a Dependencies, tableau: Tableau, limit: &WorkLimit) -> Chase<'a> {
        Chase {
            dependencies,
            joins: dependencies.components(),
            columns: Columns::new(&tableau.rows, dependencies.n_attributes()),
            scope: &tableau.scope() & &dependencies.attributes(),
            tableau,
            meter: Meter::new(limit),
        }
    }

    fn run(&mut self, until: &Until) -> ChaseOutcome {
        loop {
            if self.equate_all().is_err() {
                return ChaseOutcome::Undecided;
            }
            let row = self.columns.distinguished_row(&self.scope);
            let proven = row.map(|row| ChaseOutcome::Proven { row });
            if let (Some(proven), Until::Proven) = (proven, until) {
                return proven;
            }
            match self.add_rows() {
                Ok(true) => (),
                Ok(false) => return proven.unwrap_or(ChaseOutcome::Refuted),
                Err(Exhausted) => return ChaseOutcome::Undecided,
            }
        }
    }

    /// Applies the functional dependencies until none does anything. A dependency is looked at
    /// again only when a column of its left side has changed.
    fn equate_all(&mut self) -> Result<(), Exhausted> {
        let functional = self.dependencies.functional();
        let mut is_waiting = vec![true; functional.len()];
        while is_waiting.contains(&true) {
            for by in 0..functional.len() {
                if std::mem::take(&mut is_waiting[by]) {
                    let changed = self.equate(by)?;
                    self.wake(&changed, &mut is_waiting);
                }
            }
        }
        Ok(())
    }

    fn wake(&self, changed: &AttributeSet, is_waiting: &mut [bool]) {
        if !changed.is_empty() {
            for (dependency, is_waiting) in self.dependencies.functional().iter().zip(is_waiting) {
                *is_waiting |= dependency.from.intersects(changed);
            }
        }
    }

    /// Equates what rows that agree on the left side have on the right; the columns that changed.
    fn equate(&mut self, by: usize) -> Result<AttributeSet, Exhausted> {
        let dependency = &self.dependencies.functional()[by];
        let to: Vec<Attribute> = (&dependency.to - &dependency.from).iter().collect();
        let mut changed = AttributeSet::new();
        for rows in self.columns.agreeing_neighbours(&dependency.from) {
            for &attribute in &to {
                if let Some((kept, dropped)) = self.columns.equate(attribute, rows) {
                    let by = DependencyId::Functional(by);
                    self.tableau.steps.push(ChaseStep::Equate {
                        by,
                        rows,
                        attribute,
                        kept,
                        dropped,
                    });
                    changed.insert(attribute);
                    self.meter.spend(self.columns.n_rows as u64 / 8);
                }
            }
        }
        self.meter.spend((self.columns.n_rows * (1 + dependency.from.len())) as u64);
        if self.meter.is_exhausted() { Err(Exhausted) } else { Ok(changed) }
    }

    /// Adds the rows that the multivalued and join dependencies ask for; whether there were any.
    fn add_rows(&mut self) -> Result<bool, Exhausted> {
        let mut known: BTreeSet<Vec<u32>> = self.columns.rows().into_iter().collect();
        let n_before = self.columns.n_rows;
        for (by, components) in &self.joins {
            let rows = self.columns.rows();
            for (row, from) in join_rows(&rows, components, &mut self.meter)? {
                if known.insert(row.clone()) {
                    let place = self.columns.add(&row);
                    self.tableau.steps.push(ChaseStep::Add { by: *by, row: place, from });
                }
            }
        }
        Ok(self.columns.n_rows > n_before)
    }
}

/// The symbols of a tableau by column, so that replacing a symbol walks memory in order.
struct Columns {
    columns: Vec<Vec<u32>>,
    n_rows: usize,
}

impl Columns {
    fn new(rows: &[Vec<u32>], n_attributes: u32) -> Columns {
        let column = |idx| rows.iter().map(|row| row[idx]).collect();
        Columns { columns: (0..n_attributes as usize).map(column).collect(), n_rows: rows.len() }
    }

    fn rows(&self) -> Vec<Vec<u32>> {
        (0..self.n_rows).map(|row| self.columns.iter().map(|it| it[row]).collect()).collect()
    }

    fn add(&mut self, row: &[u32]) -> usize {
        for (column, symbol) in self.columns.iter_mut().zip(row) {
            column.push(*symbol);
        }
        self.n_rows += 1;
        self.n_rows - 1
    }

    fn distinguished_row(&self, scope: &AttributeSet) -> Option<usize> {
        (0..self.n_rows).find(|row| scope.iter().all(|it| self.columns[it as usize][*row] == 0))
    }

    /// Pairs of rows that agree on `attributes`, enough of them to connect all that agree.
    fn agreeing_neighbours(&self, attributes: &AttributeSet) -> Vec<[usize; 2]> {
        let columns: Vec<&[u32]> =
            attributes.iter().map(|it| self.columns[it as usize].as_slice()).collect();
        let symbols = |row: usize| columns.iter().map(move |column| column[row]);
        let mut rows: Vec<usize> = (0..self.n_rows).collect();
        rows.sort_by(|a, b| symbols(*a).cmp(symbols(*b)));
        let pairs = rows.windows(2).filter(|pair| symbols(pair[0]).eq(symbols(pair[1])));
        pairs.map(|pair| [pair[0], pair[1]]).collect()
    }

    /// Makes the two rows agree on `attribute`; the symbol kept, the smaller one, and the symbol
    /// dropped.
    fn equate(&mut self, attribute: Attribute, rows: [usize; 2]) -> Option<(u32, u32)> {
        let column = &mut self.columns[attribute as usize];
        let [a, b] = rows.map(|row| column[row]);
        let (kept, dropped) = (a.min(b), a.max(b));
        (kept != dropped).then(|| {
            for symbol in column {
                if *symbol == dropped {
                    *symbol = kept;
                }
            }
            (kept, dropped)
        })
    }
}
