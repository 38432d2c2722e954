//! Heights: every vertex gets its top, so that lines run straight and the picture stays low.

use super::sketch::{Kind, Sketch, Vertex};
use super::{Options, Size};
use crate::export::diagram::layout::simplex::{Tie, tighten};

mod relax;

/// A wish that two pins be level.
#[derive(Clone, Copy, Debug)]
struct Wish {
    /// Two vertices, and where their pins are below their tops.
    ends: [(u32, i32); 2],
    weight: i32,
}

/// Gives every vertex its top, keeping the order of the columns. The topmost gets 0. Returns what is
/// left of `work`.
pub(super) fn place(sketch: &mut Sketch, options: &Options, work: usize) -> usize {
    for column in &mut sketch.columns {
        let vertices = &sketch.vertices;
        column.retain(|&it| vertices[it as usize].kind != Kind::Phantom);
    }
    let mut wishes = wishes(sketch);
    anchor(sketch, &mut wishes);
    let mut tops = relax::relax(sketch, &wishes, options);
    let left = straighten(sketch, &wishes, options, &mut tops, work);
    let highest = sketch.columns.iter().flatten().map(|&it| tops[it as usize]).min().unwrap_or(0);
    for (vertex, top) in sketch.vertices.iter_mut().zip(tops) {
        vertex.top = top - highest;
    }
    left
}

/// What wants to be level: every pin of a wire with the one nearest to the root. A line that passes
/// through columns bends worst, since its bends are far from both its boxes.
fn wishes(sketch: &Sketch) -> Vec<Wish> {
    let is_passage = |pin: u32| {
        let vertex = sketch.vertex_of(pin);
        sketch.vertices[vertex as usize].kind == Kind::Passage
    };
    let end = |pin: u32| (sketch.vertex_of(pin), sketch.pins[pin as usize].y);
    let mut res = Vec::new();
    for wire in sketch.channels.iter().flatten() {
        for &pin in wire.left.iter().chain(&wire.right) {
            if sketch.vertex_of(pin) == sketch.vertex_of(wire.hub) {
                continue;
            }
            let weight = match (is_passage(pin), is_passage(wire.hub)) {
                (true, true) => 8,
                (true, false) | (false, true) => 3,
                (false, false) => 2,
            };
            res.push(Wish { ends: [end(wire.hub), end(pin)], weight });
        }
    }
    res
}

/// Terminals want to be as far apart as their lines are outside: all are tied to one more vertex, which
/// stands in no column.
fn anchor(sketch: &mut Sketch, wishes: &mut Vec<Wish>) {
    let n_anchors = i32::try_from(sketch.anchors.len()).unwrap_or(i32::MAX);
    if n_anchors == 0 {
        return;
    }
    let sum: i64 = sketch.anchors.iter().map(|it| i64::from(it.1)).sum();
    let middle = i32::try_from(sum / i64::from(n_anchors)).unwrap_or(0);
    let base = u32::try_from(sketch.vertices.len()).expect("fewer than 2^32 vertices");
    let kind = Kind::Phantom;
    sketch.vertices.push(Vertex { kind, column: 0, size: Size::default(), top: 0 });
    for &(vertex, height) in &sketch.anchors {
        wishes.push(Wish { ends: [(vertex, 0), (base, height - middle)], weight: 1 });
    }
}

/// Minimises the weighted sum of all differences in height together with the height of the picture.
fn straighten(
    sketch: &Sketch,
    wishes: &[Wish],
    options: &Options,
    tops: &mut [i32],
    work: usize,
) -> usize {
    let mut system = System { places: tops.to_vec(), ties: Vec::new() };
    let highest = tops.iter().copied().min().unwrap_or(0);
    let (ceiling, floor) = (system.add(highest), system.add(highest));
    // A lower picture is worth some bends, the more lines would be shorter for it.
    let weight = 4 + i32::try_from(wishes.len() / 5).unwrap_or(i32::MAX / 2);
    system.tie(ceiling, floor, 0, weight);
    for column in &sketch.columns {
        for pair in column.windows(2) {
            system.tie(pair[0], pair[1], sketch.pitch(pair[0], pair[1], options), 0);
        }
        if let (Some(&first), Some(&last)) = (column.first(), column.last()) {
            let height = sketch.vertices[last as usize].size.height;
            system.tie(ceiling, first, 0, 0);
            system.tie(last, floor, height, 0);
            let bottom = tops[last as usize] + height;
            system.places[floor as usize] = bottom.max(system.places[floor as usize]);
        }
    }
    // A difference costs the same upwards and downwards: a place of its own above both pins does it.
    for wish in wishes {
        let level = |(vertex, at): (u32, i32)| tops[vertex as usize] + at;
        let place = system.add(level(wish.ends[0]).min(level(wish.ends[1])));
        for (vertex, at) in wish.ends {
            system.tie(place, vertex, -at, wish.weight);
        }
    }
    // What stands nowhere and wants nothing is only kept joined to the rest.
    let mut is_joined = vec![false; tops.len()];
    let wishing = wishes.iter().flat_map(|it| it.ends).map(|it| it.0);
    for vertex in sketch.columns.iter().flatten().copied().chain(wishing) {
        is_joined[vertex as usize] = true;
    }
    for (vertex, _) in (0..).zip(&is_joined).filter(|it| !it.1) {
        system.places[vertex as usize] = highest;
        system.tie(ceiling, vertex, 0, 0);
    }
    let left = tighten(&system.ties, &mut system.places, work);
    tops.copy_from_slice(&system.places[..tops.len()]);
    left
}

/// Places on a line and their ties.
struct System {
    places: Vec<i32>,
    ties: Vec<Tie>,
}

impl System {
    fn add(&mut self, place: i32) -> u32 {
        self.places.push(place);
        u32::try_from(self.places.len() - 1).expect("fewer than 2^32 vertices and wishes")
    }

    fn tie(&mut self, tail: u32, head: u32, gap: i32, weight: i32) {
        self.ties.push(Tie { tail, head, gap, weight });
    }
}
