//! From a scene to the places of everything in it.

use rustc_hash::FxHashMap;

use super::paint::Ink;
use crate::export::diagram::change::Change;
use crate::export::diagram::layout::{
    self, Drawing, Edge, EdgeKind, Graph, GroupId, NodeId, Size, layout,
};
use crate::export::diagram::notation::{Mark, Shape, Stroke, Style};
use crate::export::diagram::scene::{End, Group, Line, LineKind, Scene};

/// How many parts in relationships there is room for at one side of a box.
const MOST_APART: usize = 3;

/// A scene with the forms of its boxes and lines, and the places of all.
pub(super) struct Arranged {
    /// The forms of the boxes.
    pub(super) shapes: Vec<Shape>,
    /// The forms of the lines.
    pub(super) wires: Vec<Wire>,
    /// Where everything is.
    pub(super) drawing: Drawing,
}

/// The form of a line.
pub(super) struct Wire {
    /// Whether it is broken.
    pub(super) stroke: Stroke,
    /// The signs at its two ends.
    pub(super) marks: [Mark; 2],
    /// The texts at its start, beside it, and at its end.
    pub(super) texts: [Option<String>; 3],
    /// What became of it.
    pub(super) change: Option<Change>,
}

/// Chooses the forms of everything in `scene` and places it.
pub(super) fn arrange(scene: &Scene, style: &dyn Style) -> Arranged {
    let (shapes, wires) = forms(scene, style);
    let drawing = layout(&placeable(scene, &shapes, &wires), &layout::Options::default());
    Arranged { shapes, wires, drawing }
}

/// What there is to be placed of `scene`.
pub(super) fn graph(scene: &Scene, style: &dyn Style) -> Graph {
    let (shapes, wires) = forms(scene, style);
    placeable(scene, &shapes, &wires)
}

fn forms(scene: &Scene, style: &dyn Style) -> (Vec<Shape>, Vec<Wire>) {
    let shapes = scene.nodes.iter().map(|it| style.shape(it)).collect();
    (shapes, scene.lines.iter().map(|it| wire(scene, it, style)).collect())
}

fn wire(scene: &Scene, line: &Line, style: &dyn Style) -> Wire {
    let (stroke, marks, texts) = (style.stroke(line), style.marks(line), style.texts(scene, line));
    Wire { stroke, marks, texts, change: line.change }
}

fn placeable(scene: &Scene, shapes: &[Shape], wires: &[Wire]) -> Graph {
    let mut res = Graph::default();
    for it in &scene.groups {
        res.groups.alloc(group(it));
    }
    for (node, shape) in scene.nodes.iter().zip(shapes) {
        let group = node.group.map(GroupId::new);
        res.nodes.alloc(layout::Node { size: shape.size, rows: shape.rows.clone(), group });
    }
    let mut texts = EndTexts::default();
    let mut n_parts = vec![0; scene.nodes.len()];
    for line in scene.lines.iter().filter(|it| it.kind == LineKind::Role) {
        n_parts[line.to.node] += 1;
    }
    for (line, wire) in scene.lines.iter().zip(wires) {
        // What refers to the same row in the same way shares the last part of its way there. Parts in
        // relationships do so only where there is no room: together they look like one of more than two.
        let may_join = line.kind != LineKind::Role || n_parts[line.to.node] > MOST_APART;
        res.edges.alloc(edge(line, wire, may_join, &mut texts));
    }
    res
}

fn group(group: &Group) -> layout::Group {
    let title = Size::new(Ink::Group.width(&group.title) + 20, 22);
    layout::Group { parent: group.parent.map(GroupId::new), title }
}

fn edge<'a>(line: &Line, wire: &'a Wire, may_join: bool, texts: &mut EndTexts<'a>) -> Edge {
    let kind = match line.kind {
        LineKind::Reference | LineKind::Identifying => EdgeKind::TargetLeft,
        LineKind::Role if line.label.is_some() => EdgeKind::Free,
        LineKind::Role => EdgeKind::TargetLeft,
        LineKind::Subtype => EdgeKind::Hierarchy,
        LineKind::Alternative => EdgeKind::TargetRight,
    };
    let [from, whole, to] = &wire.texts;
    let end = |it: &End, mark: Mark, text: &Option<String>, bundle| layout::End {
        node: NodeId::new(it.node),
        row: it.row,
        marker: mark.extent(),
        label: size(text),
        bundle,
    };
    let bundle = may_join.then(|| texts.bundle(wire));
    Edge {
        kind,
        from: end(&line.from, wire.marks[0], from, None),
        to: end(&line.to, wire.marks[1], to, bundle),
        label: size(whole),
    }
}

/// Numbers for what stands at the ends of lines, in the order of their first use.
#[derive(Default)]
struct EndTexts<'a> {
    known: FxHashMap<Option<&'a str>, u32>,
}

impl<'a> EndTexts<'a> {
    /// Lines that look the same at their end have the same number.
    fn bundle(&mut self, wire: &'a Wire) -> u32 {
        let next = self.known.len() as u32;
        let text = *self.known.entry(wire.texts[2].as_deref()).or_insert(next);
        let stroke = match wire.stroke {
            Stroke::Solid => 0,
            Stroke::Dashed => 1,
            Stroke::Double => 2,
        };
        let change = match wire.change {
            None => 0,
            Some(Change::Added) => 1,
            Some(Change::Removed) => 2,
            Some(Change::Changed) => 3,
        };
        ((text * Mark::COUNT + wire.marks[1].number()) * 3 + stroke) * 4 + change
    }
}

fn size(text: &Option<String>) -> Option<Size> {
    text.as_ref().map(|it| Size::new(Ink::Label.width(it) + 4, 14))
}
