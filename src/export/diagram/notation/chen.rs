//! Chen: entities are rectangles, relationships diamonds, attributes ovals.

use super::shape::{Outline, Shape};
use super::{Form, Mark, Stroke, Style, ovals, table};
use crate::export::diagram::layout::{Row as Strip, Size};
use crate::export::diagram::scene::{
    Cardinality, Division, End, Line, LineKind, Node, NodeKind, Row, RowMark, Scene,
};
use crate::export::diagram::svg::paint::{Anchor, Ink, put, shortened, text};

/// Chen's notation.
pub(super) struct Chen;

const HEIGHT: i32 = 40;
/// The lowest part of a box, where the line of its subtypes may arrive and no other.
const FOOT: i32 = 16;
const IDENTIFYING: &str = "identifying";

impl Style for Chen {
    /// References become relationships; the attributes that held them vanish.
    fn adapt(&self, scene: &Scene) -> Scene {
        let mut res = scene.clone();
        res.lines.clear();
        for line in &scene.lines {
            match line.kind {
                LineKind::Subtype | LineKind::Alternative => res.lines.push(without_rows(line)),
                LineKind::Role if line.label.is_none() => res.lines.push(without_rows(line)),
                LineKind::Role | LineKind::Reference | LineKind::Identifying => {
                    split(scene, line, &mut res);
                }
            }
        }
        for node in &mut res.nodes {
            node.rows.retain(|it| !is_reference(it));
        }
        res
    }

    fn shape(&self, node: &Node) -> Shape {
        let core = core(node);
        let inset = Outline::Rectangle;
        if node.rows.is_empty() {
            let outline = match node.kind {
                NodeKind::Relationship => Outline::Diamond,
                NodeKind::Union => Outline::Ellipse,
                NodeKind::Entity | NodeKind::WeakEntity | NodeKind::View => inset,
            };
            return Shape { size: core.size, rows: Vec::new(), body: core.body, outline };
        }
        with_ovals(node, &core)
    }

    /// Double where every one of the entity takes part (Elmasri and Navathe, "Fundamentals of Database Systems",
    /// 3.4.3).
    fn stroke(&self, line: &Line) -> Stroke {
        let is_total = |it: Option<Cardinality>| it.is_some_and(|it| it.min > 0);
        let is_part = line.kind == LineKind::Role;
        // The number at the diamond says how many links one of the entity has.
        let links = if line.to.across.is_some() { &line.from } else { &line.to };
        if is_part && is_total(links.cardinality) { Stroke::Double } else { Stroke::Solid }
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

    fn texts(&self, scene: &Scene, line: &Line) -> [Option<String>; 3] {
        if line.kind != LineKind::Role {
            return [None, None, line.division.filter(|it| it.is_first).map(division)];
        }
        let text = |end: &End| {
            if scene.nodes[end.node].kind == NodeKind::Relationship {
                return None;
            }
            let number = number(end.across?);
            // The name of a diamond says what the line is; the role is said where there are several.
            Some(end.label.as_ref().map_or(number.clone(), |it| format!("{it} {number}")))
        };
        [text(&line.from), None, text(&line.to)]
    }

    fn strokes(&self) -> &'static [(Stroke, &'static str)] {
        &[(Stroke::Solid, "may take part"), (Stroke::Double, "always takes part")]
    }

    fn forms(&self) -> &'static [(Form, &'static str)] {
        &[
            (Form::DoubleBox, "identified through others"),
            (Form::DoubleOval, "may have several values"),
            (Form::BrokenOval, "computed"),
        ]
    }

    fn letters(&self) -> &'static [(&'static str, &'static str)] {
        &[("1", "at most one"), ("N", "any number")]
    }
}

fn division(Division { is_disjoint, is_total, .. }: Division) -> String {
    let disjoint = if is_disjoint { "disjoint" } else { "overlapping" };
    let total = if is_total { "total" } else { "partial" };
    format!("{disjoint}, {total}")
}

fn number(Cardinality { max, .. }: Cardinality) -> String {
    max.map_or("N".to_owned(), |it| it.to_string())
}

fn is_reference(row: &Row) -> bool {
    matches!(row.mark, RowMark::KeyReference | RowMark::Reference)
}

/// Lines end at what stands for the entity, not at an oval.
fn without_rows(line: &Line) -> Line {
    let mut res = line.clone();
    res.from.row = Some(0);
    res.to.row = Some(0);
    res
}

