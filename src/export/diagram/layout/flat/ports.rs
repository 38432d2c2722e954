//! Where on their strip of a box side the pins are.

mod goals;
mod straighten;

use super::sketch::{LabelPlace, Sketch};
use goals::goals;
use std::collections::BTreeMap;
pub(super) use straighten::straighten;

/// Sorts the pins of each strip by where their lines go and spreads them evenly.
pub(super) fn spread(sketch: &mut Sketch) {
    let goals = goals(sketch);
    let mut strips: BTreeMap<_, Vec<u32>> = BTreeMap::new();
    for (idx, pin) in (0..).zip(&sketch.pins) {
        if pin.strip.0 < pin.strip.1 {
            strips.entry((pin.vertex, pin.side, pin.strip)).or_default().push(idx);
        }
    }
    for ((_, _, (top, bottom)), mut pins) in strips {
        pins.sort_by_key(|&it| goals[it as usize]);
        let n_gaps = i32::try_from(pins.len() + 1).unwrap_or(i32::MAX);
        for (nth, pin) in (1..).zip(pins) {
            let share = i64::from(bottom - top) * nth / i64::from(n_gaps);
            sketch.pins[pin as usize].y = top + i32::try_from(share).unwrap_or(0);
        }
    }
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
