//! From the innermost groups outwards every level is drawn; then all is put in place.

use super::blocks::{Block, Context, Inner, blocks};
use super::drawing::{Drawing, Route};
use super::flat::{self, Arranged, Effort, simplify};
use super::geometry::{Point, Rect, Side, Size};
use super::levels::{Item, Levels, Tip};
use super::pack;

/// How often groups are drawn again for what is around them.
const ROUNDS: usize = 2;

/// A level with everything in it placed.
#[derive(Debug, Default)]
struct Drawn {
    /// With padding and title.
    size: Size,
    /// The upper left corners of the items.
    items: Vec<Point>,
    links: Vec<Vec<Point>>,
    /// For each link the rectangles of the texts at its root and its leaf.
    labels: Vec<[[Rect; 2]; 2]>,
    /// The heights at which nets leave.
    terminals: Vec<i32>,
}

/// Places all nodes, groups and edges.
pub(super) fn draw(cx: &Context) -> Drawing {
    let mut levels = Levels::new(cx.graph, cx.stacks, cx.memberships);
    let estimates = estimate(cx, &levels);
    let mut blocks_of = Vec::with_capacity(levels.levels.len());
    for level in 0..levels.levels.len() {
        let mut parts = blocks(&levels.levels[level]);
        let inner = Estimates { levels: &levels, cx, level, sizes: &estimates };
        for block in parts.iter_mut().filter(|it| !it.is_lone()) {
            cx.choose_columns(&levels, level, block, &inner);
        }
        for block in &parts {
            enter_groups(cx, &mut levels, level, block);
        }
        blocks_of.push(parts);
    }
    let mut anchors = vec![Vec::new(); levels.levels.len()];
    let mut drawn = draw_levels(cx, &levels, &blocks_of, &anchors);
    // What is in a group is drawn without knowing what is around it. Once that is known, it is drawn
    // again to fit.
    let has_borders = levels.levels.iter().any(|it| !it.terminals.is_empty());
    for _ in 0..if has_borders { ROUNDS } else { 0 } {
        anchors = anchor(&levels, &drawn);
        drawn = draw_levels(cx, &levels, &blocks_of, &anchors);
    }
    compose(cx, &levels, &drawn)
}

fn draw_levels(
    cx: &Context,
    levels: &Levels,
    blocks_of: &[Vec<Block>],
    anchors: &[Vec<Option<i32>>],
) -> Vec<Drawn> {
    let mut res: Vec<Drawn> = (0..levels.levels.len()).map(|_| Drawn::default()).collect();
    for level in (0..levels.levels.len()).rev() {
        let inner = Known { cx, levels, level, drawn: &res, anchors: &anchors[level] };
        res[level] = draw_level(cx, &inner, &blocks_of[level]);
    }
    res
}

