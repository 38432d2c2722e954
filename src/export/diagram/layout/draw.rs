//! From the innermost groups outwards every level is drawn.

use super::blocks::{Block, blocks};
use super::choose::choose_columns;
use super::flat::{self, Arranged, Effort};
use super::geometry::{Point, Rect, Side, Size};
use super::levels::{Item, Levels, Tip};
use super::pack::{self, Packed, Part};
use super::site::{Context, Drawn, Site};

/// How often groups are drawn again for what is around them.
const ROUNDS: usize = 2;

/// For each level and terminal the height at which its line goes on outside, if that is known.
type Anchors = Vec<Vec<Option<i32>>>;

/// Draws all levels of a graph.
pub(super) fn draw(cx: Context) -> (Levels, Vec<Drawn>) {
    let mut levels = Levels::new(cx.graph, cx.stacks, cx.memberships);
    let estimates = estimate(cx, &levels);
    let mut blocks_of = Vec::with_capacity(levels.levels.len());
    for level in 0..levels.levels.len() {
        let mut blocks = blocks(&levels.levels[level]);
        let site = Site { cx, levels: &levels, level, drawn: &estimates, anchors: &[] };
        for block in blocks.iter_mut().filter(|it| !it.is_lone()) {
            choose_columns(&site, block);
        }
        for block in &blocks {
            enter_groups(cx, &mut levels, level, block);
        }
        blocks_of.push(blocks);
    }
    let no_anchors = vec![Vec::new(); levels.levels.len()];
    let mut drawn = draw_levels(cx, &levels, &blocks_of, &no_anchors);
    // What is in a group is drawn without knowing what is around it. Once that is known, it is drawn
    // again to fit.
    let has_borders = levels.levels.iter().any(|it| !it.terminals.is_empty());
    for _ in 0..if has_borders { ROUNDS } else { 0 } {
        let anchors = anchor(&levels, &drawn);
        drawn = draw_levels(cx, &levels, &blocks_of, &anchors);
    }
    (levels, drawn)
}

fn draw_levels(
    cx: Context,
    levels: &Levels,
    blocks_of: &[Vec<Block>],
    anchors: &Anchors,
) -> Vec<Drawn> {
    let mut res: Vec<Drawn> = (0..levels.levels.len()).map(|_| Drawn::default()).collect();
    for level in (0..levels.levels.len()).rev() {
        let site = Site { cx, levels, level, drawn: &res, anchors: &anchors[level] };
        res[level] = draw_level(&site, &blocks_of[level]);
    }
    res
}

/// Where the lines of the terminals go on outside, measured from the top of the group.
fn anchor(levels: &Levels, drawn: &[Drawn]) -> Anchors {
    let mut res: Vec<Vec<Option<i32>>> =
        levels.levels.iter().map(|it| vec![None; it.terminals.len()]).collect();
    for (level, drawing) in levels.levels.iter().zip(drawn) {
        for (link, points) in level.links.iter().zip(&drawing.links) {
            let backwards: Vec<Point> = points.iter().rev().copied().collect();
            for (tip, way) in [(link.root, points), (link.leaf, &backwards)] {
                let (Tip::Item(item), Some(end)) = (tip, way.first()) else { continue };
                let Item::Level(inner) = level.items[item] else { continue };
                let place = drawing.items[item];
                let side = if end.x <= place.x { Side::Left } else { Side::Right };
                // The first step is level; the second leads to where the line goes on.
                let goal = way.get(2).unwrap_or(end).y - place.y;
                if let Some(terminal) = levels.terminal(inner, link.net, side) {
                    let known = &mut res[inner][terminal];
                    *known = Some(known.map_or(goal, |it| it.midpoint(goal)));
                }
            }
        }
    }
    res
}

/// Carries links that end at groups on into them.
fn enter_groups(cx: Context, levels: &mut Levels, level: usize, block: &Block) {
    for (nth, &idx) in block.links.iter().enumerate() {
        let link = levels.levels[level].links[idx];
        let (root, leaf) = cx.ends(&link);
        let Some((root_side, leaf_side)) = block.sides_of(nth, &link) else { continue };
        for (tip, end, is_root, side) in
            [(link.root, root, true, root_side), (link.leaf, leaf, false, leaf_side)]
        {
            let Tip::Item(item) = tip else { continue };
            if let Item::Level(sub) = levels.levels[level].items[item] {
                levels.enter(cx.stacks, &link, end.node, is_root, (sub, side));
            }
        }
    }
}

