//! Mermaid's `erDiagram`.

use super::names::{Names, line_of, plain};
use super::{Export, lose_hierarchies, lose_undrawn};
use crate::base::TextWriter;
use crate::export::diagram::{Cardinality, Line, LineKind, Node, Row, RowMark, Scene};

/// What Mermaid draws when it is not told otherwise (`maxTextSize`).
const MOST_CHARACTERS: usize = 50_000;
/// Words that begin a statement or stand between two entities.
const WORDS: [&str; 19] = [
    "acctitle",
    "accdescr",
    "class",
    "classdef",
    "direction",
    "end",
    "erdiagram",
    "many",
    "o",
    "one",
    "only",
    "optionally",
    "style",
    "subgraph",
    "title",
    "to",
    "u",
    "x",
    "zero",
];
/// Words that are marks of keys, whatever their case.
const MARKS: [&str; 12] = ["PK", "FK", "UK", "pk", "fk", "uk", "Pk", "Fk", "Uk", "pK", "fK", "uK"];
/// As many lines (`maxEdges`).
const MOST_LINES: usize = 500;

/// The scene as a Mermaid diagram.
pub fn mermaid(scene: &Scene) -> Export {
    let mut res = Export::default();
    let mut names = Names::default();
    let free = |name: &str| match WORDS.contains(&name.to_lowercase().as_str()) {
        true => format!("{name}_"),
        false => name.to_owned(),
    };
    let ids: Vec<String> = scene.nodes.iter().map(|it| names.name(&free(&it.anchor))).collect();
    let mut out = TextWriter::new();
    out.line("erDiagram");
    out.nested(|out| {
        for (node, id) in scene.nodes.iter().zip(&ids) {
            entity(out, node, id);
        }
        for line in &scene.lines {
            out.line(relationship(scene, &ids, line));
        }
    });
    res.text = out.into_string();
    if scene.nodes.iter().any(|it| it.group.is_some()) {
        res.loses("groups and schemas");
    }
    if scene.nodes.iter().any(|it| it.docs.is_some()) {
        res.loses("what boxes are about");
    }
    lose_names(scene, &mut res);
    lose_hierarchies(scene, &mut res);
    lose_undrawn(scene, &mut res);
    if res.text.chars().count() > MOST_CHARACTERS || scene.lines.len() > MOST_LINES {
        res.loses(
            "nothing, but Mermaid draws 50 000 characters and 500 lines at most unless \
             `maxTextSize` and `maxEdges` are raised: show a part with `--group` or `--focus`",
        );
    }
    res
}

/// Mermaid's attributes are plain words.
fn lose_names(scene: &Scene, res: &mut Export) {
    let rows = || scene.nodes.iter().flat_map(|it| &it.rows);
    if rows().any(|it| plain(&it.name) != it.name) {
        res.loses("signs and letters in the names of attributes that Mermaid does not take");
    }
    if rows().any(|it| it.depth > 0) {
        res.loses("which attributes are parts of others");
    }
    let is_plain = |it: char| is_type_character(it) || it == '?';
    if rows().any(|it| !it.ty.chars().all(is_plain)) {
        res.loses("spaces and signs in types that Mermaid does not take");
    }
}

fn entity(out: &mut TextWriter, node: &Node, id: &str) {
    let alias =
        if node.title == id { String::new() } else { format!("[\"{}\"]", line_of(&node.title)) };
    if node.rows.is_empty() {
        out.line(format!("{id}{alias}"));
        return;
    }
    out.line(format!("{id}{alias} {{"));
    let mut names = Names::without(&MARKS);
    let mut above: Vec<&str> = Vec::new();
    out.nested(|out| {
        for row in &node.rows {
            above.truncate(row.depth);
            above.push(&row.name);
            // A part of a composite goes by the names of both.
            out.line(attribute(row, &names.name(&above.join("_"))));
        }
    });
    out.line("}");
}

fn attribute(row: &Row, name: &str) -> String {
    let ty: String = row.ty.chars().filter(|it| !it.is_whitespace() && *it != '?').collect();
    let ty: String = ty.chars().map(|c| if is_type_character(c) { c } else { '_' }).collect();
    let ty = if ty.is_empty() { "any".to_owned() } else { ty };
    let ty = if ty.starts_with(|c: char| c.is_ascii_alphabetic()) { ty } else { plain(&ty) };
    let keys = match row.mark {
        RowMark::None => "",
        RowMark::Key => " PK",
        RowMark::KeyReference => " PK,FK",
        RowMark::Unique => " UK",
        RowMark::Reference => " FK",
    };
    let mut remark: Vec<String> = Vec::new();
    if row.is_nullable {
        remark.push("optional".to_owned());
    }
    if row.is_derived {
        remark.push("derived".to_owned());
    }
    remark.extend(row.docs.as_deref().map(line_of).filter(|it| !it.is_empty()));
    let remark =
        if remark.is_empty() { String::new() } else { format!(" \"{}\"", remark.join(": ")) };
    format!("{ty} {name}{keys}{remark}")
}

fn is_type_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || "_-[]()".contains(c)
}

fn relationship(scene: &Scene, ids: &[String], line: &Line) -> String {
    let (from, to) = (&ids[line.from.node], &ids[line.to.node]);
    let (left, right) = match line.kind {
        LineKind::Subtype | LineKind::Alternative => ("|o", "||"),
        LineKind::Reference | LineKind::Identifying | LineKind::Role => {
            (left(line.from.cardinality), right(line.to.cardinality))
        }
    };
    let body = match line.kind {
        LineKind::Reference | LineKind::Alternative => "..",
        LineKind::Identifying | LineKind::Role | LineKind::Subtype => "--",
    };
    let label = match line.kind {
        LineKind::Subtype => "is a".to_owned(),
        LineKind::Alternative => "or".to_owned(),
        LineKind::Reference | LineKind::Identifying | LineKind::Role => {
            let row = line.from.row.and_then(|it| scene.nodes[line.from.node].rows.get(it));
            let name = line.label.as_ref().or(line.to.label.as_ref());
            let name = name.or(row.map(|it| &it.name)).or(line.name.as_ref());
            name.map(|it| line_of(it)).unwrap_or_default()
        }
    };
    format!("{from} {left}{body}{right} {to} : \"{label}\"")
}

fn left(cardinality: Option<Cardinality>) -> &'static str {
    match cardinality {
        None | Some(Cardinality { min: 0, max: None | Some(2..) }) => "}o",
        Some(Cardinality { min: 0, .. }) => "|o",
        Some(Cardinality { max: Some(1), .. }) => "||",
        Some(_) => "}|",
    }
}

fn right(cardinality: Option<Cardinality>) -> &'static str {
    match left(cardinality) {
        "}o" => "o{",
        "|o" => "o|",
        "}|" => "|{",
        same => same,
    }
}
