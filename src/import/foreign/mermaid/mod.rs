//! Mermaid's `erDiagram` (mermaid.js.org, "Entity Relationship Diagrams"), alone or in Markdown.

mod attributes;
mod blocks;
mod statements;

use super::picture::Picture;
use super::reading::Reading;
use super::{Format, Language};

pub(super) const LANGUAGE: Language = Language {
    format: Format::Mermaid,
    name: "mermaid",
    title: "Mermaid",
    extensions: &["mmd", "mermaid"],
    read,
};

fn read(reading: &mut Reading<'_>) {
    let mut picture = Picture::default();
    let blocks = blocks::blocks(reading.text);
    if blocks.is_empty() {
        let span = reading.span(0, reading.text.find('\n').unwrap_or(reading.text.len()));
        reading.mistake(span, "there is no `erDiagram` here", "begin the diagram with `erDiagram`");
    }
    if blocks.len() > 1 {
        let span = reading.span(blocks[1].start, blocks[1].start);
        let n_diagrams = blocks.len();
        reading.remark(span, format!("there are {n_diagrams} diagrams: they are read as one"));
    }
    for block in blocks {
        let mut own = Picture::default();
        statements::statements(reading, &mut own, block);
        picture.absorb(own);
    }
    picture.finish(reading);
}
