//! A scene as Graphviz DOT, in crow's foot notation.
//!
//! Boxes are HTML-like tables whose rows are ports, so that a line ends at the attribute it is about
//! (Graphviz, "Node Shapes", section "HTML-Like Labels").

use super::scene::{Cardinality, End, Line, LineKind, Node, NodeKind, Row, RowMark, Scene};
use crate::base::TextWriter;

/// The DOT text of `scene`.
pub fn dot(scene: &Scene) -> String {
    let mut out = TextWriter::new();
    let name = scene.title.as_deref().unwrap_or("model");
    out.line(format!("digraph {} {{", quoted(name)));
    out.nested(|out| {
        out.line("graph [rankdir=LR, nodesep=0.5, ranksep=1.1, fontname=\"Helvetica\", fontsize=12];");
        out.line("node [shape=plain, fontname=\"Helvetica\", fontsize=11];");
        out.line("edge [dir=both, arrowsize=0.8, fontname=\"Helvetica\", fontsize=9, color=\"#4a5568\"];");
        out.gap();
        members(out, scene, None);
        out.gap();
        scene.lines.iter().for_each(|it| line(out, scene, it));
    });
    out.line("}");
    out.into_string()
}

/// The boxes directly in `group`, and the groups in it. Groups nest two deep at most.
fn members(out: &mut TextWriter, scene: &Scene, group: Option<usize>) {
    for (idx, it) in scene.nodes.iter().enumerate() {
        if it.group == group {
            node(out, idx, it);
        }
    }
    for (idx, it) in scene.groups.iter().enumerate() {
        if it.parent == group {
            out.line(format!("subgraph cluster_{idx} {{"));
            out.nested(|out| {
                out.line(format!("label={};", quoted(&it.title)));
                out.line("style=\"rounded\"; color=\"#a0aec0\"; fontcolor=\"#4a5568\";");
                members(out, scene, Some(idx));
            });
            out.line("}");
        }
    }
}

fn node(out: &mut TextWriter, idx: usize, node: &Node) {
    let tooltip =
        node.docs.as_deref().map_or_else(String::new, |it| format!(", tooltip={}", quoted(it)));
    match node.kind {
        NodeKind::Relationship if node.rows.is_empty() => {
            let label = quoted(&node.title);
            out.line(format!("n{idx} [shape=diamond, label={label}, style=filled, fillcolor=\"#fefcbf\"{tooltip}];"));
        }
        NodeKind::Union => {
            let label = quoted(&format!("{}\n∪", node.title));
            out.line(format!("n{idx} [shape=circle, label={label}, style=filled, fillcolor=\"#e9d8fd\"{tooltip}];"));
        }
        NodeKind::Entity | NodeKind::WeakEntity | NodeKind::Relationship | NodeKind::View => {
            out.line(format!("n{idx} [label=<"));
            out.nested(|out| table(out, node));
            out.line(format!(">{tooltip}];"));
        }
    }
}

fn table(out: &mut TextWriter, node: &Node) {
    // A second frame around the first is Chen's double border of a weak entity.
    let is_double = node.kind == NodeKind::WeakEntity;
    let fill = node.color.as_deref().unwrap_or(match node.kind {
        NodeKind::Entity => "#bee3f8",
        NodeKind::WeakEntity => "#c6f6d5",
        NodeKind::Relationship => "#fefcbf",
        NodeKind::Union | NodeKind::View => "#edf2f7",
    });
    if is_double {
        out.line(
            "<table border=\"1\" cellborder=\"0\" cellspacing=\"0\" cellpadding=\"2\"><tr><td>",
        );
    }
    out.line("<table border=\"0\" cellborder=\"1\" cellspacing=\"0\" cellpadding=\"4\" color=\"#4a5568\" bgcolor=\"white\">");
    let stereotype = node.stereotype.as_deref().map_or_else(String::new, |it| {
        format!("<font point-size=\"9\">«{}»</font><br/>", escaped(it))
    });
    let shape = if node.kind == NodeKind::Relationship { "◇ " } else { "" };
    out.line(format!(
        "<tr><td port=\"head\" bgcolor=\"{}\" colspan=\"3\">{stereotype}<b>{shape}{}</b></td></tr>",
        escaped(fill),
        escaped(&node.title)
    ));
    node.rows.iter().enumerate().for_each(|(idx, it)| row(out, idx, it));
    out.line("</table>");
    if is_double {
        out.line("</td></tr></table>");
    }
}