/// A diamond in the middle of a line.
fn split(scene: &Scene, line: &Line, res: &mut Scene) {
    let row = line.from.row.and_then(|it| scene.nodes[line.from.node].rows.get(it));
    let title = line.label.clone().or_else(|| line.name.clone()).unwrap_or_default();
    let (from, to) = (&scene.nodes[line.from.node], &scene.nodes[line.to.node]);
    let diamond = res.nodes.len();
    let is_identifying = line.kind == LineKind::Identifying;
    res.nodes.push(Node {
        stereotype: is_identifying.then(|| IDENTIFYING.to_owned()),
        group: if from.group == to.group { from.group } else { None },
        docs: row.and_then(|it| it.docs.clone()),
        change: line.change,
        ..Node::new(NodeKind::Relationship, title, from.anchor.clone())
    });
    // At the diamond stands how many links one of the entity has: as many as there are of the other.
    let part = |it: &End, other: &End| {
        let label = it.label.clone().filter(|_| line.kind == LineKind::Role);
        let end = End { row: Some(0), across: it.cardinality, label, ..it.clone() };
        (end, End { cardinality: other.cardinality, ..End::at(diamond) })
    };
    let role = |from, to| Line { change: line.change, ..Line::new(LineKind::Role, from, to) };
    let (entity, middle) = part(&line.from, &line.to);
    res.lines.push(role(entity, middle));
    let (entity, middle) = part(&line.to, &line.from);
    res.lines.push(role(middle, entity));
}

/// What stands for the box without its attributes.
struct Core {
    size: Size,
    body: String,
}

fn core(node: &Node) -> Core {
    let title = shortened(&node.title, table::NAME_LIMIT);
    let text_width = Ink::Title.width(&title);
    let mut body = String::new();
    let is_double = node.stereotype.as_deref() == Some(IDENTIFYING);
    let badges = match node.kind {
        NodeKind::Entity | NodeKind::WeakEntity | NodeKind::View => table::badges_width(node),
        NodeKind::Relationship | NodeKind::Union => 0,
    };
    let size = match node.kind {
        NodeKind::Relationship => Size::new(text_width * 3 / 2 + 48, HEIGHT + 12),
        NodeKind::Union => Size::new(text_width * 5 / 4 + 40, HEIGHT),
        NodeKind::Entity | NodeKind::WeakEntity | NodeKind::View => {
            Size::new((text_width + badges + 36).max(90), HEIGHT)
        }
    };
    outline(&mut body, node.kind, size, 0);
    if is_double || node.kind == NodeKind::WeakEntity {
        outline(&mut body, node.kind, size, 4);
    }
    let at = ((size.width - badges) / 2, size.height / 2 + 5);
    text(&mut body, at, Ink::Title, Anchor::Middle, &title, None);
    if badges > 0 {
        table::badges(&mut body, node, size.width - 4, size.height / 2 - 7);
    }
    Core { size, body }
}

/// The border of a box, so much inside its rectangle.
fn outline(out: &mut String, kind: NodeKind, size: Size, inside: i32) {
    let class = table::head_class(kind);
    let (x, y) = (size.width / 2, size.height / 2);
    match kind {
        NodeKind::Relationship => {
            // Sides that are this far apart are so much further apart along the axes.
            let (left, top) = (inside * 2 + inside / 2, inside + inside / 4);
            let (right, bottom) = (size.width - left, size.height - top);
            put(
                out,
                format_args!(
                    "<path class=\"{class}\" d=\"M{left} {y}L{x} {top}L{right} {y}L{x} {bottom}Z\"/>"
                ),
            );
        }
        NodeKind::Union => put(
            out,
            format_args!(
                "<ellipse class=\"{class}\" cx=\"{x}\" cy=\"{y}\" rx=\"{}\" ry=\"{}\"/>",
                x - inside,
                y - inside
            ),
        ),
        NodeKind::Entity | NodeKind::WeakEntity | NodeKind::View => put(
            out,
            format_args!(
                "<rect class=\"{class}\" x=\"{inside}\" y=\"{inside}\" width=\"{}\" height=\"{}\"/>",
                size.width - 2 * inside,
                size.height - 2 * inside
            ),
        ),
    }
}

/// The core below, and its attributes on a stem that grows out of it.
fn with_ovals(node: &Node, core: &Core) -> Shape {
    let ovals = ovals::ovals(&node.rows);
    let width = core.size.width.max(2 * ovals.half);
    let inset = (width - core.size.width) / 2;
    let trunk = width / 2;
    let mut body = String::new();
    ovals.write(&mut body, trunk);
    let top = ovals.height;
    put(&mut body, format_args!("<g transform=\"translate({inset} {top})\">{}</g>", core.body));
    let height = core.size.height + top;
    let is_diamond = node.kind == NodeKind::Relationship;
    let strip = Strip { top, height: core.size.height - if is_diamond { 0 } else { FOOT } };
    let outline = Outline::Bottom { inset, height: core.size.height, is_diamond };
    Shape { size: Size::new(width, height), rows: vec![strip], body, outline }
}
