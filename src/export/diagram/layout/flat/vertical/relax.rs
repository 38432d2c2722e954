//! Good heights at little cost: each column in turn goes as near to its neighbours as it can.

use super::{Options, Sketch, Wish};

const SWEEPS: u32 = 8;

/// A vertex's wish to be level with another one: the other vertex, the difference of their tops, the
/// weight.
type Pull = (u32, i32, i32);

/// Heights that obey all distances, after some sweeps over the columns.
pub(super) fn relax(sketch: &Sketch, wishes: &[Wish], options: &Options) -> Vec<i32> {
    let mut pulls: Vec<Vec<Pull>> = vec![Vec::new(); sketch.vertices.len()];
    for &Wish { ends: [(a, a_at), (b, b_at)], weight } in wishes {
        pulls[a as usize].push((b, b_at - a_at, weight));
        pulls[b as usize].push((a, a_at - b_at, weight));
    }
    let mut tops = vec![0; sketch.vertices.len()];
    for column in &sketch.columns {
        stack(sketch, column, options, &mut tops);
    }
    let n_columns = sketch.columns.len();
    for sweep in 0..SWEEPS {
        for step in 0..n_columns {
            let column = if sweep.is_multiple_of(2) { step } else { n_columns - 1 - step };
            settle(sketch, &sketch.columns[column], &pulls, options, &mut tops);
        }
    }
    tops
}

fn stack(sketch: &Sketch, column: &[u32], options: &Options, tops: &mut [i32]) {
    let mut top = 0;
    for (idx, &vertex) in column.iter().enumerate() {
        if idx > 0 {
            top += sketch.pitch(column[idx - 1], vertex, options);
        }
        tops[vertex as usize] = top;
    }
    for &vertex in column {
        tops[vertex as usize] -= top / 2;
    }
}

/// Vertices that touch and move as one.
struct Cluster {
    /// How many vertices.
    len: usize,
    weight: f64,
    /// The weighted sum of wished tops of the first vertex of the column.
    wished: f64,
}

/// Moves one column to the weighted least squares of its wishes: neighbours whose wishes would push
/// them into each other are pooled (the pool-adjacent-violators algorithm).
fn settle(
    sketch: &Sketch,
    column: &[u32],
    pulls: &[Vec<Pull>],
    options: &Options,
    tops: &mut [i32],
) {
    let mut offsets = vec![0; column.len()];
    for idx in 1..column.len() {
        offsets[idx] = offsets[idx - 1] + sketch.pitch(column[idx - 1], column[idx], options);
    }
    let mut clusters: Vec<Cluster> = Vec::with_capacity(column.len());
    for (&vertex, offset) in column.iter().zip(&offsets) {
        // Without wishes a vertex would rather stay.
        let mut weight = 0.01;
        let mut wished = 0.01 * f64::from(tops[vertex as usize] - offset);
        for &(other, difference, pull) in &pulls[vertex as usize] {
            weight += f64::from(pull);
            wished += f64::from(pull) * f64::from(tops[other as usize] + difference - offset);
        }
        let mut cluster = Cluster { len: 1, weight, wished };
        while let Some(above) = clusters.pop_if(|it| it.place() > cluster.place()) {
            cluster.len += above.len;
            cluster.weight += above.weight;
            cluster.wished += above.wished;
        }
        clusters.push(cluster);
    }
    let mut members = column.iter().zip(offsets);
    for cluster in clusters {
        let place = cluster.place().round() as i32;
        for (&vertex, offset) in members.by_ref().take(cluster.len) {
            tops[vertex as usize] = place + offset;
        }
    }
}

impl Cluster {
    fn place(&self) -> f64 {
        self.wished / self.weight
    }
}
