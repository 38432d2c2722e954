//! The natural join of an instance's projections, bounded.

use std::collections::BTreeMap;

use super::attribute_set::{Attribute, AttributeSet};
use super::work::Meter;

/// The work limit was hit.
#[derive(Debug)]
pub(super) struct Exhausted;

/// A joined row and, for each component, the row that its values were taken from.
pub(super) type JoinedRow = (Vec<u32>, Vec<usize>);

/// The join of the projections of `rows` on `components`, which cover them.
pub(super) fn join_rows(
    rows: &[Vec<u32>],
    components: &[AttributeSet],
    meter: &mut Meter,
) -> Result<Vec<JoinedRow>, Exhausted> {
    let width = rows.first().map_or(0, Vec::len);
    let start = (vec![0; width], vec![0; components.len()]);
    let mut partial = if rows.is_empty() { Vec::new() } else { vec![start] };
    let mut joined = AttributeSet::new();
    for idx in join_order(components) {
        let component = &components[idx];
        let shared: Vec<Attribute> = (component & &joined).iter().collect();
        let fresh: Vec<Attribute> = (component - &joined).iter().collect();
        let partners = project(rows, &shared, &fresh);
        joined |= component;

        let mut longer = Vec::new();
        for (row, from) in &partial {
            let before = longer.len();
            for (values, origin) in partners.get(&pick(row, &shared)).into_iter().flatten() {
                longer.push(extended(row, from, &fresh, values, idx, *origin));
            }
            meter.spend(((longer.len() - before + 1) * (width + components.len())) as u64);
            if meter.is_exhausted() {
                return Err(Exhausted);
            }
        }
        partial = longer;
    }
    Ok(partial)
}

/// By the values of the shared attributes: the different values of the fresh ones, each with a row
/// that has them.
type Partners = BTreeMap<Vec<u32>, BTreeMap<Vec<u32>, usize>>;

fn project(rows: &[Vec<u32>], shared: &[Attribute], fresh: &[Attribute]) -> Partners {
    let mut res = Partners::new();
    for (origin, row) in rows.iter().enumerate() {
        let values = res.entry(pick(row, shared)).or_default();
        values.entry(pick(row, fresh)).or_insert(origin);
    }
    res
}

fn pick(row: &[u32], attributes: &[Attribute]) -> Vec<u32> {
    attributes.iter().map(|it| row[*it as usize]).collect()
}

fn extended(
    row: &[u32],
    from: &[usize],
    fresh: &[Attribute],
    values: &[u32],
    component: usize,
    origin: usize,
) -> JoinedRow {
    let (mut row, mut from) = (row.to_vec(), from.to_vec());
    for (attribute, value) in fresh.iter().zip(values) {
        row[*attribute as usize] = *value;
    }
    from[component] = origin;
    (row, from)
}

/// Each component after those that it shares most with.
fn join_order(components: &[AttributeSet]) -> Vec<usize> {
    let mut left: Vec<usize> = (0..components.len()).collect();
    let mut joined = AttributeSet::new();
    let mut order = Vec::new();
    while !left.is_empty() {
        let most_shared = |at: &usize| (&components[left[*at]] & &joined).len();
        let best = (0..left.len()).rev().max_by_key(most_shared).unwrap_or(0);
        let idx = left.remove(best);
        joined |= &components[idx];
        order.push(idx);
    }
    order
}
