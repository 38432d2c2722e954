//! A box as a table: its name above, a line for each attribute.

use super::shape::{Outline, Shape};
use crate::export::diagram::layout::{Row as Strip, Size};
use crate::export::diagram::scene::{Badge, Change, Node, NodeKind, Row, RowMark, Tone};
use crate::export::diagram::svg::paint::{Anchor, Ink, put, shortened, text, title};

const HEADER: i32 = 28;
pub(super) const ROW: i32 = 20;
/// Between the border and what is inside.
const SIDE: i32 = 10;
const GAP: i32 = 12;
const INDENT: i32 = 12;
/// What the sign of a change needs before an attribute.
const SIGN: i32 = 12;
/// How many characters of a name are shown.
pub(super) const NAME_LIMIT: usize = 60;
const TYPE_LIMIT: usize = 32;

/// The table of a box; relationships and unions without attributes have forms of their own.
pub(super) fn shape(node: &Node) -> Shape {
    match node.kind {
        NodeKind::Relationship if node.rows.is_empty() => diamond(node),
        NodeKind::Union => union(node),
        NodeKind::WeakEntity => table(node).doubled(),
        NodeKind::Entity | NodeKind::Relationship | NodeKind::View => table(node),
    }
}

/// How wide the columns of a table are.
pub(super) struct Columns {
    sign: i32,
    mark: i32,
    name: i32,
    ty: i32,
    pub(super) width: i32,
}

/// The columns for `rows` below the name of `node`.
pub(super) fn columns(node: &Node, rows: &[Row]) -> Columns {
    let widest = |of: &dyn Fn(&Row) -> i32| rows.iter().map(of).max().unwrap_or(0);
    let is_changed = rows.iter().any(|it| it.change.is_some())
        || node.footer.iter().any(|it| it.change.is_some());
    let sign = if is_changed { SIGN } else { 0 };
    let mark = widest(&|it| Ink::Mark.width(it.mark.letters()));
    let mark = if mark > 0 { mark + 8 } else { 0 };
    let name = widest(&|it| it.depth as i32 * INDENT + ink(it).width(&name(it)));
    let ty = widest(&|it| Ink::Type.width(&ty(it)));
    let gap = if ty > 0 { GAP } else { 0 };
    let stereotype = node.stereotype.as_ref().map_or(0, |it| Ink::Stereotype.width(it) + 26);
    let glyph = if node.kind == NodeKind::Relationship { 18 } else { 0 };
    let badges = badges_width(node);
    let title = Ink::Title.width(&shortened(&node.title, NAME_LIMIT)) + glyph + stereotype + badges;
    let footer = node.footer.iter().map(|it| Ink::Type.width(&it.text)).max().unwrap_or(0);
    let lines = (mark + name + gap + ty).max(footer) + sign;
    let width = lines.max(title).max(60) + 2 * SIDE;
    Columns { sign, mark, name: name + gap, ty, width }
}

/// A table whatever it stands for.
pub(super) fn plain(node: &Node) -> Shape {
    table(node)
}

fn table(node: &Node) -> Shape {
    let columns = columns(node, &node.rows);
    let n_lines = (node.rows.len() + node.footer.len()) as i32;
    let height = HEADER + n_lines * ROW + if n_lines == 0 { 0 } else { 4 };
    let size = Size::new(columns.width, height);
    let mut body = String::new();
    put(
        &mut body,
        format_args!(
            "<rect class=\"b\" width=\"{}\" height=\"{height}\" rx=\"6\"/>",
            columns.width
        ),
    );
    header(&mut body, node, columns.width);
    for (idx, row) in node.rows.iter().enumerate() {
        write_row(&mut body, row, &columns, HEADER + 2 + idx as i32 * ROW);
    }
    if let Some(y) = key_line(&node.rows, HEADER + 2) {
        put(&mut body, format_args!("<path class=\"r\" d=\"M0 {y}h{}\"/>", columns.width));
    }
    footer(&mut body, node, &columns);
    let strip = |idx: usize| Strip { top: HEADER + 2 + idx as i32 * ROW, height: ROW };
    let rows = (0..node.rows.len()).map(strip).collect();
    Shape { size, rows, body, outline: Outline::Rectangle }
}

/// Where the line below the attributes of the key is, when others follow them.
pub(super) fn key_line(rows: &[Row], top: i32) -> Option<i32> {
    let is_key = |it: &Row| matches!(it.mark, RowMark::Key | RowMark::KeyReference);
    let n_keys = rows.iter().take_while(|it| is_key(it) || it.depth > 0).count();
    (n_keys > 0 && n_keys < rows.len()).then_some(top + n_keys as i32 * ROW)
}

