//! Texts of a picture: how large they are, and how they are written.

use std::fmt::Write as _;

use crate::export::diagram::metrics::{Family, Weight, text_width};

/// A kind of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::export::diagram) enum Ink {
    /// What the picture shows.
    Heading,
    /// The name of a group.
    Group,
    /// The name of a box.
    Title,
    /// What kind of box it is.
    Stereotype,
    /// The name of an attribute.
    Name,
    /// The name of an attribute of the key.
    Key,
    /// The name of an attribute that is computed.
    Derived,
    /// The type of an attribute.
    Type,
    /// What is special about an attribute.
    Mark,
    /// A remark beside the name of a box.
    Badge,
    /// A text beside a line.
    Label,
    /// The sign of a change.
    Sign,
}

impl Ink {
    /// The class in the style sheet.
    pub(super) fn class(self) -> &'static str {
        match self {
            Ink::Heading => "th",
            Ink::Group => "tg",
            Ink::Title => "tt",
            Ink::Stereotype => "ts",
            Ink::Name => "tn",
            Ink::Key => "tk",
            Ink::Derived => "td",
            Ink::Type => "ty",
            Ink::Mark => "tm",
            Ink::Badge => "tb",
            Ink::Label => "tl",
            Ink::Sign => "sg",
        }
    }

    /// The font size in pixels.
    pub(super) fn size(self) -> f32 {
        match self {
            Ink::Heading => 20.0,
            Ink::Title | Ink::Sign => 13.0,
            Ink::Name | Ink::Key | Ink::Derived => 12.0,
            Ink::Group | Ink::Type | Ink::Label => 11.0,
            Ink::Stereotype => 10.0,
            Ink::Mark | Ink::Badge => 9.0,
        }
    }

    /// How heavy the letters are.
    pub(super) fn weight(self) -> Weight {
        match self {
            Ink::Heading | Ink::Group | Ink::Title | Ink::Mark | Ink::Badge | Ink::Sign => {
                Weight::Bold
            }
            Ink::Stereotype | Ink::Name | Ink::Key | Ink::Derived | Ink::Type | Ink::Label => {
                Weight::Regular
            }
        }
    }

    /// How wide `text` is, in whole pixels.
    pub(in crate::export::diagram) fn width(self, text: &str) -> i32 {
        text_width(text, self.size(), self.weight(), Family::Sans).width.ceil() as i32
    }
}

/// Texts of no more characters are about as wide in every font.
const SHORT: usize = 3;

/// Where a text begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::export::diagram) enum Anchor {
    /// At the point.
    Start,
    /// Half of it before the point.
    Middle,
}

/// Writes `text` with its base line at (`x`, `y`); `hover` is shown when it is pointed at.
pub(in crate::export::diagram) fn text(
    out: &mut String,
    (x, y): (i32, i32),
    ink: Ink,
    anchor: Anchor,
    text: &str,
    hover: Option<&str>,
) {
    let measured = text_width(text, ink.size(), ink.weight(), Family::Sans);
    put(out, format_args!("<text x=\"{x}\" y=\"{y}\" class=\"{}", ink.class()));
    if anchor == Anchor::Middle {
        out.push_str(" mid");
    }
    out.push('"');
    // Held to its width in every font: a wider one must not run out of its box.
    let width = measured.width.round();
    if !measured.is_exact && width >= 1.0 {
        put(out, format_args!(" textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\""));
    } else if text.chars().nth(SHORT).is_some() {
        put(out, format_args!(" textLength=\"{width}\""));
    }
    out.push('>');
    if let Some(hover) = hover {
        title(out, hover);
    }
    put(out, format_args!("{}</text>", escaped(text)));
}

/// Writes what is shown when the element around it is pointed at, and read out by screen readers.
pub(in crate::export::diagram) fn title(out: &mut String, text: &str) {
    put(out, format_args!("<title>{}</title>", escaped(&shortened(text.trim(), 300))));
}

/// Writes to a text, which cannot fail.
pub(in crate::export::diagram) fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("a String takes all text");
}

/// The first `limit` characters of a longer text, with an ellipsis.
pub(in crate::export::diagram) fn shortened(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// Text inside XML, or inside an attribute of it. Characters that XML cannot hold, and those that turn the
/// direction of what follows, become the replacement character.
pub(in crate::export) fn escaped(text: &str) -> String {
    let mut res = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => res.push_str("&amp;"),
            '<' => res.push_str("&lt;"),
            '>' => res.push_str("&gt;"),
            '"' => res.push_str("&quot;"),
            '\n' | '\t' => res.push(c),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => res.push('\u{fffd}'),
            '\u{fffe}' | '\u{ffff}' => res.push('\u{fffd}'),
            c if c.is_control() => res.push('\u{fffd}'),
            c => res.push(c),
        }
    }
    res
}
