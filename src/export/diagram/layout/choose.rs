//! In which columns a block is drawn best.

mod problem;

use super::blocks::Block;
use super::columns::{self, Problem, Seed};
use super::flat::{self, Arranged, Effort};
use super::geometry::{Side, Size};
use super::graph::Options;
use super::site::Site;
use std::collections::BTreeSet;

/// Of blocks with more items than this few ways are compared, by a first sketch.
const MOST_COMPARED: usize = 2000;
/// How often the number of columns of such a block is guessed anew.
const ROUGH_ROUNDS: u32 = 3;

/// A way to share out a block, and how its drawing came out.
struct Candidate {
    score: f64,
    size: Size,
    /// The column of each item, from 0.
    columns: Vec<u32>,
    sides: Vec<Side>,
}

/// Chooses the columns of a block: some ways to share it out are drawn, the best drawing wins.
pub(super) fn choose_columns(site: &Site, block: &mut Block) {
    let problem = problem::problem(site, block);
    let mut ideal = ideal_columns(site, block);
    let is_large = block.items.len() > MOST_COMPARED;
    let effort = if is_large { Effort::rough() } else { Effort::sketch(block.links.len()) };
    let mut search = Search { site, problem, effort, tried: BTreeSet::new(), best: None };
    let n_rounds = if is_large { ROUGH_ROUNDS } else { 2 };
    for round in 0..n_rounds {
        let candidates = match is_large {
            true => vec![(count(ideal, block.items.len()), Seed::Sweep)],
            false => candidates(ideal, block.items.len(), round),
        };
        for (n_columns, seed) in candidates {
            let columns = columns::assign(&search.problem, n_columns, seed);
            search.consider(block, columns);
        }
        // What was drawn tells how wide a column really is: lines may need more room than boxes.
        if let Some(best) = &search.best {
            ideal = best.ideal_columns(site.cx.options);
        }
    }
    for kick in 0..n_kicks(block.items.len()) {
        if let Some(best) = &search.best {
            let columns = columns::vary(&search.problem, &best.columns, kick);
            search.consider(block, columns);
        }
    }
    // Where groups are, their sizes are still guesses.
    if site.cx.graph.groups.is_empty() {
        search.turn_over(block);
    }
    if let Some(best) = search.best {
        block.columns = with_terminals(site, block, &best.columns);
        block.sides = best.sides;
    }
}

struct Search<'a> {
    site: &'a Site<'a>,
    problem: Problem,
    effort: Effort,
    tried: BTreeSet<Vec<u32>>,
    best: Option<Candidate>,
}

impl Search<'_> {
    /// Draws the block in these columns, unless that was done before, and keeps them if they are best.
    fn consider(&mut self, block: &mut Block, columns: Vec<u32>) {
        if !self.tried.insert(columns.clone()) {
            return;
        }
        try_columns(self.site, block, &columns);
        let (score, size) = self.sketch(block);
        if self.best.as_ref().is_none_or(|it| score < it.score) {
            let sides = std::mem::take(&mut block.sides);
            self.best = Some(Candidate { score, size, columns, sides });
        }
    }

    /// How bad the block comes out as it is now, and how large.
    fn sketch(&self, block: &Block) -> (f64, Size) {
        let drawing = flat::arrange(&block.flat(self.site), self.site.cx.options, self.effort);
        (score(&drawing, self.site.cx.options), drawing.size)
    }

    /// Tries the other side for links between boxes of one column, one after another.
    fn turn_over(&mut self, block: &mut Block) {
        let Some(mut best) = self.best.take() else { return };
        block.columns = with_terminals(self.site, block, &best.columns);
        block.sides.clone_from(&best.sides);
        let links = self.site.level().links.as_slice();
        let is_upright = |nth: &usize| {
            let link = &links[block.links[*nth]];
            let [root, leaf] = [link.root, link.leaf].map(|it| block.columns[block.number(it)]);
            root == leaf && link.root != link.leaf
        };
        let upright: Vec<usize> = (0..block.links.len()).filter(is_upright).collect();
        for nth in upright.into_iter().take(most_turned(block.items.len())) {
            let before = block.sides[nth];
            block.sides[nth] = before.opposite();
            let (score, size) = self.sketch(block);
            if score < best.score {
                (best.score, best.size) = (score, size);
            } else {
                block.sides[nth] = before;
            }
        }
        best.sides = std::mem::take(&mut block.sides);
        self.best = Some(best);
    }
}

/// Puts a block into columns and decides the sides of its links.
fn try_columns(site: &Site, block: &mut Block, columns: &[u32]) {
    block.columns = with_terminals(site, block, columns);
    block.sides.clear();
    block.sides = flat::choose_sides(&block.flat(site));
}

/// Items stand in columns from 1; terminals at both ends.
fn with_terminals(site: &Site, block: &Block, columns: &[u32]) -> Vec<u32> {
    let last = columns.iter().max().map_or(0, |it| it + 2);
    let items = columns.iter().map(|it| it + 1);
    let terminals = block.terminals.iter().map(|&it| match site.level().terminals[it] {
        Side::Left => 0,
        Side::Right => last,
    });
    items.chain(terminals).collect()
}

impl Candidate {
    /// How many columns would have had the wished proportions.
    fn ideal_columns(&self, options: &Options) -> f64 {
        let n_columns = self.columns.iter().max().map_or(1, |it| it + 1);
        let aspect = f64::from(self.size.width) / f64::from(self.size.height.max(1));
        let factor = (f64::from(options.aspect) / aspect).sqrt();
        f64::from(n_columns) * factor.clamp(0.4, 2.5)
    }
}

/// A guess at how many columns would give the block the wished proportions.
fn ideal_columns(site: &Site, block: &Block) -> f64 {
    let sizes: Vec<Size> = block.items.iter().map(|&it| site.size(it)).collect();
    let gap = site.cx.options.box_gap;
    let height: f64 = sizes.iter().map(|it| f64::from(it.height + gap)).sum();
    let widths: f64 = sizes.iter().map(|it| f64::from(it.width)).sum();
    // Columns are wider than their average box, and lines need room beside them.
    let width = widths / sizes.len().max(1) as f64 * 1.15 + 90.0;
    (f64::from(site.cx.options.aspect) * height / width).sqrt()
}

fn count(ideal: f64, n_items: usize) -> u32 {
    (ideal.round() as u32).clamp(1, u32::try_from(n_items).unwrap_or(u32::MAX).max(1))
}

/// Numbers of columns and ways to begin: in the first round the ideal, in the second what is near it.
fn candidates(ideal: f64, n_items: usize, round: u32) -> Vec<(u32, Seed)> {
    let spread: &[f64] = match (round, n_items) {
        (0, _) | (_, 250..) => &[1.0],
        (_, 0..60) => &[0.7, 0.85, 1.0, 1.15, 1.35],
        (_, 60..250) => &[0.88, 1.0, 1.15],
    };
    let seeds: &[Seed] = match n_items {
        0..400 => &[Seed::Sweep, Seed::Hub, Seed::Flow],
        _ => &[Seed::Sweep, Seed::Flow],
    };
    let mut counts: Vec<u32> = spread.iter().map(|it| count(ideal * it, n_items)).collect();
    counts.dedup();
    counts.iter().flat_map(|&count| seeds.iter().map(move |&seed| (count, seed))).collect()
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

/// How many links are tried on the other side.
fn most_turned(n_items: usize) -> usize {
    match n_items {
        0..60 => 40,
        60..250 => 10,
        _ => 0,
    }
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
