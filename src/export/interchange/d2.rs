//! D2's SQL tables.

use super::{Export, lose_hierarchies, lose_undrawn};
use crate::base::TextWriter;
use crate::export::diagram::{Cardinality, End, Line, LineKind, Node, NodeKind, RowMark, Scene};

/// The scene as a D2 diagram.
pub fn d2(scene: &Scene) -> Export {
    let mut res = Export::default();
    let mut out = TextWriter::new();
    out.line("direction: left");
    members(&mut out, scene, None);
    out.gap();
    scene.lines.iter().for_each(|it| line(&mut out, scene, it));
    res.text = out.into_string();
    lose_hierarchies(scene, &mut res);
    lose_undrawn(scene, &mut res);
    if scene.nodes.iter().flat_map(|it| &it.rows).any(|it| it.docs.is_some()) {
        res.loses("what columns are about");
    }
    res
}

/// The boxes directly in `group`, and the groups in it. Groups nest two deep at most.
fn members(out: &mut TextWriter, scene: &Scene, group: Option<usize>) {
    for (idx, node) in scene.nodes.iter().enumerate().filter(|(_, it)| it.group == group) {
        table(out, idx, node);
    }
    for (idx, it) in scene.groups.iter().enumerate().filter(|(_, it)| it.parent == group) {
        out.line(format!("g{idx}: {} {{", quoted(&it.title)));
        out.nested(|out| members(out, scene, Some(idx)));
        out.line("}");
    }
}

fn table(out: &mut TextWriter, idx: usize, node: &Node) {
    out.line(format!("t{idx}: {} {{", quoted(&node.title)));
    out.nested(|out| {
        let shape = match node.kind {
            NodeKind::Relationship if node.rows.is_empty() => "diamond",
            NodeKind::Union => "oval",
            NodeKind::Entity | NodeKind::WeakEntity | NodeKind::Relationship | NodeKind::View => {
                "sql_table"
            }
        };
        out.line(format!("shape: {shape}"));
        if let Some(docs) = &node.docs {
            out.line(format!("tooltip: {}", quoted(docs)));
        }
        for row in &node.rows {
            let constraint = match row.mark {
                RowMark::None => "",
                RowMark::Key => " {constraint: primary_key}",
                RowMark::KeyReference => " {constraint: [primary_key; foreign_key]}",
                RowMark::Unique => " {constraint: unique}",
                RowMark::Reference => " {constraint: foreign_key}",
            };
            let indent = "  ".repeat(row.depth);
            let name = quoted(&format!("{indent}{}", row.name));
            out.line(format!("{name}: {}{constraint}", quoted(&row.ty)));
        }
    });
    out.line("}");
}

fn line(out: &mut TextWriter, scene: &Scene, line: &Line) {
    let label = line.label.as_ref().map_or_else(String::new, |it| format!(" {}", quoted(it)));
    out.line(format!("{} -> {}:{label} {{", path(scene, &line.from), path(scene, &line.to)));
    out.nested(|out| {
        out.line(format!("source-arrowhead: {{shape: {}}}", arrow(line.from.cardinality)));
        let target = match line.kind {
            LineKind::Subtype => "triangle",
            LineKind::Alternative => "arrow",
            LineKind::Reference | LineKind::Identifying | LineKind::Role => {
                arrow(line.to.cardinality)
            }
        };
        out.line(format!("target-arrowhead: {{shape: {target}}}"));
        if line.kind == LineKind::Reference {
            out.line("style.stroke-dash: 4");
        }
    });
    out.line("}");
}

/// The way to a box, or to a row of it, through the groups around it.
fn path(scene: &Scene, end: &End) -> String {
    let node = &scene.nodes[end.node];
    let mut res = format!("t{}", end.node);
    let mut group = node.group;
    while let Some(idx) = group {
        res = format!("g{idx}.{res}");
        group = scene.groups[idx].parent;
    }
    match end.row.and_then(|it| node.rows.get(it)) {
        Some(row) => {
            format!("{res}.{}", quoted(&format!("{}{}", "  ".repeat(row.depth), row.name)))
        }
        None => res,
    }
}

fn arrow(cardinality: Option<Cardinality>) -> &'static str {
    match cardinality {
        None => "none",
        Some(Cardinality { min: 0, max: Some(1) }) => "cf-one",
        Some(Cardinality { max: Some(1), .. }) => "cf-one-required",
        Some(Cardinality { min: 0, .. }) => "cf-many",
        Some(_) => "cf-many-required",
    }
}

fn quoted(text: &str) -> String {
    let quiet = |c: char| if c.is_control() && c != '\n' { ' ' } else { c };
    let text: String = text.chars().map(quiet).collect();
    // `$` begins a substitution.
    let text = text.replace('\\', "\\\\").replace('"', "\\\"").replace('$', "\\$");
    format!("\"{}\"", text.replace('\n', "\\n"))
}
