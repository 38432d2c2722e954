//! Crow's foot: tables, and ends of lines that say how many.

use super::shape::Shape;
use super::{KEY_LETTERS, Mark, Stroke, Style, role_texts, table};
use crate::export::diagram::scene::{Line, LineKind, Node, NodeKind, Scene};

/// Crow's foot notation.
pub(super) struct CrowsFoot;

impl Style for CrowsFoot {
    fn shape(&self, node: &Node) -> Shape {
        // A foot would be half hidden behind the slanted side of a diamond.
        if node.kind == NodeKind::Relationship { table::plain(node) } else { table::shape(node) }
    }

    fn stroke(&self, line: &Line) -> Stroke {
        stroke(line)
    }

    fn marks(&self, line: &Line) -> [Mark; 2] {
        match line.kind {
            LineKind::Subtype => [Mark::None, Mark::Triangle],
            LineKind::Alternative => [Mark::None, Mark::Arrow],
            LineKind::Reference | LineKind::Identifying | LineKind::Role => {
                [Mark::crows_foot(line.from.cardinality), Mark::crows_foot(line.to.cardinality)]
            }
        }
    }

    fn texts(&self, scene: &Scene, line: &Line) -> [Option<String>; 3] {
        role_texts(scene, line)
    }

    fn strokes(&self) -> &'static [(Stroke, &'static str)] {
        STROKES
    }

    fn letters(&self) -> &'static [(&'static str, &'static str)] {
        KEY_LETTERS
    }
}

/// Solid for what identifies, broken for what only refers.
pub(super) const STROKES: &[(Stroke, &str)] =
    &[(Stroke::Solid, "identifies or relates"), (Stroke::Dashed, "refers")];

/// The line of a reference that identifies nothing is broken.
pub(super) fn stroke(line: &Line) -> Stroke {
    match line.kind {
        LineKind::Reference => Stroke::Dashed,
        LineKind::Identifying | LineKind::Role | LineKind::Subtype | LineKind::Alternative => {
            Stroke::Solid
        }
    }
}
