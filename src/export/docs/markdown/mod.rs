//! Documentation as Markdown, made to be committed: the same model gives the same bytes.
//!
//! One file, or a folder with a page for each subject. Both are what markdownlint calls clean; only the lines of
//! tables are as long as what they say.

mod anchors;
mod diagrams;
mod links;
mod subject;
mod text;
mod types;

use super::data::Documentation;
use crate::base::TextWriter;
use crate::export::diagram::scene_of_all;
use crate::model::EntityGraph;
use anchors::Headings;
use diagrams::{around, overview};
use links::{Layout, Links};
use subject::subject;
use text::{cell, first_line, paragraphs, plain};

/// The first lines of every file: what it is, and what a linter should know.
pub const MARK: &str = "<!-- Written by erc. -->\n<!-- markdownlint-disable MD013 -->";

/// One file with all.
pub fn markdown(documentation: &Documentation, model: &EntityGraph) -> String {
    let mut headings = Headings::default();
    let mut links = Links::within(documentation, &mut headings);
    let mut own = vec![headings.text(&documentation.title), headings.text("Contents")];
    let mut diagrams = overview(documentation, model);
    for it in &mut diagrams {
        it.title = headings.text(&it.title);
        own.push(it.title.clone());
    }
    own.iter().for_each(|it| drop(headings.address(it)));
    links.settle(&mut headings);
    let mut out = started(documentation, &own[0]);
    out.gap();
    out.line(format!("## {}", own[1]));
    contents(&mut out, documentation, &links, 0..documentation.subjects.len());
    diagrams.iter().for_each(|it| it.write(&mut out, Some("## ")));
    for (idx, heading) in links.headings[0].iter().enumerate() {
        out.gap();
        out.line(format!("## {}", text::heading(heading)));
        subject(&mut out, documentation, &links, idx);
    }
    types::types(&mut out, documentation, &links);
    out.into_string()
}

/// A folder: the paths of its files, and their texts.
pub fn markdown_files(documentation: &Documentation, model: &EntityGraph) -> Vec<(String, String)> {
    let layout = Layout::of(documentation);
    let scene = scene_of_all(model);
    let mut res = vec![("README.md".to_owned(), start_page(documentation, model, &layout))];
    for (idx, it) in documentation.subjects.iter().enumerate() {
        let links = layout.links("", "../");
        let mut out = TextWriter::new();
        out.line(MARK);
        out.gap();
        out.line(format!("# {}", text::heading(&it.id)));
        subject(&mut out, documentation, &links, idx);
        around(&scene, &it.id).iter().for_each(|it| it.write(&mut out, None));
        out.gap();
        out.line(format!("[{}](../README.md)", plain(&documentation.title)));
        res.push((format!("tables/{}", layout.files[idx]), out.into_string()));
    }
    if !documentation.types.is_empty() {
        let mut out = TextWriter::new();
        out.line(MARK);
        out.gap();
        out.line("# Types");
        types::types(&mut out, documentation, &layout.links("tables/", ""));
        res.push(("types.md".to_owned(), out.into_string()));
    }
    res
}

fn start_page(documentation: &Documentation, model: &EntityGraph, layout: &Layout) -> String {
    let links = layout.links("tables/", "");
    let mut headings = Headings::default();
    let mut out = started(documentation, &headings.text(&documentation.title));
    let members = |group: Option<usize>| {
        let all = documentation.subjects.iter().enumerate();
        all.filter(move |(_, it)| it.group == group).map(|(idx, _)| idx)
    };
    for (idx, (name, parent)) in documentation.groups.iter().enumerate() {
        if members(Some(idx)).next().is_none() {
            continue;
        }
        let name = match parent {
            Some(parent) => format!("{} / {name}", documentation.groups[*parent].0),
            None => name.clone(),
        };
        out.gap();
        out.line(format!("## {}", text::heading(&headings.text(&name))));
        contents(&mut out, documentation, &links, members(Some(idx)));
    }
    if members(None).next().is_some() {
        out.gap();
        let name = if documentation.groups.is_empty() { "Tables" } else { "In no group" };
        out.line(format!("## {}", headings.text(name)));
        contents(&mut out, documentation, &links, members(None));
    }
    if !documentation.types.is_empty() {
        out.gap();
        out.line("See also the [types](types.md).");
    }
    for mut it in overview(documentation, model) {
        it.title = headings.text(&it.title);
        it.write(&mut out, Some("## "));
    }
    out.into_string()
}

fn started(documentation: &Documentation, heading: &str) -> TextWriter {
    let mut out = TextWriter::new();
    out.line(MARK);
    out.gap();
    out.line(format!("# {}", text::heading(heading)));
    paragraphs(&mut out, documentation.docs.as_deref());
    out
}

fn contents(
    out: &mut TextWriter,
    documentation: &Documentation,
    links: &Links,
    subjects: impl Iterator<Item = usize>,
) {
    let mut subjects = subjects.peekable();
    if subjects.peek().is_none() {
        return;
    }
    out.gap();
    out.line("| Name | Kind | About |");
    out.line("| --- | --- | --- |");
    for idx in subjects {
        let it = &documentation.subjects[idx];
        let about = cell(first_line(it.docs.as_deref().unwrap_or_default()));
        let about = if about.is_empty() { about } else { format!("{about} ") };
        out.line(format!("| {} | {} | {about}|", links.subject(idx, &it.id), it.kind));
    }
}
