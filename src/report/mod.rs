//! Diagnostics as text: for people, for editors, for other programs.
//!
//! In come diagnostics and the sources they speak of; out goes one text. Nothing is printed here.

mod json;
mod rich;
mod short;
mod summary;

pub use summary::{Counts, summary};

use crate::base::{Diagnostic, Sources};

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// With the lines they speak of, for a terminal.
    Human,
    /// One line each.
    Short,
    /// One JSON document.
    Json,
}

/// How a text for people may look.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Whether colours may be used.
    pub color: bool,
    /// How many columns there are.
    pub width: usize,
}

/// Writes `diagnostics` in `format`.
pub fn render(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    format: Format,
    style: Style,
) -> String {
    match format {
        Format::Human => rich::render(diagnostics, sources, style),
        Format::Short => short::render(diagnostics, sources),
        Format::Json => json::render(diagnostics, sources),
    }
}
