//! In which order the lines at one strip leave it.

use super::Sketch;

/// Sorts pins of one strip so that their lines need not cross.
///
/// Lines that come back to the same side go above (0) or below (2) those that go across (1), and the
/// one that comes back farther away encloses the others.
pub(super) type Goal = (u8, i64);

pub(super) fn goals(sketch: &Sketch) -> Vec<Goal> {
    let heights = heights(sketch);
    let mut res = vec![(1, 0); sketch.pins.len()];
    for wire in sketch.channels.iter().flatten() {
        for (near, far) in [(&wire.left, &wire.right), (&wire.right, &wire.left)] {
            for &pin in near {
                res[pin as usize] = goal(&heights, pin, near, far);
            }
        }
    }
    res
}

fn goal(heights: &[i64], pin: u32, near: &[u32], far: &[u32]) -> Goal {
    let mean = |pins: &mut dyn Iterator<Item = u32>| {
        let (mut sum, mut n_pins) = (0, 0);
        for it in pins {
            sum += heights[it as usize];
            n_pins += 1;
        }
        if n_pins == 0 { None } else { Some(sum / n_pins) }
    };
    if let Some(across) = mean(&mut far.iter().copied()) {
        return (1, across);
    }
    let own = heights[pin as usize];
    match mean(&mut near.iter().copied().filter(|&it| it != pin)) {
        Some(back) if back < own => (0, -back),
        Some(back) => (2, -back),
        None => (1, own),
    }
}

/// Something that grows downwards along the pins of a column.
fn heights(sketch: &Sketch) -> Vec<i64> {
    let mut tops = vec![0; sketch.vertices.len()];
    for column in &sketch.columns {
        let mut top = 0;
        for &vertex in column {
            tops[vertex as usize] = top;
            top += i64::from(sketch.vertices[vertex as usize].size.height) + 1;
        }
    }
    sketch.pins.iter().map(|it| tops[it.vertex as usize] + i64::from(it.y)).collect()
}
