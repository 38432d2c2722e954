//! Of a scene of changes, what changed and what is beside it.

use crate::export::diagram::scene::{RowMark, Scene};
use crate::export::diagram::view::select;

/// The boxes that changed and those that changed lines meet, with their neighbours; of what stayed as it was,
/// only keys and what lines end at.
pub fn only_changes(scene: &Scene) -> Scene {
    let mut shown: Vec<bool> = scene.nodes.iter().map(|it| it.change.is_some()).collect();
    for line in scene.lines.iter().filter(|it| it.change.is_some()) {
        shown[line.from.node] = true;
        shown[line.to.node] = true;
    }
    let mut with_neighbours = shown.clone();
    for line in &scene.lines {
        let is_near = |it: usize| scene.nodes[it].change.is_some();
        with_neighbours[line.to.node] |= is_near(line.from.node);
        with_neighbours[line.from.node] |= is_near(line.to.node);
    }
    let mut res = select(scene, &with_neighbours);
    leave_out_rows(&mut res);
    res
}

/// Boxes that stayed as they were show their keys and where lines end.
fn leave_out_rows(scene: &mut Scene) {
    let mut is_met: Vec<Vec<bool>> =
        scene.nodes.iter().map(|it| vec![false; it.rows.len()]).collect();
    for end in scene.lines.iter().flat_map(|it| [&it.from, &it.to]) {
        if let Some(it) = end.row.and_then(|row| is_met[end.node].get_mut(row)) {
            *it = true;
        }
    }
    let mut places: Vec<Vec<Option<usize>>> = Vec::with_capacity(scene.nodes.len());
    for (node, is_met) in scene.nodes.iter_mut().zip(&is_met) {
        let is_whole = node.change.is_some();
        if !is_whole {
            node.footer.clear();
        }
        let mut moved = Vec::with_capacity(node.rows.len());
        let mut n_kept = 0;
        let mut met = is_met.iter();
        node.rows.retain(|row| {
            let is_key = matches!(row.mark, RowMark::Key | RowMark::KeyReference);
            let is_kept = met.next().is_some_and(|it| *it) || is_whole || is_key;
            moved.push(is_kept.then_some(n_kept));
            n_kept += usize::from(is_kept);
            is_kept
        });
        places.push(moved);
    }
    for end in scene.lines.iter_mut().flat_map(|it| [&mut it.from, &mut it.to]) {
        end.row = end.row.and_then(|it| places[end.node].get(it).copied().flatten());
    }
}
