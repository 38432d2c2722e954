//! A run that cannot pass another one is made into two with a bridge between them.

use super::Run;

/// A bridge should keep this distance from the lines that begin or end in the channel.
const BEST_GAP: i32 = 10;

/// Splits the runs at these positions; `heights` are those of all lines of the channel, sorted.
pub(super) fn split(runs: &mut Vec<Run>, positions: &[usize], heights: &mut Vec<i32>) {
    for &position in positions {
        let run = &runs[position];
        if run.left.is_empty() || run.right.is_empty() {
            continue;
        }
        let middle = |heights: &[i32]| heights[heights.len() / 2];
        let wished = middle(&run.left).midpoint(middle(&run.right));
        let bridge = free_height(heights, wished);
        heights.insert(heights.partition_point(|&it| it < bridge), bridge);
        let right = std::mem::replace(&mut runs[position].right, vec![bridge]);
        runs[position].bridge = Some(bridge);
        let wire = runs[position].wire;
        runs.push(Run { wire, left: vec![bridge], right, bridge: Some(bridge) });
    }
}

/// The height next to `wished` that is far enough from all others, or else in the widest gap nearby.
fn free_height(heights: &[i32], wished: i32) -> i32 {
    let room = |height: i32| {
        let next = heights.partition_point(|&it| it < height);
        let below = heights.get(next).map_or(BEST_GAP, |it| it - height);
        let above = next.checked_sub(1).map_or(BEST_GAP, |it| height - heights[it]);
        below.min(above).min(BEST_GAP)
    };
    let nearby = (0..400).flat_map(|it| [wished + it, wished - it]);
    let mut best = (i32::MIN, wished);
    for height in nearby {
        let here = room(height);
        if here > best.0 {
            best = (here, height);
        }
        if here == BEST_GAP {
            break;
        }
    }
    best.1
}