/// Sizes of groups before they are drawn.
fn estimate(cx: Context, levels: &Levels) -> Vec<Drawn> {
    let mut res: Vec<Drawn> = (0..levels.levels.len()).map(|_| Drawn::default()).collect();
    for (idx, level) in levels.levels.iter().enumerate().rev() {
        let sizes = level.items.iter().map(|&it| match it {
            Item::Stack(stack) => cx.stacks.stacks[stack].size,
            Item::Level(level) => res[level].size,
        });
        let mut widest = Size::default();
        let mut area = 0.0;
        for size in sizes {
            widest.width = widest.width.max(size.width);
            widest.height = widest.height.max(size.height);
            area += f64::from(size.width + 70) * f64::from(size.height + cx.options.box_gap);
        }
        let width = (area * f64::from(cx.options.aspect)).sqrt() as i32;
        let height = (area / f64::from(cx.options.aspect)).sqrt() as i32;
        let (margin, title) = cx.frame(level);
        res[idx].size = Size::new(
            width.max(widest.width) + 2 * margin,
            height.max(widest.height) + 2 * margin + title.height,
        );
    }
    res
}

fn draw_level(site: &Site, blocks: &[Block]) -> Drawn {
    let level = site.level();
    let options = site.cx.options;
    let (linked, lone): (Vec<&Block>, Vec<&Block>) = blocks.iter().partition(|it| !it.is_lone());
    let arranged: Vec<Arranged> = linked
        .iter()
        .map(|it| flat::arrange(&it.flat(site), options, Effort::full(it.links.len())))
        .collect();
    let lone_sizes: Vec<Size> = lone.iter().map(|it| site.size(it.items[0])).collect();
    let parts: Vec<Part> =
        linked.iter().zip(&arranged).map(|(block, it)| part(site, block, it)).collect();
    let is_open = linked.first().is_some_and(|it| !it.terminals.is_empty());
    let packed = pack::pack(&parts, &lone_sizes, is_open, options);
    let mut res = framed(site, &packed);
    let (margin, title) = site.cx.frame(level);
    let corner = Point::new(margin, margin + title.height);
    for ((block, arranged), place) in linked.iter().zip(&arranged).zip(&packed.parts) {
        put(site, block, arranged, place.shifted(corner), &mut res);
    }
    for (block, place) in lone.iter().zip(&packed.lone) {
        res.items[block.items[0]] = place.shifted(corner);
    }
    res
}

/// A level of the right size with nothing in place yet.
fn framed(site: &Site, packed: &Packed) -> Drawn {
    let level = site.level();
    let (margin, title) = site.cx.frame(level);
    Drawn {
        size: Size::new(
            packed.size.width.max(title.width) + 2 * margin,
            packed.size.height + 2 * margin + title.height,
        ),
        items: vec![Point::default(); level.items.len()],
        links: vec![Vec::new(); level.links.len()],
        labels: vec![[[Rect::default(); 2]; 2]; level.links.len()],
        terminals: vec![0; level.terminals.len()],
    }
}

/// Puts the drawing of a block into its level; lines of terminals reach out to the border.
fn put(site: &Site, block: &Block, arranged: &Arranged, by: Point, drawn: &mut Drawn) {
    let level = site.level();
    let mut places = arranged.boxes.iter().map(|it| it.shifted(by));
    for (&item, place) in block.items.iter().zip(places.by_ref()) {
        drawn.items[item] = place;
    }
    for (&terminal, place) in block.terminals.iter().zip(places) {
        drawn.terminals[terminal] = place.y;
    }
    let border = |tip: Tip| match tip {
        Tip::Item(_) => None,
        Tip::Terminal(terminal) => Some(match level.terminals[terminal] {
            Side::Left => 0,
            Side::Right => drawn.size.width,
        }),
    };
    for (nth, &link) in block.links.iter().enumerate() {
        let points = arranged.links[nth].iter().map(|it| it.shifted(by));
        let first = points.clone().next().unwrap_or(by);
        let last = points.clone().next_back().unwrap_or(by);
        let before = border(level.links[link].root).map(|x| Point::new(x, first.y));
        let after = border(level.links[link].leaf).map(|x| Point::new(x, last.y));
        drawn.links[link] = before.into_iter().chain(points).chain(after).collect();
        drawn.labels[link] = arranged.labels[nth].map(|it| it.map(|it| it.shifted(by)));
    }
}

/// A drawing with what is taken in it.
fn part(site: &Site, block: &Block, arranged: &Arranged) -> Part {
    let boxes = arranged.boxes.iter().zip(&block.items);
    let boxes = boxes.map(|(&place, &item)| Rect::new(place, site.size(item)));
    let steps = arranged.links.iter().flat_map(|it| it.windows(2)).map(|it| {
        let at = Point::new(it[0].x.min(it[1].x), it[0].y.min(it[1].y));
        Rect::new(at, Size::new((it[0].x - it[1].x).abs(), (it[0].y - it[1].y).abs()))
    });
    let texts = arranged.labels.iter().flatten().flatten().copied().filter(|it| it.width > 0);
    Part { size: arranged.size, content: boxes.chain(steps).chain(texts).collect() }
}