/// Remarks at the right end of the header, so far from its top; answers where they begin, seen from the left.
pub(super) fn badges(out: &mut String, node: &Node, width: i32, top: i32) -> i32 {
    let mut right = width;
    for badge in &node.badges {
        let wide = badge_width(badge);
        let left = right - wide - 8;
        let class = match badge.tone {
            Tone::Good => "good",
            Tone::Warning => "warn",
            Tone::Bad => "bad",
            Tone::Change(change) => change.class(),
        };
        put(out, format_args!("<g class=\"bg {class}\">"));
        if let Some(hover) = &badge.hover {
            title(out, hover);
        }
        put(
            out,
            format_args!(
                "<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"15\" rx=\"7\"/>"
            ),
        );
        text(out, (left + 6, top + 11), Ink::Badge, Anchor::Start, &badge.text, None);
        out.push_str("</g>");
        right = left + 2;
    }
    if node.badges.is_empty() { width } else { right + SIDE - 6 }
}

/// How wide all remarks are together.
pub(super) fn badges_width(node: &Node) -> i32 {
    node.badges.iter().map(|it| badge_width(it) + 6).sum()
}

fn badge_width(badge: &Badge) -> i32 {
    Ink::Badge.width(&badge.text) + 12
}

/// What is said below the attributes.
fn footer(out: &mut String, node: &Node, columns: &Columns) {
    let top = HEADER + 2 + node.rows.len() as i32 * ROW;
    for (idx, note) in node.footer.iter().enumerate() {
        let top = top + idx as i32 * ROW;
        let at = (SIDE + columns.sign, top + 14);
        let is_open = start_of_change(out, note.change, columns.width, top);
        text(out, at, Ink::Type, Anchor::Start, &note.text, None);
        out.push_str(if is_open { "</g>" } else { "" });
    }
    if !node.footer.is_empty() {
        put(out, format_args!("<path class=\"r\" d=\"M0 {top}h{}\"/>", columns.width));
    }
}

/// What stands behind and before a line of a table that changed; whether there is a group to be closed.
fn start_of_change(out: &mut String, change: Option<Change>, width: i32, top: i32) -> bool {
    let Some(change) = change else { return false };
    let inner = width - 2;
    put(out, format_args!("<g class=\"r{}\">", change.class()));
    put(
        out,
        format_args!("<rect class=\"rb\" x=\"1\" y=\"{top}\" width=\"{inner}\" height=\"{ROW}\"/>"),
    );
    text(out, (SIDE - 3, top + 14), Ink::Sign, Anchor::Start, change.sign(), None);
    true
}

fn header(out: &mut String, node: &Node, width: i32) {
    let inner = width - 12;
    let bottom = if node.rows.is_empty() {
        // The header is the whole box: it is round below as well.
        format!("V{}a6 6 0 0 1 -6 6h-{inner}a6 6 0 0 1 -6 -6z", HEADER - 6)
    } else {
        format!("V{HEADER}H0z")
    };
    let fill = node.color.as_deref().and_then(Color::parse);
    let style = fill.map_or_else(String::new, |it| format!(" style=\"fill:{}\"", it.text()));
    put(
        out,
        format_args!(
            "<path class=\"{}\"{style} d=\"M0 {}V6a6 6 0 0 1 6-6h{inner}a6 6 0 0 1 6 6{bottom}\"/>",
            head_class(node.kind),
            if node.rows.is_empty() { HEADER - 6 } else { HEADER },
        ),
    );
    let mut x = SIDE;
    if node.kind == NodeKind::Relationship {
        let middle = HEADER / 2;
        put(out, format_args!("<path class=\"q\" d=\"M{x} {middle}l6-5 6 5-6 5z\"/>"));
        x += 18;
    }
    let title = shortened(&node.title, NAME_LIMIT);
    if let Some(color) = fill {
        put(out, format_args!("<g class=\"{}\">", color.ink()));
    }
    text(out, (x, HEADER / 2 + 5), Ink::Title, Anchor::Start, &title, None);
    let width = badges(out, node, width, 7);
    if let Some(stereotype) = &node.stereotype {
        let width_of = Ink::Stereotype.width(stereotype) + 12;
        let at = (width - SIDE - width_of, HEADER / 2 + 4);
        text(out, at, Ink::Stereotype, Anchor::Start, &format!("«{stereotype}»"), None);
    }
    if fill.is_some() {
        out.push_str("</g>");
    }
}

