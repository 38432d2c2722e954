//! Lines that are nearly straight become straight: their ends move a little along their strips.

use super::super::Options;
use super::Sketch;
use std::collections::BTreeMap;

/// How much of a strip at both ends stays free of moved ends.
const MARGIN: i32 = 5;
/// Steps higher than this stay when more than two ends would have to move.
const LOW_STEP: i32 = 8;

/// Moves the ends of lines along their strips where that saves a bend.
pub(in super::super) fn straighten(sketch: &mut Sketch, options: &Options) {
    let neighbours = neighbours(sketch);
    for channel in 0..sketch.channels.len() {
        for wire in 0..sketch.channels[channel].len() {
            let wire = &sketch.channels[channel][wire];
            let hub = wire.hub;
            let others: Vec<u32> =
                wire.left.iter().chain(&wire.right).copied().filter(|&it| it != hub).collect();
            if let [other] = others[..] {
                level(sketch, &neighbours, options, hub, other);
            } else {
                for leaf in others {
                    let step = sketch.pin_y(hub) - sketch.pin_y(leaf);
                    let room = room(sketch, &neighbours, options, leaf);
                    if step.abs() <= LOW_STEP && (room.0..=room.1).contains(&step) {
                        sketch.pins[leaf as usize].y += step;
                    }
                }
            }
        }
    }
}

/// Brings two pins to one height if they have the room, each by half if it can be.
fn level(sketch: &mut Sketch, neighbours: &Neighbours, options: &Options, a: u32, b: u32) {
    let step = sketch.pin_y(b) - sketch.pin_y(a);
    if step == 0 || sketch.vertex_of(a) == sketch.vertex_of(b) {
        return;
    }
    let (a_room, b_room) =
        (room(sketch, neighbours, options, a), room(sketch, neighbours, options, b));
    // The first moves by `down`, the second by `down - step`.
    let least = a_room.0.max(b_room.0 + step);
    let most = a_room.1.min(b_room.1 + step);
    if least <= most {
        let down = (step / 2).clamp(least, most);
        sketch.pins[a as usize].y += down;
        sketch.pins[b as usize].y += down - step;
    }
}

/// The pins before and after each pin at the same side.
type Neighbours = Vec<[Option<u32>; 2]>;

fn neighbours(sketch: &Sketch) -> Neighbours {
    let mut sides: BTreeMap<_, Vec<u32>> = BTreeMap::new();
    for (idx, pin) in (0..).zip(&sketch.pins) {
        sides.entry((pin.vertex, pin.side)).or_default().push(idx);
    }
    let mut res = vec![[None, None]; sketch.pins.len()];
    for mut pins in sides.into_values() {
        pins.sort_by_key(|&it| sketch.pins[it as usize].y);
        for pair in pins.windows(2) {
            res[pair[0] as usize][1] = Some(pair[1]);
            res[pair[1] as usize][0] = Some(pair[0]);
        }
    }
    res
}

/// How far a pin can move up (negative) and down without leaving its strip or coming too near to the
/// next one.
fn room(sketch: &Sketch, neighbours: &Neighbours, options: &Options, pin: u32) -> (i32, i32) {
    let it = &sketch.pins[pin as usize];
    let (top, bottom) = it.strip;
    let margin = MARGIN.min((bottom - top) / 4);
    let (mut up, mut down) = (top + margin - it.y, bottom - margin - it.y);
    let [before, after] = neighbours[pin as usize];
    let distance = |other: u32| (sketch.pins[other as usize].y - it.y).abs();
    if let Some(before) = before {
        up = up.max(options.line_gap - distance(before));
    }
    if let Some(after) = after {
        down = down.min(distance(after) - options.line_gap);
    }
    (up.min(0), down.max(0))
}
