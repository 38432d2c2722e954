//! IDEF1X: names above boxes, round corners for what depends, dots where there are many.

use super::crowsfoot::stroke;
use super::shape::{Outline, Shape};
use super::table::{Columns, columns, key_line, write_row};
use super::{Form, Mark, Stroke, Style, role_texts, table};
use crate::export::diagram::layout::{Row as Strip, Size};
use crate::export::diagram::scene::{
    Cardinality, Division, Line, LineKind, Node, NodeKind, Row, RowMark, Scene,
};
use crate::export::diagram::svg::paint::{Anchor, Ink, put, shortened, text};

/// IDEF1X notation.
pub(super) struct Idef1x;

/// Above the box stands its name.
const TITLE: i32 = 20;
const ROW: i32 = table::ROW;

impl Style for Idef1x {
    /// What refers and what is unique is said behind the name.
    fn adapt(&self, scene: &Scene) -> Scene {
        let mut res = scene.clone();
        for row in res.nodes.iter_mut().flat_map(|it| &mut it.rows) {
            let suffix = match row.mark {
                RowMark::None | RowMark::Key => "",
                RowMark::KeyReference | RowMark::Reference => " (FK)",
                RowMark::Unique => " (AK)",
            };
            row.name.push_str(suffix);
        }
        // The name above a box is no place to end at.
        let n_rows: Vec<usize> = res.nodes.iter().map(|it| it.rows.len()).collect();
        for end in res.lines.iter_mut().flat_map(|it| [&mut it.from, &mut it.to]) {
            end.row = end.row.or(Some(n_rows[end.node]));
        }
        res
    }

    fn shape(&self, node: &Node) -> Shape {
        let without_letters = |it: &Row| Row { mark: RowMark::None, ..it.clone() };
        let rows: Vec<Row> = node.rows.iter().map(without_letters).collect();
        let columns = columns(&Node { stereotype: None, ..node.clone() }, &rows);
        boxed(node, &rows, &columns)
    }

    fn stroke(&self, line: &Line) -> Stroke {
        stroke(line)
    }

    fn marks(&self, line: &Line) -> [Mark; 2] {
        let child = |it: Option<Cardinality>| match it {
            Some(Cardinality { max: Some(1), .. }) | None => Mark::None,
            Some(Cardinality { max: None | Some(_), .. }) => Mark::Dot,
        };
        match line.kind {
            LineKind::Subtype => match line.division {
                Some(Division { is_total: false, .. }) => [Mark::None, Mark::Incomplete],
                Some(_) | None => [Mark::None, Mark::Category],
            },
            // What relates depends on what it relates.
            LineKind::Role if line.to.across.is_some() => [Mark::Dot, Mark::None],
            LineKind::Alternative => [Mark::None, Mark::Arrow],
            LineKind::Role => [child(line.from.cardinality), child(line.to.cardinality)],
            LineKind::Reference | LineKind::Identifying => {
                let parent = match line.to.cardinality {
                    Some(Cardinality { max: None, .. }) => Mark::Dot,
                    Some(Cardinality { min: 0, .. }) => Mark::Hollow,
                    Some(_) | None => Mark::None,
                };
                [Mark::Dot, parent]
            }
        }
    }

    /// `P` for one or more, `Z` for none or one (FIPS 184, 3.5).
    fn texts(&self, scene: &Scene, line: &Line) -> [Option<String>; 3] {
        let letter = match line.from.cardinality {
            Some(Cardinality { min: 0, max: Some(1) }) => Some("Z".to_owned()),
            Some(Cardinality { min: 1.., max: None }) => Some("P".to_owned()),
            Some(_) | None => None,
        };
        let [_, whole, role] = role_texts(scene, line);
        [letter, whole, role]
    }

    fn strokes(&self) -> &'static [(Stroke, &'static str)] {
        super::crowsfoot::STROKES
    }

    fn forms(&self) -> &'static [(Form, &'static str)] {
        &[(Form::RoundBox, "identified through others")]
    }

    fn letters(&self) -> &'static [(&'static str, &'static str)] {
        &[("(FK)", "refers"), ("(AK)", "unique"), ("Z", "none or one"), ("P", "one or more")]
    }
}

fn boxed(node: &Node, rows: &[Row], columns: &Columns) -> Shape {
    let height = (rows.len() as i32 * ROW + 4).max(28);
    let width = columns.width;
    let radius = match node.kind {
        NodeKind::Entity | NodeKind::View => 0,
        NodeKind::WeakEntity | NodeKind::Relationship | NodeKind::Union => 12,
    };
    let mut body = String::new();
    let title = shortened(&node.title, table::NAME_LIMIT);
    text(&mut body, (2, TITLE - 6), Ink::Title, Anchor::Start, &title, None);
    table::badges(&mut body, node, width + 8, 1);
    put(
        &mut body,
        format_args!(
            "<rect class=\"b\" y=\"{TITLE}\" width=\"{width}\" height=\"{height}\" rx=\"{radius}\"/>"
        ),
    );
    for (idx, row) in rows.iter().enumerate() {
        write_row(&mut body, row, columns, TITLE + 2 + idx as i32 * ROW);
    }
    // The line is there even when all attributes are of the key.
    let at = key_line(&node.rows, TITLE + 2).unwrap_or(TITLE + height - 2);
    if !rows.is_empty() {
        put(&mut body, format_args!("<path class=\"r\" d=\"M0 {at}h{width}\"/>"));
    }
    let strip = |idx: i32| Strip { top: TITLE + 2 + idx * ROW, height: ROW };
    let whole = Strip { top: TITLE, height };
    let strips = (0..rows.len() as i32).map(strip).chain([whole]).collect();
    let size = Size::new(width, TITLE + height);
    Shape { size, rows: strips, body, outline: Outline::Rectangle }
}
