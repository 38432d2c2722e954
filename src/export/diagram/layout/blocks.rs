//! What hangs together within a level, and the columns in which it is drawn best.

use super::columns::{self, Problem, Seed};
use super::flat::{self, Arranged, Effort, Flat, Port};
use super::geometry::{Side, Size};
use super::graph::{Edge, EdgeKind, End, Graph, Options};
use super::levels::{Item, Level, Levels, Link, Tip, ends};
use super::nets::{Membership, ROOT_SHARE, strip};
use super::sets::find;
use super::stacks::{Stacks, reserved};
use rustc_hash::FxHashMap;

/// The things that all levels are drawn from.
pub(super) struct Context<'a> {
    pub(super) graph: &'a Graph,
    pub(super) stacks: &'a Stacks,
    pub(super) memberships: &'a [Membership],
    pub(super) options: &'a Options,
}

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

/// What is known of the groups in a level while it is drawn.
pub(super) trait Inner {
    /// The size of an item.
    fn size(&self, item: usize) -> Size;
    /// The heights between which a net passes the side of an item that is a group.
    fn strip(&self, level: usize, net: u32, side: Side, item: usize) -> (i32, i32);
    /// The height at which the line of a terminal goes on outside, if that is known.
    fn anchor(&self, terminal: usize) -> Option<i32>;
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
    let mut block_of = vec![None; n_items + 1];
    let mut res: Vec<Block> = Vec::new();
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
    fn number(&self, tip: Tip) -> usize {
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

    /// The drawing of this block, with its columns.
    pub(super) fn flat(
        &self,
        cx: &Context,
        levels: &Levels,
        level: usize,
        inner: &dyn Inner,
    ) -> Flat {
        let level = &levels.levels[level];
        let mut boxes: Vec<Size> = self.items.iter().map(|&it| inner.size(it)).collect();
        boxes.resize(boxes.len() + self.terminals.len(), Size::default());
        let n_columns = self.columns.iter().max().map_or(0, |it| it + 1);
        let has_right = self.terminals.iter().any(|&it| level.terminals[it] == Side::Right);
        let n_columns = if has_right { n_columns } else { n_columns + 1 };
        let anchors = self.terminals.iter().filter_map(|&it| {
            let number = self.number(Tip::Terminal(it)) as u32;
            inner.anchor(it).map(|height| (number, height))
        });
        let mut res = Flat {
            boxes,
            column_of: self.columns.clone(),
            n_columns,
            links: Vec::with_capacity(self.links.len()),
            anchors: anchors.collect(),
        };
        for (nth, &idx) in self.links.iter().enumerate() {
            let link = &level.links[idx];
            let (root_end, leaf_end) = cx.ends(link);
            let (root_side, leaf_side) = self.sides_of(nth, link).unzip();
            let port = |tip: Tip, end: &End, side: Option<Side>, share: u32, label: Size| {
                let labels = [Size::default(), label];
                let port = Port { at: self.number(tip) as u32, share, labels, ..Port::default() };
                cx.port(level, link, tip, end, side, inner, port)
            };
            let share = cx.memberships[link.edge.idx()].leaf_share;
            let label = cx.graph.edges[link.edge].label.unwrap_or_default();
            res.links.push(flat::Link {
                net: link.net,
                root: port(link.root, &root_end, root_side, ROOT_SHARE, Size::default()),
                leaf: port(link.leaf, &leaf_end, leaf_side, share, label),
                side: root_side,
            });
        }
        res
    }
}

impl Context<'_> {
    /// Root and leaf of the edge of a link.
    pub(super) fn ends(&self, link: &Link) -> (End, End) {
        ends(&self.graph.edges[link.edge], self.memberships[link.edge.idx()])
    }

    fn port(
        &self,
        level: &Level,
        link: &Link,
        tip: Tip,
        end: &End,
        side: Option<Side>,
        inner: &dyn Inner,
        port: Port,
    ) -> Port {
        let item = match tip {
            Tip::Terminal(_) => {
                return Port { labels: [Size::default(); 2], share: ROOT_SHARE, ..port };
            }
            Tip::Item(item) => item,
        };
        match level.items[item] {
            Item::Level(sub) => {
                let side = side.unwrap_or(Side::Left);
                let (top, bottom) = inner.strip(sub, link.net, side, item);
                let labels = [Size::default(); 2];
                Port { top, bottom, share: ROOT_SHARE, labels, ..port }
            }
            Item::Stack(stack) => {
                let rect = self.stacks.rect(end.node);
                let node = &self.graph.nodes[end.node];
                let (mut top, bottom) = strip(node, end.row);
                let is_root = self.stacks.stacks[stack].members[0].0 == end.node;
                if end.row.is_none() && !is_root {
                    top = top.max(reserved(rect.height)).min(bottom);
                }
                let insets = [Side::Left, Side::Right].map(|it| self.stacks.inset(end.node, it));
                Port {
                    top: rect.top + top,
                    bottom: rect.top + bottom,
                    insets,
                    marker: end.marker.max(0),
                    labels: [end.label.unwrap_or_default(), port.labels[1]],
                    ..port
                }
            }
        }
    }

