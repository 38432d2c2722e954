//! UML: classes, associations with multiplicities, compositions, generalisations.

use super::shape::Shape;
use super::{Form, Mark, Stroke, Style, table};
use crate::export::diagram::scene::{
    Cardinality, Division, End, Line, LineKind, Node, NodeKind, Row, RowMark, Scene,
};

/// UML class diagrams.
pub(super) struct Uml;

impl Style for Uml {
    /// Attributes say their multiplicity in brackets, and what kind of key they are in braces.
    fn adapt(&self, scene: &Scene) -> Scene {
        let mut res = scene.clone();
        for node in &mut res.nodes {
            node.stereotype = stereotype(node);
            node.rows.iter_mut().for_each(adapt_row);
        }
        res
    }

    fn shape(&self, node: &Node) -> Shape {
        table::plain(node)
    }

    fn stroke(&self, line: &Line) -> Stroke {
        match line.kind {
            LineKind::Alternative => Stroke::Dashed,
            LineKind::Reference | LineKind::Identifying | LineKind::Role | LineKind::Subtype => {
                Stroke::Solid
            }
        }
    }

    fn marks(&self, line: &Line) -> [Mark; 2] {
        match line.kind {
            LineKind::Reference => [Mark::None, Mark::Arrow],
            LineKind::Identifying => [Mark::None, Mark::Part],
            LineKind::Role => [Mark::None, Mark::None],
            LineKind::Subtype => [Mark::None, Mark::Triangle],
            LineKind::Alternative => [Mark::None, Mark::Arrow],
        }
    }

    fn texts(&self, _: &Scene, line: &Line) -> [Option<String>; 3] {
        let text = |end: &End| {
            let multiplicity = end.across.or(end.cardinality).map(multiplicity)?;
            let role = end.label.as_ref().filter(|_| line.kind == LineKind::Role);
            Some(role.map_or(multiplicity.clone(), |it| format!("{it} {multiplicity}")))
        };
        // What takes part in a relationship says how many there are for the others.
        let from = if line.to.across.is_some() { None } else { text(&line.from) };
        let to = line.division.filter(|it| it.is_first).map(constraint).or_else(|| text(&line.to));
        [from, line.label.clone(), to]
    }

    fn strokes(&self) -> &'static [(Stroke, &'static str)] {
        &[(Stroke::Solid, "association"), (Stroke::Dashed, "one of several")]
    }

    fn forms(&self) -> &'static [(Form, &'static str)] {
        &[]
    }

    fn letters(&self) -> &'static [(&'static str, &'static str)] {
        &[("{id}", "in the key"), ("[0..1]", "may be missing")]
    }
}

fn stereotype(node: &Node) -> Option<String> {
    let kind = match node.kind {
        NodeKind::Entity | NodeKind::WeakEntity => None,
        NodeKind::Relationship => Some("association"),
        NodeKind::Union => Some("union"),
        NodeKind::View => Some("view"),
    };
    node.stereotype.clone().or(kind.map(str::to_owned))
}

fn adapt_row(row: &mut Row) {
    let (ty, multiplicity) = split_quantifier(&row.ty);
    let key = match row.mark {
        RowMark::Key | RowMark::KeyReference => " {id}",
        RowMark::Unique => " {unique}",
        RowMark::None | RowMark::Reference => "",
    };
    // Digits behind letters that run from right to left would run with them: a mark holds them apart.
    let mark = if ty.is_ascii() { "" } else { "\u{200e}" };
    row.ty = format!("{ty}{mark}{multiplicity}{key}");
    row.mark = RowMark::None;
}

/// A type and its quantifier as UML writes it.
fn split_quantifier(ty: &str) -> (&str, String) {
    let bare = |end: usize| &ty[..end];
    if let Some(ty) = ty.strip_suffix('?') {
        return (ty, " [0..1]".to_owned());
    }
    if let Some(ty) = ty.strip_suffix('*') {
        return (ty, " [*]".to_owned());
    }
    if let Some(ty) = ty.strip_suffix('+') {
        return (ty, " [1..*]".to_owned());
    }
    match ty.rfind('{') {
        Some(start) if ty.ends_with('}') => {
            let bounds = &ty[start + 1..ty.len() - 1];
            let open = if bounds.ends_with("..") { "*" } else { "" };
            (bare(start), format!(" [{bounds}{open}]"))
        }
        _ => (ty, String::new()),
    }
}

/// `{complete, disjoint}` (UML 2.5.1, 9.7).
fn constraint(Division { is_disjoint, is_total, .. }: Division) -> String {
    let total = if is_total { "complete" } else { "incomplete" };
    let disjoint = if is_disjoint { "disjoint" } else { "overlapping" };
    format!("{{{total}, {disjoint}}}")
}

fn multiplicity(Cardinality { min, max }: Cardinality) -> String {
    match max {
        Some(max) if max == min => max.to_string(),
        Some(max) => format!("{min}..{max}"),
        None if min == 0 => "*".to_owned(),
        None => format!("{min}..*"),
    }
}
