//! (min, max): tables, and beside each how often one of it takes part.

use super::crowsfoot::{STROKES, stroke};
use super::shape::Shape;
use super::{KEY_LETTERS, Mark, Stroke, Style, role_texts, table};
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
    fn texts(&self, scene: &Scene, line: &Line) -> [Option<String>; 3] {
        let (from, to) = match line.kind {
            LineKind::Subtype | LineKind::Alternative => (None, None),
            LineKind::Reference | LineKind::Identifying => {
                (line.to.cardinality, line.from.cardinality)
            }
            // A relationship is between one of each; that need not be said.
            LineKind::Role if line.to.across.is_some() => (None, line.from.cardinality),
            LineKind::Role => (line.to.cardinality, line.from.cardinality),
        };
        let [from_role, whole, to_role] = role_texts(scene, line);
        let with_role = |role: Option<String>, number: Option<Cardinality>| {
            let words: Vec<String> = role.into_iter().chain(number.map(bounds)).collect();
            (!words.is_empty()).then(|| words.join(" "))
        };
        [with_role(from_role, from), whole, with_role(to_role, to)]
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
