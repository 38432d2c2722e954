//! Diagnostics as text: for people, for editors, for other programs.
//!
//! In come diagnostics and the sources they speak of; out goes one text. Nothing is printed here.

mod fingerprint;
mod github;
mod gitlab;
mod json;
mod junit;
mod rich;
mod sarif;
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
    /// One SARIF 2.1.0 document.
    Sarif,
    /// Annotations of a GitHub workflow.
    Github,
    /// A GitLab code quality report.
    Gitlab,
    /// JUnit XML.
    Junit,
}

impl Format {
    /// Whether a person reads it, who wants a summary behind it.
    pub fn is_for_people(self) -> bool {
        match self {
            Format::Human | Format::Short => true,
            Format::Json | Format::Sarif | Format::Github | Format::Gitlab | Format::Junit => false,
        }
    }
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
        Format::Sarif => sarif::render(diagnostics, sources),
        Format::Github => github::render(diagnostics, sources),
        Format::Gitlab => gitlab::render(diagnostics, sources),
        Format::Junit => junit::render(diagnostics, sources),
    }
}