    /// Chooses the columns of a block: some ways to share it out are drawn, the best drawing wins.
    pub(super) fn choose_columns(
        &self,
        levels: &Levels,
        level: usize,
        block: &mut Block,
        inner: &dyn Inner,
    ) {
        let problem = self.problem(levels, level, block, inner);
        let n_items = block.items.len();
        let mut ideal = self.ideal_columns(block, inner);
        let mut best: Option<Candidate> = None;
        let mut tried: Vec<Vec<u32>> = Vec::new();
        let mut consider = |columns: Vec<u32>, best: &mut Option<Candidate>| {
            if !tried.contains(&columns) {
                let candidate = self.draw_candidate(levels, level, block, inner, &columns);
                tried.push(columns);
                if best.as_ref().is_none_or(|it| candidate.score < it.score) {
                    *best = Some(candidate);
                }
            }
        };
        for round in 0..2 {
            for (n_columns, seed) in candidates(ideal, n_items, round) {
                consider(columns::assign(&problem, n_columns, seed), &mut best);
            }
            // What the first round drew tells how wide a column really is.
            if let Some(Candidate { size, n_columns, .. }) = best {
                let aspect = f64::from(size.width) / f64::from(size.height.max(1));
                let factor = (f64::from(self.options.aspect) / aspect).sqrt();
                ideal = f64::from(n_columns) * factor.clamp(0.4, 2.5);
            }
        }
        for kick in 0..n_kicks(n_items) {
            let from: Option<Vec<u32>> =
                best.as_ref().map(|it| it.columns.iter().take(n_items).map(|it| it - 1).collect());
            if let Some(from) = from {
                consider(columns::vary(&problem, &from, kick), &mut best);
            }
        }
        if let Some(best) = best {
            block.columns = best.columns;
            block.sides = best.sides;
        }
    }

    fn draw_candidate(
        &self,
        levels: &Levels,
        level: usize,
        block: &mut Block,
        inner: &dyn Inner,
        columns: &[u32],
    ) -> Candidate {
        block.columns = self.with_terminals(&levels.levels[level], block, columns);
        block.sides = Vec::new();
        let mut flat = block.flat(self, levels, level, inner);
        let sides = flat::choose_sides(&flat);
        for (link, &side) in flat.links.iter_mut().zip(&sides) {
            link.side = Some(side);
        }
        let drawing = flat::arrange(&flat, self.options, Effort::sketch(block.links.len()));
        Candidate {
            score: score(&drawing, self.options),
            size: drawing.size,
            n_columns: columns.iter().max().map_or(1, |it| it + 1),
            columns: std::mem::take(&mut block.columns),
            sides,
        }
    }

    /// Items stand in columns from 1; terminals at both ends.
    fn with_terminals(&self, level: &Level, block: &Block, columns: &[u32]) -> Vec<u32> {
        let last = columns.iter().max().map_or(0, |it| it + 2);
        let items = columns.iter().map(|it| it + 1);
        let terminals = block.terminals.iter().map(|&it| match level.terminals[it] {
            Side::Left => 0,
            Side::Right => last,
        });
        items.chain(terminals).collect()
    }

    fn problem(&self, levels: &Levels, level: usize, block: &Block, inner: &dyn Inner) -> Problem {
        let level = &levels.levels[level];
        let heights = block.items.iter().map(|&it| inner.size(it).height + self.options.box_gap);
        let mut res = Problem {
            heights: heights.collect(),
            links: Vec::new(),
            pulls: vec![[0; 2]; block.items.len()],
        };
        let mut pairs: FxHashMap<(u32, usize), u32> = FxHashMap::default();
        let mut nets: FxHashMap<u32, u32> = FxHashMap::default();
        for link in block.links.iter().map(|&it| &level.links[it]) {
            *pairs.entry((link.net, block.number(link.leaf))).or_default() += 1;
            *nets.entry(link.net).or_default() += 1;
        }
        for &idx in &block.links {
            let link = &level.links[idx];
            let (root, leaf) = (block.number(link.root) as u32, block.number(link.leaf) as u32);
            match (link.root, link.leaf) {
                (Tip::Item(_), Tip::Item(_)) => {
                    let lean = self.lean(&self.graph.edges[link.edge], link);
                    let n_parallel = pairs[&(link.net, leaf as usize)];
                    let n_siblings = nets[&link.net] / n_parallel;
                    let weight = weight(n_parallel, n_siblings);
                    res.links.push(columns::Link { ends: [root, leaf], lean, weight });
                }
                (Tip::Item(_), Tip::Terminal(it)) => {
                    res.pulls[root as usize][level.terminals[it] as usize] += 1;
                }
                (Tip::Terminal(it), Tip::Item(_)) => {
                    res.pulls[leaf as usize][level.terminals[it] as usize] += 1;
                }
                (Tip::Terminal(_), Tip::Terminal(_)) => {}
            }
        }
        res
    }

