//! The points of each link, from its root to its leaf.

use super::horizontal::Positions;
use super::sketch::{Sketch, Way};
use super::{Point, Rect};

/// The corners of a link's line.
pub(super) fn trace(sketch: &Sketch, positions: &Positions, way: &Way) -> Vec<Point> {
    let trunk = &sketch.trunks[way.trunk as usize];
    let mut res = vec![pin_point(sketch, positions, trunk.root)];
    let mut enter = trunk.root;
    for turn in 0..=way.turn {
        let is_last = turn == way.turn;
        let (exit, next) = match trunk.passages.get(turn as usize) {
            Some(&passage) if !is_last => passage,
            _ => (way.leaf, way.leaf),
        };
        let channel = trunk.channel_at(turn) as usize;
        let wire = trunk.wires[turn as usize] as usize;
        pass_channel(sketch, positions, (channel, wire), (enter, exit), &mut res);
        enter = next;
    }
    res.push(pin_point(sketch, positions, way.leaf));
    simplify(&mut res);
    res
}

/// The texts at the root and at the leaf of a link.
pub(super) fn labels(sketch: &Sketch, positions: &Positions, way: &Way) -> [[Rect; 2]; 2] {
    let root = sketch.trunks[way.trunk as usize].root;
    [root, way.leaf]
        .map(|pin| sketch.pins[pin as usize].label_rects(pin_point(sketch, positions, pin)))
}

fn pass_channel(
    sketch: &Sketch,
    positions: &Positions,
    (channel, wire): (usize, usize),
    (enter, exit): (u32, u32),
    points: &mut Vec<Point>,
) {
    let (from, to) = (sketch.pin_y(enter), sketch.pin_y(exit));
    let Some(bars) = &positions.bars[channel][wire] else { return };
    let x_at = |pin: u32| match sketch.pins[pin as usize].side {
        super::Side::Right => bars.left,
        super::Side::Left => bars.right,
    };
    points.push(Point::new(x_at(enter), from));
    if x_at(enter) != x_at(exit) {
        points.push(Point::new(x_at(enter), bars.bridge));
        points.push(Point::new(x_at(exit), bars.bridge));
    }
    points.push(Point::new(x_at(exit), to));
}

fn pin_point(sketch: &Sketch, positions: &Positions, pin: u32) -> Point {
    Point::new(positions.pin_x(sketch, pin), sketch.pin_y(pin))
}

/// Leaves only the ends and the corners.
pub(in super::super) fn simplify(points: &mut Vec<Point>) {
    points.dedup();
    let mut res: Vec<Point> = Vec::with_capacity(points.len());
    for &point in points.iter() {
        if let [.., before, last] = res[..] {
            let upright = before.x == last.x && last.x == point.x;
            let level = before.y == last.y && last.y == point.y;
            if upright || level {
                res.pop();
            }
        }
        res.push(point);
    }
    res.dedup();
    *points = res;
}
