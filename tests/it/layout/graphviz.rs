//! The same graph drawn by `dot`, if it is on the machine.

use super::measure::Picture;
use erc::export::diagram::layout::{Graph, GroupId};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// So many seconds `dot` is waited for.
pub(crate) const PATIENCE: u64 = 120;

/// The picture and how long it took, program start included. The SVG goes to `svg`, untimed.
pub(crate) fn draw(graph: &Graph, svg: Option<PathBuf>) -> Option<(Picture, Duration)> {
    let source = source(graph);
    if let Some(path) = svg {
        run(&source, "svg").map(|it| std::fs::write(path, it.0));
    }
    let (json, time) = run(&source, "json")?;
    let json: serde_json::Value = serde_json::from_str(&json).ok()?;
    Some((picture(&json)?, time))
}

/// What `dot` makes of a text, and how long it took; nothing where it is missing, fails or takes too long.
pub(crate) fn run(source: &str, format: &str) -> Option<(String, Duration)> {
    let start = Instant::now();
    let mut child = Command::new("timeout")
        .args([&PATIENCE.to_string(), "dot", &format!("-T{format}")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    child.stdin.take()?.write_all(source.as_bytes()).ok()?;
    let output = child.wait_with_output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| (text, start.elapsed()))
}

/// Boxes of the same sizes; one pixel is one point.
pub(crate) fn source(graph: &Graph) -> String {
    let mut res = String::from(
        "digraph { rankdir=LR; splines=ortho;\nnode [shape=box, fixedsize=true, label=\"\"];\n",
    );
    for (id, node) in graph.nodes.iter() {
        let (width, height) =
            (f64::from(node.size.width) / 72.0, f64::from(node.size.height) / 72.0);
        let _ = writeln!(res, "n{} [width={width:.4}, height={height:.4}];", id.idx());
    }
    let roots = graph.groups.iter().filter(|(_, it)| it.parent.is_none());
    for (group, _) in roots {
        cluster(graph, group, &mut res);
    }
    for edge in graph.edges.values() {
        let _ = writeln!(res, "n{} -> n{};", edge.to.node.idx(), edge.from.node.idx());
    }
    res.push('}');
    res
}

fn cluster(graph: &Graph, group: GroupId, res: &mut String) {
    let _ = writeln!(res, "subgraph cluster_{} {{ label=\"title\";", group.idx());
    for (id, _) in graph.nodes.iter().filter(|(_, it)| it.group == Some(group)) {
        let _ = writeln!(res, "n{};", id.idx());
    }
    for (inner, _) in graph.groups.iter().filter(|(_, it)| it.parent == Some(group)) {
        cluster(graph, inner, res);
    }
    res.push_str("}\n");
}

fn picture(json: &serde_json::Value) -> Option<Picture> {
    let numbers = |text: &str| -> Vec<f64> {
        text.split([',', ' ']).filter_map(|it| it.parse().ok()).collect()
    };
    let bounds = numbers(json["bb"].as_str()?);
    let mut boxes = Vec::new();
    for object in json["objects"].as_array()? {
        let Some(at) = object["pos"].as_str().map(numbers) else { continue };
        let size = |key: &str| object[key].as_str().and_then(|it| it.parse::<f64>().ok());
        let (width, height) = (size("width")? * 36.0, size("height")? * 36.0);
        boxes.push([at[0] - width, at[1] - height, at[0] + width, at[1] + height]);
    }
    let mut lines = Vec::new();
    for (idx, edge) in json["edges"].as_array().into_iter().flatten().enumerate() {
        let text = edge["pos"].as_str()?;
        let mut head = None;
        let mut points = Vec::new();
        for piece in text.split(' ') {
            let at = numbers(piece.trim_start_matches("e,").trim_start_matches("s,"));
            let point = (*at.first()?, *at.get(1)?);
            if piece.starts_with("e,") { head = Some(point) } else { points.push(point) }
        }
        // Straight Bézier curves: every third point is a corner.
        let mut corners: Vec<(f64, f64)> = points.into_iter().step_by(3).collect();
        corners.extend(head);
        lines.push((idx, straighten(&corners)));
    }
    let (width, height) = (bounds[2] - bounds[0], bounds[3] - bounds[1]);
    Some(Picture { width, height, boxes, lines, labels: Vec::new() })
}

/// Leaves out points in the middle of a straight line.
fn straighten(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut res: Vec<(f64, f64)> = Vec::new();
    for &point in points {
        if let [.., a, b] = res[..] {
            let upright = (a.0 - b.0).abs() < 0.6 && (b.0 - point.0).abs() < 0.6;
            let level = (a.1 - b.1).abs() < 0.6 && (b.1 - point.1).abs() < 0.6;
            if upright || level {
                res.pop();
            }
        }
        res.push(point);
    }
    res
}