pub(super) fn write_row(out: &mut String, row: &Row, columns: &Columns, top: i32) {
    let base = top + 14;
    let is_open = start_of_change(out, row.change, columns.width, top);
    let mark = row.mark.letters();
    let left = SIDE + columns.sign;
    if !mark.is_empty() {
        text(out, (left, base), Ink::Mark, Anchor::Start, mark, None);
    }
    let x = left + columns.mark + row.depth as i32 * INDENT;
    text(out, (x, base), ink(row), Anchor::Start, &name(row), row.docs.as_deref());
    let ty = ty(row);
    if !ty.is_empty() {
        let x = columns.width - SIDE - columns.ty;
        let x = x.max(left + columns.mark + columns.name);
        text(out, (x, base), Ink::Type, Anchor::Start, &ty, None);
    }
    out.push_str(if is_open { "</g>" } else { "" });
}

/// A relationship without attributes.
pub(super) fn diamond(node: &Node) -> Shape {
    let title = shortened(&node.title, NAME_LIMIT);
    let size = Size::new(Ink::Title.width(&title) * 3 / 2 + 44, 52);
    let (width, height, middle) = (size.width, size.height, size.height / 2);
    let mut body = String::new();
    put(
        &mut body,
        format_args!(
            "<path class=\"hr\" d=\"M0 {middle}L{0} 0L{width} {middle}L{0} {height}Z\"/>",
            width / 2
        ),
    );
    text(&mut body, (width / 2, middle + 5), Ink::Title, Anchor::Middle, &title, None);
    Shape { size, rows: Vec::new(), body, outline: Outline::Diamond }
}

/// A choice between entities.
pub(super) fn union(node: &Node) -> Shape {
    let title = format!("∪ {}", shortened(&node.title, NAME_LIMIT));
    let size = Size::new(Ink::Title.width(&title) * 5 / 4 + 28, 40);
    let (x, y) = (size.width / 2, size.height / 2);
    let mut body = String::new();
    put(
        &mut body,
        format_args!("<ellipse class=\"hu\" cx=\"{x}\" cy=\"{y}\" rx=\"{x}\" ry=\"{y}\"/>"),
    );
    text(&mut body, (x, y + 5), Ink::Title, Anchor::Middle, &title, None);
    Shape { size, rows: Vec::new(), body, outline: Outline::Ellipse }
}

/// The class of what is behind the name.
pub(super) fn head_class(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Entity => "he",
        NodeKind::WeakEntity => "hw",
        NodeKind::Relationship => "hr",
        NodeKind::Union => "hu",
        NodeKind::View => "hv",
    }
}

/// How the name of an attribute is written.
pub(super) fn ink(row: &Row) -> Ink {
    match (row.mark, row.is_derived) {
        (RowMark::Key | RowMark::KeyReference, _) => Ink::Key,
        (RowMark::None | RowMark::Unique | RowMark::Reference, true) => Ink::Derived,
        (RowMark::None | RowMark::Unique | RowMark::Reference, false) => Ink::Name,
    }
}

/// The name of an attribute as it is shown: a computed one behind a slash.
pub(super) fn name(row: &Row) -> String {
    let slash = if row.is_derived { "/" } else { "" };
    format!("{slash}{}", shortened(&row.name, NAME_LIMIT))
}

fn ty(row: &Row) -> String {
    shortened(&row.ty, TYPE_LIMIT)
}

/// A colour that the author chose.
#[derive(Clone, Copy)]
pub(super) struct Color {
    red: u8,
    green: u8,
    blue: u8,
}

impl Color {
    /// The colour `#rrggbb` or `#rgb`.
    pub(super) fn parse(text: &str) -> Option<Color> {
        let digits = text.strip_prefix('#')?;
        let number = |from: usize, to: usize| u8::from_str_radix(digits.get(from..to)?, 16).ok();
        match digits.len() {
            6 => Some(Color { red: number(0, 2)?, green: number(2, 4)?, blue: number(4, 6)? }),
            3 => {
                let twice = |at: usize| number(at, at + 1).map(|it| it * 17);
                Some(Color { red: twice(0)?, green: twice(1)?, blue: twice(2)? })
            }
            _ => None,
        }
    }

    /// The colour as CSS has it.
    pub(super) fn text(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }

    /// The class of texts that can be read on it (WCAG 2.2, relative luminance).
    pub(super) fn ink(self) -> &'static str {
        let part = |it: u8| {
            let it = f64::from(it) / 255.0;
            if it <= 0.04045 { it / 12.92 } else { ((it + 0.055) / 1.055).powf(2.4) }
        };
        let luminance =
            0.2126 * part(self.red) + 0.7152 * part(self.green) + 0.0722 * part(self.blue);
        // Where black and white have the same contrast.
        if luminance > 0.179 { "ink" } else { "paper" }
    }
}
