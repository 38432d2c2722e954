//! What hangs together within a level.

use super::geometry::Side;
use super::levels::{Level, Link, Tip};
use super::sets::find;

/// A part of a level that links hold together.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// The items; in the flat drawing they come before the terminals.
    pub(super) items: Vec<usize>,
    pub(super) terminals: Vec<usize>,
    pub(super) links: Vec<usize>,
    /// The column of each item and terminal.
    pub(super) columns: Vec<u32>,
    /// The side of its root that each link leaves from.
    pub(super) sides: Vec<Side>,
}

/// The parts of a level. All that is linked to its border is one part, and that comes first; boxes
/// without links are in it too, then.
pub(super) fn blocks(level: &Level) -> Vec<Block> {
    let n_items = level.items.len();
    let outside = n_items;
    let mut above: Vec<usize> = (0..=n_items).collect();
    let node = |tip: Tip| match tip {
        Tip::Item(item) => item,
        Tip::Terminal(_) => outside,
    };
    for link in &level.links {
        let (a, b) = (find(&mut above, node(link.root)), find(&mut above, node(link.leaf)));
        above[a.min(b)] = a.max(b);
    }
    let mut res: Vec<Block> = Vec::new();
    let mut block_of = vec![None; n_items + 1];
    for item in [outside].into_iter().chain(0..n_items) {
        let top = find(&mut above, item);
        let block = *block_of[top].get_or_insert_with(|| {
            res.push(Block::default());
            res.len() - 1
        });
        if item != outside {
            res[block].items.push(item);
        }
    }
    res[0].terminals = (0..level.terminals.len()).collect();
    for (idx, link) in level.links.iter().enumerate() {
        let top = find(&mut above, node(link.root));
        if let Some(block) = block_of[top] {
            res[block].links.push(idx);
        }
    }
    res.retain(|it| !it.items.is_empty());
    if res.first().is_some_and(|it| !it.terminals.is_empty()) {
        fill_up(&mut res);
    }
    res
}

/// Lines to the border would run through a grid beside their block, so boxes without lines fill up the
/// columns of the block instead.
fn fill_up(blocks: &mut Vec<Block>) {
    let (lone, linked): (Vec<Block>, Vec<Block>) =
        std::mem::take(blocks).into_iter().partition(Block::is_lone);
    *blocks = linked;
    if let Some(open) = blocks.first_mut() {
        open.items.extend(lone.into_iter().flat_map(|it| it.items));
        open.items.sort_unstable();
    }
}

impl Block {
    /// The flat drawing's number of a tip.
    pub(super) fn number(&self, tip: Tip) -> usize {
        match tip {
            Tip::Item(item) => self.items.partition_point(|&it| it < item),
            Tip::Terminal(it) => self.items.len() + it,
        }
    }

    /// Whether the block is a single item without links.
    pub(super) fn is_lone(&self) -> bool {
        self.items.len() == 1 && self.links.is_empty()
    }

    /// The sides of its root and its leaf that a link of this block uses.
    pub(super) fn sides_of(&self, nth: usize, link: &Link) -> Option<(Side, Side)> {
        let side = *self.sides.get(nth)?;
        let [root, leaf] = [link.root, link.leaf].map(|it| self.columns[self.number(it)]);
        Some((side, if root == leaf { side } else { side.opposite() }))
    }
}
