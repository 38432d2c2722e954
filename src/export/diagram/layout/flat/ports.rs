//! Where on their strip of a box side the pins are.

mod goals;
mod straighten;

use super::sketch::{LabelPlace, Pin, Sketch};
use goals::goals;
use std::collections::BTreeMap;
pub(super) use straighten::straighten;

/// Between pins with markers that do not touch.
const ROOMY: i64 = 12;
/// Between pins with markers that hardly touch.
const LEAST_GAP: i32 = 10;
/// Between the outermost pins of a narrow strip and its sides.
const EDGE: i32 = 5;

/// Sorts the pins of each strip by where their lines go and spreads them evenly.
pub(super) fn spread(sketch: &mut Sketch) {
    let goals = goals(sketch);
    let mut strips: BTreeMap<_, Vec<u32>> = BTreeMap::new();
    for (idx, pin) in (0..).zip(&sketch.pins) {
        if pin.strip.0 < pin.strip.1 {
            strips.entry((pin.vertex, pin.side, pin.strip)).or_default().push(idx);
        }
    }
    // How far down the strips before reach, at the same side of the same vertex.
    let mut above = None;
    let mut strips = strips.into_iter().peekable();
    while let Some(((vertex, side, (top, bottom)), mut pins)) = strips.next() {
        pins.sort_by_key(|&it| goals[it as usize]);
        let n_pins = pins.len();
        let least = |room: fn(&Pin) -> i32| {
            pins.iter().map(|&it| room(&sketch.pins[it as usize])).min().unwrap_or(0)
        };
        let (headroom, legroom) = (least(|it| it.headroom), least(|it| it.legroom));
        let is_taken =
            above.is_some_and(|(place, lowest)| place == (vertex, side) && lowest > top - headroom);
        let below = strips.peek().filter(|it| (it.0.0, it.0.1) == (vertex, side));
        let legroom = below.map_or(legroom, |it| legroom.min(it.0.2.0 - bottom)).max(0);
        let missing = missing(bottom - top, n_pins);
        let up = if is_taken { 0 } else { missing.min(headroom) };
        let (top, bottom) = (top - up, bottom + (missing - up).min(legroom));
        above = Some(((vertex, side), bottom));
        for (nth, pin) in pins.into_iter().enumerate() {
            let pin = &mut sketch.pins[pin as usize];
            pin.strip = (top, bottom);
            pin.y = top + share(bottom - top, nth, n_pins);
        }
    }
}

/// How much higher a strip would have to be for the markers of so many pins.
fn missing(height: i32, n_pins: usize) -> i32 {
    let n_gaps = i32::try_from(n_pins).unwrap_or(i32::MAX / LEAST_GAP).saturating_sub(1);
    (n_gaps.saturating_mul(LEAST_GAP) + 2 * EDGE - height).max(0)
}

/// How far down a strip the pin `nth` of so many is: evenly, but in a narrow strip as far from each other as they
/// can, so that their markers do not touch.
fn share(height: i32, nth: usize, n_pins: usize) -> i32 {
    let (nth, n_pins) = (nth as i64, n_pins as i64);
    let (height, edge) = (i64::from(height), i64::from(EDGE));
    let is_roomy = height / (n_pins + 1) >= ROOMY;
    let is_farther = (height - 2 * edge) * (n_pins + 1) > height * (n_pins - 1);
    let res = match n_pins > 1 && !is_roomy && is_farther {
        true => edge + (height - 2 * edge) * nth / (n_pins - 1),
        false => height * (nth + 1) / (n_pins + 1),
    };
    i32::try_from(res).unwrap_or(0)
}

/// Puts texts above their lines, or below where the next line is too near above.
pub(super) fn place_labels(sketch: &mut Sketch) {
    let mut beside: BTreeMap<_, Vec<(i32, u32)>> = BTreeMap::new();
    for (pin, here) in (0..).zip(&sketch.pins) {
        let column = sketch.vertices[here.vertex as usize].column;
        beside.entry((column, here.side)).or_default().push((sketch.pin_y(pin), pin));
    }
    for mut pins in beside.into_values() {
        pins.sort_unstable();
        // How far down lines and texts reach so far.
        let mut lowest = i32::MIN;
        for (idx, &(height, pin)) in pins.iter().enumerate() {
            let next = pins.get(idx + 1).map_or(i32::MAX, |it| it.0);
            let pin = &mut sketch.pins[pin as usize];
            let needed = pin.labels_height();
            pin.label_place = if needed == 0 {
                LabelPlace::Nowhere
            } else if height.saturating_sub(needed) > lowest {
                LabelPlace::Above
            } else if height.saturating_add(needed) < next {
                LabelPlace::Below
            } else {
                LabelPlace::Nowhere
            };
            lowest = match pin.label_place {
                LabelPlace::Nowhere | LabelPlace::Above => height,
                LabelPlace::Below => height + needed,
            };
        }
    }
}