    fn lean(&self, edge: &Edge, link: &Link) -> i8 {
        let is_root_to = self.memberships[link.edge.idx()].is_root_to;
        let to_right = match edge.kind {
            EdgeKind::Free | EdgeKind::Hierarchy => 0,
            EdgeKind::TargetLeft => -1,
            EdgeKind::TargetRight => 1,
        };
        if is_root_to { -to_right } else { to_right }
    }

    /// How many columns would give the block the wished proportions.
    fn ideal_columns(&self, block: &Block, inner: &dyn Inner) -> f64 {
        let sizes: Vec<Size> = block.items.iter().map(|&it| inner.size(it)).collect();
        let gap = self.options.box_gap;
        let height: f64 = sizes.iter().map(|it| f64::from(it.height + gap)).sum();
        let widths: f64 = sizes.iter().map(|it| f64::from(it.width)).sum();
        let width = widths / sizes.len().max(1) as f64 * 1.15 + 90.0;
        (f64::from(self.options.aspect) * height / width).sqrt()
    }
}

/// How many variations of the best way are drawn.
fn n_kicks(n_items: usize) -> u32 {
    match n_items {
        0..3 => 0,
        3..30 => 60,
        30..60 => 30,
        60..120 => 10,
        120..250 => 3,
        _ => 0,
    }
}

/// How much one of some parallel links counts: together a little more than one would, and the less the
/// more others run along the same trunk.
fn weight(n_parallel: u32, n_siblings: u32) -> i64 {
    let together = 70.0 + 30.0 * f64::from(n_parallel);
    let shared = (f64::from(n_siblings.max(3)) / 3.0).powf(0.4);
    (together / f64::from(n_parallel) / shared) as i64
}

/// A way to share out a block, and how its drawing came out.
struct Candidate {
    score: f64,
    size: Size,
    n_columns: u32,
    columns: Vec<u32>,
    sides: Vec<Side>,
}

/// Numbers of columns and ways to begin: in the first round the ideal, in the second what is near it.
fn candidates(ideal: f64, n_items: usize, round: u32) -> Vec<(u32, Seed)> {
    let most = u32::try_from(n_items).unwrap_or(u32::MAX).max(1);
    let spread: &[f64] = match (round, n_items) {
        (0, _) | (_, 250..) => &[1.0],
        (_, 0..60) => &[0.7, 0.85, 1.0, 1.15, 1.35],
        (_, 60..250) => &[0.88, 1.0, 1.15],
    };
    let seeds: &[Seed] = match n_items {
        0..400 => &[Seed::Sweep, Seed::Hub, Seed::Flow],
        _ => &[Seed::Sweep, Seed::Flow],
    };
    let mut counts: Vec<u32> =
        spread.iter().map(|it| ((ideal * it).round() as u32).clamp(1, most)).collect();
    counts.dedup();
    counts.iter().flat_map(|&count| seeds.iter().map(move |&seed| (count, seed))).collect()
}

/// How bad a drawing is, on a logarithmic scale: what counts is how much worse one is than another.
fn score(drawing: &Arranged, options: &Options) -> f64 {
    let (width, height) = (f64::from(drawing.size.width), f64::from(drawing.size.height));
    let off = ((width + 1.0) / (height + 1.0) / f64::from(options.aspect)).ln().abs();
    let area = (1.0 + width * height).ln();
    let n_links = drawing.links.len() as f64;
    let crossings = (1.0 + 3.0 * drawing.crossings as f64 / (n_links + 4.0)).ln();
    let steps = drawing.links.iter().flat_map(|it| it.windows(2));
    let length: f64 =
        steps.map(|it| f64::from((it[0].x - it[1].x).abs() + (it[0].y - it[1].y).abs())).sum();
    let n_bends: usize = drawing.links.iter().map(|it| it.len().saturating_sub(2)).sum();
    let bends = n_bends as f64 / (n_links + 1.0);
    // Other parts of the picture make up for proportions that are not too far off.
    area + 0.8 * (off - 0.25).max(0.0) + 0.8 * crossings + 0.35 * (1.0 + length).ln() + 0.08 * bends
}
