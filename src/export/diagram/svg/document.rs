//! The document around a picture: its size, what it is called, boxes, groups and texts.

use super::arrange::Arranged;
use super::legend::Legend;
use super::lines::lines;
use super::paint::{Anchor, Ink, escaped, put, shortened, text, title};
use super::theme::{change_sheet, style_sheet};
use crate::export::diagram::layout::{Rect, Size};
use crate::export::diagram::notation::Style;
use crate::export::diagram::{Group, Node, Options, Scene, Theme};

/// Around the picture.
const MARGIN: i32 = 24;
/// What a heading needs above the picture.
const HEADING: i32 = 40;

/// The SVG document of an arranged scene.
pub(super) fn document(
    scene: &Scene,
    arranged: &Arranged,
    style: &dyn Style,
    options: &Options,
) -> String {
    let legend = Legend::of(scene, style, options.legend);
    let heading = scene.title.as_deref().map(|it| shortened(it, 80));
    let top = MARGIN + heading.as_ref().map_or(0, |_| HEADING);
    let size = page(arranged.drawing.size, heading.as_deref(), legend.as_ref());
    let mut out = String::new();
    head(&mut out, scene, size, options);
    if let Some(heading) = &heading {
        text(&mut out, (MARGIN, MARGIN + 18), Ink::Heading, Anchor::Start, heading, None);
    }
    put(&mut out, format_args!("<g transform=\"translate({MARGIN} {top})\">\n"));
    for (group, &place) in scene.groups.iter().zip(&arranged.drawing.groups) {
        frame(&mut out, group, place);
    }
    lines(&mut out, scene, arranged);
    let is_compared = has_changes(scene);
    for (idx, node) in scene.nodes.iter().enumerate() {
        let class = match node.change {
            Some(change) => change.class(),
            None if is_compared => "same",
            None => "",
        };
        boxed(
            &mut out,
            node,
            (class, &arranged.shapes[idx].body),
            arranged.drawing.nodes[idx],
            options,
        );
    }
    out.push_str("</g>\n");
    if let Some(legend) = legend {
        let y = size.height - MARGIN - legend.size.height;
        legend.write(&mut out, (MARGIN, y));
    }
    out.push_str("</svg>\n");
    out
}

fn page(drawing: Size, heading: Option<&str>, legend: Option<&Legend>) -> Size {
    let heading_width = heading.map_or(0, |it| Ink::Heading.width(it));
    let legend_size = legend.map_or(Size::default(), |it| it.size);
    let legend_gap = if legend.is_some() { MARGIN } else { 0 };
    Size::new(
        drawing.width.max(heading_width).max(legend_size.width) + 2 * MARGIN,
        drawing.height
            + heading.map_or(0, |_| HEADING)
            + legend_size.height
            + legend_gap
            + 2 * MARGIN,
    )
}

fn head(out: &mut String, scene: &Scene, size: Size, options: &Options) {
    let Size { width, height } = size;
    put(
        out,
        format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"graphics-document\">\n"
        ),
    );
    title(out, scene.title.as_deref().unwrap_or("Entity-relationship diagram"));
    put(out, format_args!("<desc>{}</desc>\n", escaped(&description(scene))));
    if options.theme != Theme::None {
        let changes = if has_changes(scene) { change_sheet(options.theme) } else { String::new() };
        put(out, format_args!("<style>{}{changes}</style>\n", style_sheet(options.theme)));
    }
    put(out, format_args!("<rect class=\"p\" width=\"{width}\" height=\"{height}\"/>\n"));
}

/// What someone who cannot see the picture should know of it.
fn description(scene: &Scene) -> String {
    let names: Vec<&str> = scene.nodes.iter().map(|it| it.title.as_str()).collect();
    let shown = shortened(&names.join(", "), 1000);
    format!("{} boxes and {} lines: {shown}.", scene.nodes.len(), scene.lines.len())
}

fn frame(out: &mut String, group: &Group, place: Rect) {
    if place.width == 0 {
        return;
    }
    let Rect { left, top, width, height } = place;
    put(
        out,
        format_args!(
            "<rect class=\"g\" x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" rx=\"8\"/>"
        ),
    );
    text(out, (left + 12, top + 17), Ink::Group, Anchor::Start, &group.title, None);
    out.push('\n');
}

/// Whether two models are compared.
fn has_changes(scene: &Scene) -> bool {
    scene.nodes.iter().any(|it| it.change.is_some())
        || scene.lines.iter().any(|it| it.change.is_some())
}

fn boxed(
    out: &mut String,
    node: &Node,
    (class, body): (&str, &str),
    place: Rect,
    options: &Options,
) {
    let Rect { left, top, .. } = place;
    let link = options.links.as_ref().map(|it| format!("{it}{}", anchor(node)));
    if let Some(link) = &link {
        put(out, format_args!("<a href=\"{}\">", escaped(link)));
    }
    out.push_str("<g role=\"graphics-symbol\"");
    if !class.is_empty() {
        put(out, format_args!(" class=\"{class}\""));
    }
    put(out, format_args!(" transform=\"translate({left} {top})\">"));
    let change = node.change.map_or_else(String::new, |it| format!(" ({})", it.word()));
    match &node.docs {
        Some(docs) => title(out, &format!("{}{change}: {docs}", node.title)),
        None => title(out, &format!("{}{change}", node.title)),
    }
    out.push_str(body);
    out.push_str(if link.is_some() { "</g></a>\n" } else { "</g>\n" });
}

/// The name of a box as the part of an address behind `#`.
fn anchor(node: &Node) -> String {
    let mut res = String::new();
    for byte in node.anchor.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'.' | b'-' => res.push(byte as char),
            _ => put(&mut res, format_args!("%{byte:02X}")),
        }
    }
    res
}
