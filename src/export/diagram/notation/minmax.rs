//! (min, max): tables, and beside each how often one of it takes part.

use super::crowsfoot::{STROKES, stroke};
use super::shape::Shape;
use super::{KEY_LETTERS, Mark, Stroke, Style, table};
use crate::export::diagram::scene::{Cardinality, Line, LineKind, Node, Scene};

/// (min, max) notation.
pub(super) struct MinMax;

impl Style for MinMax {
    fn shape(&self, node: &Node) -> Shape {
        table::shape(node)
    }

    fn stroke(&self, line: &Line) -> Stroke {
        stroke(line)
    }

    fn marks(&self, line: &Line) -> [Mark; 2] {
        match line.kind {
            LineKind::Subtype => [Mark::None, Mark::Triangle],
            LineKind::Alternative => [Mark::None, Mark::Arrow],
            LineKind::Reference | LineKind::Identifying | LineKind::Role => {
                [Mark::None, Mark::None]
            }
        }
    }

    /// One looks here, not across: at each end stands how many of the other there are for one of it.
    fn texts(&self, _: &Scene, line: &Line) -> [Option<String>; 3] {
        let (from, to) = match line.kind {
            LineKind::Subtype | LineKind::Alternative => (None, None),
            LineKind::Reference | LineKind::Identifying | LineKind::Role => {
                (line.to.cardinality, line.from.cardinality)
            }
        };
        [from.map(bounds), line.label.clone(), to.map(bounds)]
    }

    fn strokes(&self) -> &'static [(Stroke, &'static str)] {
        STROKES
    }

    fn letters(&self) -> &'static [(&'static str, &'static str)] {
        KEY_LETTERS
    }
}

fn bounds(Cardinality { min, max }: Cardinality) -> String {
    match max {
        Some(max) => format!("({min},{max})"),
        None => format!("({min},N)"),
    }
}
