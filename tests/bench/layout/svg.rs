//! A plain picture of a drawing, to be looked at.

use erc::export::diagram::layout::{Drawing, Graph};
use std::fmt::Write as _;

const COLOURS: [&str; 8] =
    ["#1f4e79", "#8a3b12", "#2e6b34", "#6a2c70", "#7a6a00", "#a01040", "#00697a", "#444444"];

/// Boxes with their rows, groups, lines and labels.
pub(crate) fn svg(graph: &Graph, drawing: &Drawing) -> String {
    let (width, height) = (drawing.size.width + 20, drawing.size.height + 20);
    let mut res = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"-10 -10 {width} {height}\">\n<rect x=\"-10\" y=\"-10\" width=\"{width}\" height=\"{height}\" fill=\"white\"/>\n"
    );
    for (rect, group) in drawing.groups.iter().zip(graph.groups.values()) {
        let _ = writeln!(
            res,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"6\" fill=\"#00000008\" stroke=\"#999\"/><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"#fc8\"/>",
            rect.left,
            rect.top,
            rect.width,
            rect.height,
            rect.left,
            rect.top,
            group.title.width,
            group.title.height
        );
    }
    for (idx, (rect, node)) in drawing.nodes.iter().zip(graph.nodes.values()).enumerate() {
        let _ = writeln!(
            res,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"#eef3f8\" stroke=\"#345\"/><text x=\"{}\" y=\"{}\" font-size=\"12\" font-family=\"sans-serif\">t{idx}</text>",
            rect.left,
            rect.top,
            rect.width,
            rect.height,
            rect.left + 6,
            rect.top + 17
        );
        for row in &node.rows {
            let y = rect.top + row.top;
            let _ = writeln!(
                res,
                "<path d=\"M{} {y}h{}\" stroke=\"#cdd\" fill=\"none\"/>",
                rect.left, rect.width
            );
        }
    }
    for (route, edge) in drawing.edges.iter().zip(graph.edges.values()) {
        let colour = COLOURS[route.net as usize % COLOURS.len()];
        let points: Vec<String> =
            route.points.iter().map(|it| format!("{},{}", it.x, it.y)).collect();
        let _ = writeln!(
            res,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.3\" stroke-linejoin=\"round\"/>",
            points.join(" ")
        );
        if let [first, second, ..] = route.points[..] {
            // A crow's foot at the referring end.
            let direction = (second.x - first.x).signum() * edge.from.marker.min(12);
            let _ = writeln!(
                res,
                "<path d=\"M{} {}L{} {}L{} {}\" fill=\"none\" stroke=\"{colour}\"/>",
                first.x,
                first.y - 5,
                first.x + direction,
                first.y,
                first.x,
                first.y + 5
            );
        }
        for label in [route.from_label, route.label, route.to_label].into_iter().flatten() {
            let _ = writeln!(
                res,
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"#fd0\" fill-opacity=\"0.5\"/>",
                label.left, label.top, label.width, label.height
            );
        }
    }
    res.push_str("</svg>\n");
    res
}
