//! PlantUML's entity-relationship diagrams.

use super::names::line_of;
use super::{Export, lose_undrawn};
use crate::base::TextWriter;
use crate::export::diagram::{Cardinality, Line, LineKind, Node, NodeKind, Row, RowMark, Scene};

/// The scene as a PlantUML diagram.
pub fn plantuml(scene: &Scene) -> Export {
    let mut res = Export::default();
    let mut out = TextWriter::new();
    out.line("@startuml");
    if let Some(title) = &scene.title {
        out.line(format!("title {}", line_of(title)));
    }
    out.line("hide circle");
    out.line("hide empty members");
    out.line("left to right direction");
    out.gap();
    members(&mut out, scene, None);
    out.gap();
    scene.lines.iter().for_each(|it| out.line(line(scene, it)));
    out.line("@enduml");
    res.text = out.into_string();
    if scene.nodes.iter().any(|it| it.docs.is_some()) {
        res.loses("what boxes are about");
    }
    if scene.nodes.iter().flat_map(|it| &it.rows).any(|it| it.docs.is_some()) {
        res.loses("what attributes are about");
    }
    lose_undrawn(scene, &mut res);
    res
}

/// The boxes directly in `group`, and the groups in it. Groups nest two deep at most.
fn members(out: &mut TextWriter, scene: &Scene, group: Option<usize>) {
    for (idx, node) in scene.nodes.iter().enumerate().filter(|(_, it)| it.group == group) {
        entity(out, idx, node);
    }
    for (idx, it) in scene.groups.iter().enumerate().filter(|(_, it)| it.parent == group) {
        out.line(format!("package \"{}\" {{", line_of(&it.title)));
        out.nested(|out| members(out, scene, Some(idx)));
        out.line("}");
    }
}

fn entity(out: &mut TextWriter, idx: usize, node: &Node) {
    let kind = match node.kind {
        NodeKind::Entity => String::new(),
        NodeKind::WeakEntity => " <<weak>>".to_owned(),
        NodeKind::Relationship => " <<relationship>>".to_owned(),
        NodeKind::Union => " <<union>>".to_owned(),
        NodeKind::View => " <<view>>".to_owned(),
    };
    let is_abstract = node.stereotype.as_deref() == Some("abstract");
    let kind = if is_abstract { format!("{kind} <<abstract>>") } else { kind };
    out.line(format!("entity \"{}\" as e{idx}{kind} {{", line_of(&node.title)));
    let is_key = |it: &Row| matches!(it.mark, RowMark::Key | RowMark::KeyReference);
    let n_keys = node.rows.iter().take_while(|it| is_key(it)).count();
    out.nested(|out| {
        for (nth, row) in node.rows.iter().enumerate() {
            if nth == n_keys && n_keys > 0 {
                out.line("--");
            }
            out.line(attribute(row));
        }
    });
    out.line("}");
}

fn attribute(row: &Row) -> String {
    let star = if row.is_nullable || row.is_derived { "" } else { "* " };
    let mark = match row.mark {
        RowMark::None => "",
        RowMark::Key => " <<PK>>",
        RowMark::KeyReference => " <<PK>> <<FK>>",
        RowMark::Unique => " <<U>>",
        RowMark::Reference => " <<FK>>",
    };
    let slash = if row.is_derived { "/" } else { "" };
    // Braces and leading signs have a meaning of their own in a member; `{field}` says that none is meant.
    let name = line_of(&row.name).replace(['{', '}'], " ");
    let ty = line_of(&row.ty).replace('{', "[").replace('}', "]");
    let dots = ". ".repeat(row.depth);
    format!("{{field}} {star}{dots}{slash}{name} : {ty}{mark}")
}

fn line(scene: &Scene, line: &Line) -> String {
    let (from, to) = (line.from.node, line.to.node);
    let row = line.from.row.and_then(|it| scene.nodes[from].rows.get(it));
    let label = line.label.as_ref().or(row.map(|it| &it.name)).or(line.name.as_ref());
    let label = label.map(|it| line_of(it));
    let label = label.map_or_else(String::new, |it| format!(" : {it}"));
    match line.kind {
        LineKind::Subtype => format!("e{to} <|-- e{from}"),
        LineKind::Alternative => format!("e{from} ..> e{to}"),
        LineKind::Reference | LineKind::Identifying | LineKind::Role => {
            let body = if line.kind == LineKind::Reference { ".." } else { "--" };
            let (left, right) = (left(line.from.cardinality), right(line.to.cardinality));
            format!("e{from} {left}{body}{right} e{to}{label}")
        }
    }
}

fn left(cardinality: Option<Cardinality>) -> &'static str {
    match cardinality {
        None => "",
        Some(Cardinality { min: 0, max: Some(1) }) => "|o",
        Some(Cardinality { max: Some(1), .. }) => "||",
        Some(Cardinality { min: 0, .. }) => "}o",
        Some(_) => "}|",
    }
}

fn right(cardinality: Option<Cardinality>) -> &'static str {
    match left(cardinality) {
        "|o" => "o|",
        "}o" => "o{",
        "}|" => "|{",
        same => same,
    }
}
