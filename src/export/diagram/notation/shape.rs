//! The form of a box: how large it is, where lines can end, what is drawn.

use crate::export::diagram::layout::{Row, Size};
use crate::export::diagram::svg::paint::put;

/// The form of a box.
#[derive(Debug, Clone)]
pub(in crate::export::diagram) struct Shape {
    /// The rectangle it takes.
    pub(in crate::export::diagram) size: Size,
    /// The strips that lines end at.
    pub(in crate::export::diagram) rows: Vec<Row>,
    /// What is drawn, as SVG with the upper left corner at (0, 0).
    pub(in crate::export::diagram) body: String,
    /// Its outline.
    pub(in crate::export::diagram) outline: Outline,
}

/// An outline within the rectangle of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::export::diagram) enum Outline {
    /// The rectangle itself.
    Rectangle,
    /// A rhombus whose corners are in the middle of the sides.
    Diamond,
    /// An ellipse that touches the sides.
    Ellipse,
    /// A smaller rectangle or rhombus in the middle of the lower part.
    Bottom {
        /// How much narrower it is on both sides.
        inset: i32,
        /// How high it is.
        height: i32,
        /// Whether it is a rhombus.
        is_diamond: bool,
    },
}

impl Shape {
    /// How far inside the left and right side the outline is at height `y`.
    pub(in crate::export::diagram) fn reach_in(&self, y: i32) -> i32 {
        let Size { width, height } = self.size;
        match self.outline {
            Outline::Bottom { height: core, .. } => {
                self.outline.reach(width, height, y - (height - core))
            }
            Outline::Rectangle | Outline::Diamond | Outline::Ellipse => {
                self.outline.reach(width, height, y)
            }
        }
    }

    /// Where a line that arrives from below at `x`, beside what is drawn, turns to it: the height, and the side
    /// it then ends at.
    pub(in crate::export::diagram) fn elbow(&self, x: i32) -> Option<(i32, i32)> {
        let Outline::Bottom { inset, is_diamond: false, .. } = self.outline else { return None };
        let y = self.size.height - 8;
        match (x < inset, x > self.size.width - inset) {
            (true, _) => Some((y, inset)),
            (_, true) => Some((y, self.size.width - inset)),
            (false, false) => None,
        }
    }

    /// How far inside the upper and lower side the outline is at `x`.
    pub(in crate::export::diagram) fn reach_up(&self, x: i32) -> i32 {
        let Size { width, height } = self.size;
        match self.outline {
            Outline::Bottom { .. } => 0,
            Outline::Rectangle | Outline::Diamond | Outline::Ellipse => {
                self.outline.reach(height, width, x)
            }
        }
    }

    /// The same with a second border around it, as for what exists through others only.
    pub(super) fn doubled(self) -> Shape {
        const GAP: i32 = 4;
        let size = Size::new(self.size.width + 2 * GAP, self.size.height + 2 * GAP);
        let mut body = String::new();
        let (width, height) = (size.width, size.height);
        put(
            &mut body,
            format_args!(
                "<rect class=\"b\" width=\"{width}\" height=\"{height}\" rx=\"8\"/>\
                 <g transform=\"translate({GAP} {GAP})\">{}</g>",
                self.body
            ),
        );
        let rows = self.rows.iter().map(|it| Row { top: it.top + GAP, ..*it }).collect();
        Shape { size, rows, body, outline: self.outline }
    }
}

impl Outline {
    fn reach(self, across: i32, along: i32, at: i32) -> i32 {
        // From 0 in the middle to 1 at the sides.
        let off = (f64::from(at) / f64::from(along.max(1)) * 2.0 - 1.0).abs().min(1.0);
        let half = f64::from(across) / 2.0;
        match self {
            Outline::Rectangle => 0,
            Outline::Diamond => (half * off) as i32,
            Outline::Ellipse => (half * (1.0 - (1.0 - off * off).sqrt())) as i32,
            Outline::Bottom { inset, height, is_diamond: true } => {
                inset + Outline::Diamond.reach(across - 2 * inset, height, at)
            }
            Outline::Bottom { inset, .. } => inset,
        }
    }
}