/// For each level and terminal the height where the line goes on outside, from the top of the group.
fn anchor(levels: &Levels, drawn: &[Drawn]) -> Vec<Vec<Option<i32>>> {
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
fn enter_groups(cx: &Context, levels: &mut Levels, level: usize, block: &Block) {
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
fn estimate(cx: &Context, levels: &Levels) -> Vec<Size> {
    let mut res = vec![Size::default(); levels.levels.len()];
    for (idx, level) in levels.levels.iter().enumerate().rev() {
        let sizes = level.items.iter().map(|&it| match it {
            Item::Stack(stack) => cx.stacks.stacks[stack].size,
            Item::Level(level) => res[level],
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
        let (margin, title) = frame(cx, levels, idx);
        res[idx] = Size::new(
            width.max(widest.width) + 2 * margin,
            height.max(widest.height) + 2 * margin + title.height,
        );
    }
    res
}

/// The padding of a level, and the room for its title.
fn frame(cx: &Context, levels: &Levels, level: usize) -> (i32, Size) {
    match levels.levels[level].group {
        None => (0, Size::default()),
        Some(group) => (cx.options.group_padding, cx.graph.groups[group].title),
    }
}

struct Estimates<'a> {
    cx: &'a Context<'a>,
    levels: &'a Levels,
    level: usize,
    sizes: &'a [Size],
}

impl Inner for Estimates<'_> {
    fn size(&self, item: usize) -> Size {
        match self.levels.levels[self.level].items[item] {
            Item::Stack(stack) => self.cx.stacks.stacks[stack].size,
            Item::Level(level) => self.sizes[level],
        }
    }

    fn strip(&self, level: usize, _: u32, _: Side, _: usize) -> (i32, i32) {
        (0, self.sizes[level].height)
    }

    fn anchor(&self, _: usize) -> Option<i32> {
        None
    }
}

struct Known<'a> {
    cx: &'a Context<'a>,
    levels: &'a Levels,
    level: usize,
    drawn: &'a [Drawn],
    anchors: &'a [Option<i32>],
}

impl Inner for Known<'_> {
    fn size(&self, item: usize) -> Size {
        match self.levels.levels[self.level].items[item] {
            Item::Stack(stack) => self.cx.stacks.stacks[stack].size,
            Item::Level(level) => self.drawn[level].size,
        }
    }

    fn strip(&self, level: usize, net: u32, side: Side, _: usize) -> (i32, i32) {
        let terminal = self.levels.terminal(level, net, side);
        let height = terminal.map_or(0, |it| self.drawn[level].terminals[it]);
        (height, height)
    }

    fn anchor(&self, terminal: usize) -> Option<i32> {
        self.anchors.get(terminal).copied().flatten()
    }
}

fn draw_level(cx: &Context, inner: &Known, blocks: &[Block]) -> Drawn {
    let Known { levels, level, .. } = *inner;
    let this = &levels.levels[level];
    let (linked, lone): (Vec<&Block>, Vec<&Block>) = blocks.iter().partition(|it| !it.is_lone());
    let arranged: Vec<_> = linked
        .iter()
        .map(|block| {
            let flat = block.flat(cx, levels, level, inner);
            flat::arrange(&flat, cx.options, Effort::full(block.links.len()))
        })
        .collect();
    let lone_sizes: Vec<Size> = lone.iter().map(|it| inner.size(it.items[0])).collect();
    let parts: Vec<pack::Part> =
        linked.iter().zip(&arranged).map(|(block, it)| part(block, it, inner)).collect();
    let is_open = linked.first().is_some_and(|it| !it.terminals.is_empty());
    let packed = pack::pack(&parts, &lone_sizes, is_open, cx.options);
    let (margin, title) = frame(cx, levels, level);
    let corner = Point::new(margin, margin + title.height);
    let mut res = Drawn {
        size: Size::new(
            packed.size.width.max(title.width) + 2 * margin,
            packed.size.height + 2 * margin + title.height,
        ),
        items: vec![Point::default(); this.items.len()],
        links: vec![Vec::new(); this.links.len()],
        labels: vec![[[Rect::default(); 2]; 2]; this.links.len()],
        terminals: vec![0; this.terminals.len()],
    };
    for ((block, arranged), place) in linked.iter().zip(&arranged).zip(&packed.parts) {
        let by = place.shifted(corner);
        let mut places = arranged.boxes.iter().map(|it| it.shifted(by));
        for (&item, place) in block.items.iter().zip(places.by_ref()) {
            res.items[item] = place;
        }
        for (&terminal, place) in block.terminals.iter().zip(places) {
            res.terminals[terminal] = place.y;
        }
        for (&link, labels) in block.links.iter().zip(&arranged.labels) {
            res.labels[link] = labels.map(|it| it.map(|it| it.shifted(by)));
        }
        for (&link, points) in block.links.iter().zip(&arranged.links) {
            let mut points: Vec<Point> = points.iter().map(|it| it.shifted(by)).collect();
            let border = |tip: Tip| match tip {
                Tip::Item(_) => None,
                Tip::Terminal(terminal) => Some(match this.terminals[terminal] {
                    Side::Left => 0,
                    Side::Right => res.size.width,
                }),
            };
            if let (Some(x), Some(first)) = (border(this.links[link].root), points.first()) {
                points.insert(0, Point::new(x, first.y));
            }
            if let (Some(x), Some(last)) = (border(this.links[link].leaf), points.last()) {
                points.push(Point::new(x, last.y));
            }
            res.links[link] = points;
        }
    }
    for (block, place) in lone.iter().zip(&packed.lone) {
        res.items[block.items[0]] = place.shifted(corner);
    }
    res
}

