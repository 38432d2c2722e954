//! Notations: which signs stand for what. One file each, behind one trait.

mod chen;
mod crowsfoot;
mod idef1x;
mod mark;
mod minmax;
mod ovals;
mod shape;
mod table;
mod uml;

use super::Notation;
use super::scene::{Line, LineKind, Node, NodeKind, Scene};

pub(super) use mark::{Heading, Mark};
pub(super) use shape::Shape;

/// How a notation shows what a scene holds.
pub(super) trait Style {
    /// The scene with boxes for all that this notation shows as boxes.
    fn adapt(&self, scene: &Scene) -> Scene {
        scene.clone()
    }

    /// What a box looks like.
    fn shape(&self, node: &Node) -> Shape;

    /// Whether a line is broken.
    fn stroke(&self, line: &Line) -> Stroke;

    /// The signs at both ends.
    fn marks(&self, line: &Line) -> [Mark; 2];

    /// The texts at the start, beside the line, and at the end.
    fn texts(&self, scene: &Scene, line: &Line) -> [Option<String>; 3];

    /// What lines mean, for the legend.
    fn strokes(&self) -> &'static [(Stroke, &'static str)];

    /// What outlines mean, for the legend.
    fn forms(&self) -> &'static [(Form, &'static str)] {
        &[(Form::DoubleBox, "identified through others")]
    }

    /// What letters beside attributes mean, for the legend.
    fn letters(&self) -> &'static [(&'static str, &'static str)];
}

/// The role at the end of a line; where three or more take part, also how many there may be for the others.
fn role_text(scene: &Scene, line: &Line) -> Option<String> {
    let is_part = |it: &&Line| it.kind == LineKind::Role && it.from.node == line.from.node;
    let max = line.to.across.and_then(|it| it.max);
    let max = max.filter(|_| scene.lines.iter().filter(is_part).take(3).count() == 3);
    match (&line.to.label, max) {
        (Some(role), Some(max)) => Some(format!("{role} (at most {max})")),
        (None, Some(max)) => Some(format!("at most {max}")),
        (role, None) => role.clone(),
    }
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stroke {
    /// In one.
    Solid,
    /// Broken.
    Dashed,
    /// Two beside each other.
    Double,
}

/// An outline that means something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Two borders around a box.
    DoubleBox,
    /// Round corners.
    RoundBox,
    /// Two borders around an oval.
    DoubleOval,
    /// A broken border around an oval.
    BrokenOval,
}

impl Form {
    /// Whether there is such an outline in a scene, where the notation has it at all.
    pub(super) fn is_in(self, scene: &Scene) -> bool {
        let mut rows = scene.nodes.iter().flat_map(|it| &it.rows);
        let has = |kinds: &[NodeKind]| scene.nodes.iter().any(|it| kinds.contains(&it.kind));
        match self {
            Form::DoubleBox => has(&[NodeKind::WeakEntity]),
            Form::RoundBox => has(&[NodeKind::WeakEntity, NodeKind::Relationship]),
            Form::DoubleOval => rows.any(|it| it.ty.ends_with(MANY)),
            Form::BrokenOval => rows.any(|it| it.is_derived),
        }
    }
}

/// How types end of which there may be many.
const MANY: [char; 3] = ['*', '+', '}'];

/// The style of a notation.
pub(super) fn style(notation: Notation) -> &'static dyn Style {
    match notation {
        Notation::CrowsFoot => &crowsfoot::CrowsFoot,
        Notation::Chen => &chen::Chen,
        Notation::Uml => &uml::Uml,
        Notation::Idef1x => &idef1x::Idef1x,
        Notation::MinMax => &minmax::MinMax,
    }
}

/// Letters that several notations put beside attributes.
const KEY_LETTERS: &[(&str, &str)] =
    &[("PK", "in the key"), ("FK", "refers"), ("U", "unique"), ("?", "may be missing")];

/// The names of roles and relationships: a reference is named by the row it starts at.
fn role_texts(scene: &Scene, line: &Line) -> [Option<String>; 3] {
    match line.kind {
        LineKind::Role => [line.from.label.clone(), line.label.clone(), role_text(scene, line)],
        LineKind::Reference | LineKind::Identifying | LineKind::Subtype | LineKind::Alternative => {
            [None, line.label.clone(), None]
        }
    }
}