fn row(out: &mut TextWriter, idx: usize, row: &Row) {
    let mark = match row.mark {
        RowMark::None => "",
        RowMark::Key => "PK",
        RowMark::KeyReference => "PK FK",
        RowMark::Unique => "U",
        RowMark::Reference => "FK",
    };
    let indent = "&#160;&#160;".repeat(row.depth);
    let slash = if row.is_derived { "/" } else { "" };
    let name = format!("{indent}{slash}{}", escaped(&row.name));
    let name = match row.mark {
        RowMark::Key | RowMark::KeyReference => format!("<u>{name}</u>"),
        RowMark::None | RowMark::Unique | RowMark::Reference => name,
    };
    let mark = if mark.is_empty() { "&#160;" } else { mark };
    out.line(format!(
        "<tr><td port=\"l{idx}\" align=\"left\"><font point-size=\"8\" color=\"#718096\">{mark}</font></td>\
         <td align=\"left\">{name}</td>\
         <td port=\"r{idx}\" align=\"left\"><font color=\"#4a5568\">{}</font></td></tr>",
        escaped(&row.ty)
    ));
}

fn line(out: &mut TextWriter, scene: &Scene, line: &Line) {
    let mut attributes = vec![
        format!("arrowtail={}", arrow(line.from.cardinality)),
        format!("arrowhead={}", head(line)),
    ];
    match line.kind {
        LineKind::Reference => attributes.push("style=dashed".to_owned()),
        LineKind::Identifying | LineKind::Role | LineKind::Subtype | LineKind::Alternative => {}
    }
    let labels =
        [("label", &line.label), ("taillabel", &line.from.label), ("headlabel", &line.to.label)];
    for (name, label) in labels {
        if let Some(label) = label {
            attributes.push(format!("{name}={}", quoted(label)));
        }
    }
    let (from, to) = (port(scene, &line.from, "r"), port(scene, &line.to, "l"));
    out.line(format!("{from} -> {to} [{}];", attributes.join(", ")));
}

/// A line leaves at the right side of its row and ends at the left side of the other.
fn port(scene: &Scene, end: &End, side: &str) -> String {
    let node = end.node;
    match (scene.nodes[node].kind, end.row) {
        (NodeKind::Union, _) => format!("n{node}"),
        (NodeKind::Relationship, _) if scene.nodes[node].rows.is_empty() => format!("n{node}"),
        (_, Some(row)) => format!("n{node}:{side}{row}"),
        (_, None) => format!("n{node}:head"),
    }
}

fn head(line: &Line) -> &'static str {
    match line.kind {
        LineKind::Subtype => "onormal",
        LineKind::Reference | LineKind::Identifying | LineKind::Role | LineKind::Alternative => {
            arrow(line.to.cardinality)
        }
    }
}

/// The crow's foot of an end, innermost mark first.
fn arrow(cardinality: Option<Cardinality>) -> &'static str {
    match cardinality {
        None => "none",
        Some(Cardinality { min: 0, max: Some(1) }) => "teeodot",
        Some(Cardinality { max: Some(1), .. }) => "teetee",
        Some(Cardinality { min: 0, .. }) => "crowodot",
        Some(Cardinality { .. }) => "crowtee",
    }
}

/// A DOT string: only quotes and backslashes are special in it.
fn quoted(text: &str) -> String {
    let text =
        text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\0', "");
    format!("\"{text}\"")
}

/// Text inside an HTML-like label; control characters cannot stand in XML.
fn escaped(text: &str) -> String {
    let mut res = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => res.push_str("&amp;"),
            '<' => res.push_str("&lt;"),
            '>' => res.push_str("&gt;"),
            '"' => res.push_str("&quot;"),
            '\n' => res.push_str("<br/>"),
            c if c.is_control() => res.push('\u{fffd}'),
            c => res.push(c),
        }
    }
    res
}
