//! A block as boxes that are to be shared out among columns.

use super::super::blocks::Block;
use super::super::columns::{Link, Problem};
use super::super::graph::EdgeKind;
use super::super::levels::{self, Tip};
use super::super::site::Site;
use rustc_hash::FxHashMap;

/// What the columns are to be chosen for.
pub(super) fn problem(site: &Site, block: &Block) -> Problem {
    let level = site.level();
    let heights = block.items.iter().map(|&it| site.size(it).height + site.cx.options.box_gap);
    let mut res = Problem {
        heights: heights.collect(),
        links: Vec::new(),
        pulls: vec![[0; 2]; block.items.len()],
    };
    let weights = Weights::new(site, block);
    for link in block.links.iter().map(|&it| &level.links[it]) {
        let ends = [link.root, link.leaf].map(|it| block.number(it) as u32);
        match (link.root, link.leaf) {
            (Tip::Item(_), Tip::Item(_)) => {
                let weight = weights.of(block, link);
                res.links.push(Link { ends, lean: lean(site, link), weight });
            }
            (Tip::Item(_), Tip::Terminal(it)) => {
                res.pulls[ends[0] as usize][level.terminals[it] as usize] += 1;
            }
            (Tip::Terminal(it), Tip::Item(_)) => {
                res.pulls[ends[1] as usize][level.terminals[it] as usize] += 1;
            }
            (Tip::Terminal(_), Tip::Terminal(_)) => {}
        }
    }
    res
}

fn lean(site: &Site, link: &levels::Link) -> i8 {
    let to_right = match site.cx.graph.edges[link.edge].kind {
        EdgeKind::Free | EdgeKind::Hierarchy => 0,
        EdgeKind::TargetLeft => -1,
        EdgeKind::TargetRight => 1,
    };
    if site.cx.memberships[link.edge.idx()].is_root_to { -to_right } else { to_right }
}

/// How much links count.
struct Weights {
    /// How many links of a net lead to the same item.
    parallel: FxHashMap<(u32, usize), u32>,
    /// How many links a net has.
    siblings: FxHashMap<u32, u32>,
}

impl Weights {
    fn new(site: &Site, block: &Block) -> Weights {
        let mut res = Weights { parallel: FxHashMap::default(), siblings: FxHashMap::default() };
        for link in block.links.iter().map(|&it| &site.level().links[it]) {
            *res.parallel.entry((link.net, block.number(link.leaf))).or_default() += 1;
            *res.siblings.entry(link.net).or_default() += 1;
        }
        res
    }

    /// Parallel links count together a little more than one would, and the less the more others run
    /// along the same trunk.
    fn of(&self, block: &Block, link: &levels::Link) -> i64 {
        let parallel = self.parallel.get(&(link.net, block.number(link.leaf)));
        let n_parallel = f64::from(parallel.copied().unwrap_or(1));
        let siblings = self.siblings.get(&link.net).copied().unwrap_or(1);
        let n_siblings = (f64::from(siblings) / n_parallel).floor();
        let together = 70.0 + 30.0 * n_parallel;
        let shared = (n_siblings.max(3.0) / 3.0).powf(0.4);
        (together / n_parallel / shared) as i64
    }
}
