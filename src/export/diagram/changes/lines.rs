//! The lines of two scenes, in one list.

use rustc_hash::FxHashMap;

use super::Places;
use crate::export::diagram::scene::{Change, End, Line, LineKind, Scene};

/// What makes a line the same before and after: where it starts, its box there, and what it is called.
type Key = (usize, Option<usize>, usize, bool, Option<String>);

/// Adds the lines of both sides to `res`.
pub(super) fn merge(res: &mut Scene, before: &Scene, after: &Scene, places: &Places) {
    let old: Vec<Line> = before.lines.iter().filter_map(|it| moved(it, &places.before)).collect();
    let new: Vec<Line> = after.lines.iter().filter_map(|it| moved(it, &places.after)).collect();
    // Several lines may lead from one attribute to one box: they are paired in their order.
    let mut waiting: FxHashMap<Key, Vec<usize>> = FxHashMap::default();
    for (idx, line) in old.iter().enumerate().rev() {
        waiting.entry(key(line)).or_default().push(idx);
    }
    let mut is_gone = vec![true; old.len()];
    for line in new {
        let partner = waiting.get_mut(&key(&line)).and_then(Vec::pop);
        let change = match partner {
            None => Some(Change::Added),
            Some(it) => {
                is_gone[it] = false;
                (!is_same(&old[it], &line)).then_some(Change::Changed)
            }
        };
        res.lines.push(Line { change, ..line });
    }
    let gone = old.into_iter().zip(is_gone).filter(|(_, is_gone)| *is_gone);
    res.lines.extend(gone.map(|(it, _)| Line { change: Some(Change::Removed), ..it }));
}

/// The line between the places of its boxes.
fn moved(line: &Line, places: &[Option<(usize, Vec<usize>)>]) -> Option<Line> {
    let end = |it: &End| {
        let (node, rows) = places.get(it.node)?.as_ref()?;
        let row = it.row.and_then(|row| rows.get(row).copied());
        Some(End { node: *node, row, ..it.clone() })
    };
    Some(Line { from: end(&line.from)?, to: end(&line.to)?, ..line.clone() })
}

fn key(line: &Line) -> Key {
    let is_kind = matches!(line.kind, LineKind::Subtype | LineKind::Alternative);
    // A reference starts at its attribute, whatever it is called.
    let name = line.label.clone().or_else(|| line.from.row.is_none().then(|| line.name.clone())?);
    (line.from.node, line.from.row, line.to.node, is_kind, name)
}

/// Whether nothing about a line can be seen to have changed.
fn is_same(old: &Line, new: &Line) -> bool {
    old.kind == new.kind && old.from == new.from && old.to == new.to
}
