//! Attributes as ovals on both sides of a stem above their entity.

use super::table::{NAME_LIMIT, ink, name};
use crate::export::diagram::scene::{Change, Row, RowMark};
use crate::export::diagram::svg::paint::{Anchor, Ink, put, shortened, text};

/// From the top of one oval to that of the next.
const STEP: i32 = 34;
const HEIGHT: i32 = 26;
/// From the stem to an oval.
const STUB: i32 = 14;
/// How much further out parts of a composite stand.
const INDENT: i32 = 22;

/// Ovals above a box.
pub(super) struct Ovals {
    /// From the stem to the outermost side.
    pub(super) half: i32,
    /// From the highest side to the box.
    pub(super) height: i32,
    ovals: Vec<Oval>,
}

struct Oval {
    label: String,
    ink: Ink,
    docs: Option<String>,
    width: i32,
    depth: i32,
    is_multivalued: bool,
    is_derived: bool,
    is_left: bool,
    /// From the highest side to its middle.
    y: i32,
    /// The middle of the oval it is a part of.
    parent: Option<i32>,
    change: Option<Change>,
}

/// The ovals of some attributes; each goes to the side that is shorter, with its parts below it.
pub(super) fn ovals(rows: &[Row]) -> Ovals {
    let mut lengths = [0, 0];
    let mut side = 0;
    let mut parents: Vec<i32> = Vec::new();
    let mut ovals = Vec::new();
    for row in rows {
        if row.depth == 0 {
            side = usize::from(lengths[1] < lengths[0]);
        }
        let y = HEIGHT / 2 + lengths[side] * STEP;
        lengths[side] += 1;
        parents.truncate(row.depth);
        let parent = parents.last().copied();
        parents.push(y);
        ovals.push(oval(row, side == 0, y, parent));
    }
    let half = ovals.iter().map(|it| STUB + it.depth * INDENT + it.width).max().unwrap_or(0);
    let height = STEP * lengths[0].max(lengths[1]) + 4;
    // The shorter side stands as low as the longer one.
    for oval in &mut ovals {
        let shift = (lengths[0].max(lengths[1]) - lengths[usize::from(!oval.is_left)]) * STEP;
        oval.y += shift;
        oval.parent = oval.parent.map(|it| it + shift);
    }
    Ovals { half, height, ovals }
}

fn oval(row: &Row, is_left: bool, y: i32, parent: Option<i32>) -> Oval {
    let sign = row.change.map_or_else(String::new, |it| format!("{} ", it.sign()));
    let label = format!("{sign}{}", shortened(name(row).trim_start_matches('/'), NAME_LIMIT));
    let ink = match row.mark {
        RowMark::Key | RowMark::KeyReference => Ink::Key,
        RowMark::None | RowMark::Unique | RowMark::Reference => {
            ink(&Row { is_derived: false, ..row.clone() })
        }
    };
    let is_multivalued = row.ty.ends_with(super::MANY);
    let width = ink.width(&label) * 6 / 5 + 24 + if is_multivalued { 6 } else { 0 };
    let (docs, is_derived) = (row.docs.clone(), row.is_derived);
    let depth = row.depth as i32;
    let change = row.change;
    Oval { label, ink, docs, width, depth, is_multivalued, is_derived, is_left, y, parent, change }
}

impl Ovals {
    /// Writes them with the stem at `x`.
    pub(super) fn write(&self, out: &mut String, x: i32) {
        let first = self.ovals.iter().filter(|it| it.depth == 0).map(|it| it.y).min();
        if let Some(first) = first {
            put(out, format_args!("<path class=\"l\" d=\"M{x} {first}V{}\"/>", self.height));
        }
        for oval in &self.ovals {
            oval.write(out, x);
        }
    }
}

impl Oval {
    fn write(&self, out: &mut String, x: i32) {
        let sign = if self.is_left { -1 } else { 1 };
        let inner = STUB + self.depth * INDENT;
        let middle = (x + sign * (inner + self.width / 2), self.y);
        match self.parent {
            // From below the oval it is a part of.
            Some(parent) => {
                let start = (x + sign * (inner - 6), parent + HEIGHT / 2 - 2);
                put(
                    out,
                    format_args!(
                        "<path class=\"l\" d=\"M{} {}V{}h{}\"/>",
                        start.0,
                        start.1,
                        middle.1,
                        sign * 8
                    ),
                );
            }
            None => put(
                out,
                format_args!("<path class=\"l\" d=\"M{x} {}h{}\"/>", middle.1, sign * (STUB + 2)),
            ),
        }
        if let Some(change) = self.change {
            put(out, format_args!("<g class=\"r{}\">", change.class()));
        }
        self.ellipse(out, middle, 0);
        if self.is_multivalued {
            self.ellipse(out, middle, 3);
        }
        let docs = self.docs.as_deref();
        text(out, (middle.0, middle.1 + 4), self.ink, Anchor::Middle, &self.label, docs);
        out.push_str(if self.change.is_some() { "</g>" } else { "" });
    }

    fn ellipse(&self, out: &mut String, (x, y): (i32, i32), inside: i32) {
        let dashes = if self.is_derived { " dash" } else { "" };
        let (rx, ry) = (self.width / 2 - inside, HEIGHT / 2 - inside);
        put(
            out,
            format_args!(
                "<ellipse class=\"b{dashes}\" cx=\"{x}\" cy=\"{y}\" rx=\"{rx}\" ry=\"{ry}\"/>"
            ),
        );
    }
}