/// A drawing with what is taken in it.
fn part(block: &Block, arranged: &Arranged, inner: &dyn Inner) -> pack::Part {
    let boxes = arranged.boxes.iter().zip(&block.items);
    let boxes = boxes.map(|(&place, &item)| Rect::new(place, inner.size(item)));
    let steps = arranged.links.iter().flat_map(|it| it.windows(2)).map(|it| {
        let at = Point::new(it[0].x.min(it[1].x), it[0].y.min(it[1].y));
        Rect::new(at, Size::new((it[0].x - it[1].x).abs(), (it[0].y - it[1].y).abs()))
    });
    let texts = arranged.labels.iter().flatten().flatten().copied().filter(|it| it.width > 0);
    pack::Part { size: arranged.size, content: boxes.chain(steps).chain(texts).collect() }
}

/// Turns places within levels into places within the picture.
fn compose(cx: &Context, levels: &Levels, drawn: &[Drawn]) -> Drawing {
    let graph = cx.graph;
    let mut corners = vec![Point::default(); levels.levels.len()];
    let mut res = Drawing {
        size: drawn[0].size,
        nodes: vec![Rect::default(); graph.nodes.len()],
        groups: vec![Rect::default(); graph.groups.len()],
        edges: vec![Route::default(); graph.edges.len()],
    };
    for (idx, level) in levels.levels.iter().enumerate() {
        if let Some(group) = level.group.filter(|_| !level.items.is_empty()) {
            res.groups[group.idx()] = Rect::new(corners[idx], drawn[idx].size);
        }
        for (&item, place) in level.items.iter().zip(&drawn[idx].items) {
            let place = place.shifted(corners[idx]);
            match item {
                Item::Level(inner) => corners[inner] = place,
                Item::Stack(stack) => {
                    for &(node, rect) in &cx.stacks.stacks[stack].members {
                        res.nodes[node.idx()] = rect.shifted(place);
                    }
                }
            }
        }
    }
    let n_nets = cx.memberships.iter().map(|it| it.net + 1).max().unwrap_or(0);
    for (id, edge) in graph.edges.iter() {
        let membership = cx.memberships[id.idx()];
        let route = &mut res.edges[id.idx()];
        route.net = membership.family;
        if let Some(line) = &cx.stacks.lines[id.idx()] {
            let node = edge.to.node;
            // The subtypes of one supertype share a line.
            route.net = n_nets + node.idx() as u32;
            let by = res.nodes[node.idx()].at();
            let from = cx.stacks.rect(node).at();
            let by = Point::new(by.x - from.x, by.y - from.y);
            route.points = line.iter().map(|it| it.shifted(by)).collect();
            continue;
        }
        let way = &levels.ways[id.idx()];
        // The root's texts are in its innermost level, the leaf's in that of the leaf.
        let (root, leaf) = (way.root.last(), way.leaf.last().or(way.root.first()));
        let labels = |piece: Option<&(usize, usize)>, end: usize| {
            let texts = piece.map(|&(level, link)| {
                drawn[level].labels[link][end].map(|it| it.shifted(corners[level]))
            });
            texts.unwrap_or_default().map(|it| (it.width > 0).then_some(it))
        };
        let ([root_label, _], [leaf_label, label]) = (labels(root, 0), labels(leaf, 1));
        (route.from_label, route.to_label) =
            if membership.is_root_to { (leaf_label, root_label) } else { (root_label, leaf_label) };
        route.label = label;
        for &(level, link) in way.root.iter().rev().chain(&way.leaf) {
            let points = drawn[level].links[link].iter().map(|it| it.shifted(corners[level]));
            route.points.extend(points);
        }
        simplify(&mut route.points);
        if membership.is_root_to {
            route.points.reverse();
        }
    }
    res
}
