//! PlantUML's entities (plantuml.com, "Information Engineering Diagrams").

mod entities;
mod lines;
mod names;

use std::ops::Range;

use super::picture::Picture;
use super::reading::Reading;
use super::{Format, Language};

pub(super) const LANGUAGE: Language = Language {
    format: Format::Plantuml,
    name: "plantuml",
    title: "PlantUML",
    extensions: &["puml", "plantuml", "pu", "iuml"],
    read,
};

/// Statements about how the picture looks, or about parts that are no entities.
const LOOKS: [&str; 26] = [
    "hide",
    "show",
    "skinparam",
    "left",
    "top",
    "scale",
    "header",
    "footer",
    "caption",
    "set",
    "together",
    "remove",
    "allow_mixing",
    "allowmixing",
    "page",
    "rotate",
    "autonumber",
    "newpage",
    "mainframe",
    "pragma",
    "style",
    "url",
    "!theme",
    "!pragma",
    "linetype",
    "nodesep",
];

fn read(reading: &mut Reading<'_>) {
    let mut cx = Context {
        reading,
        picture: Picture::default(),
        groups: Vec::new(),
        inside: None,
        note: None,
        is_comment: false,
        skips_until: None,
    };
    let text = cx.reading.text;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        cx.line(at, line);
        at += line.len();
    }
    cx.finish();
}

/// What goes along.
struct Context<'r, 'a> {
    reading: &'r mut Reading<'a>,
    picture: Picture,
    /// The packages around this place; nothing for braces that group nothing.
    groups: Vec<Option<String>>,
    /// The entity whose members stand here.
    inside: Option<entities::Inside>,
    /// The note whose lines stand here: what it is about, and its text.
    note: Option<(Option<String>, Vec<String>)>,
    is_comment: bool,
    /// The word that ends a part that is passed over.
    skips_until: Option<&'static str>,
}

impl Context<'_, '_> {
    fn line(&mut self, at: usize, line: &str) {
        let trimmed = line.trim();
        let start = at + (line.len() - line.trim_start().len()).min(line.trim_end().len());
        let part = start..start + trimmed.len();
        if self.is_comment {
            self.is_comment = !trimmed.contains("'/");
            return;
        }
        if trimmed.starts_with("/'") {
            self.is_comment = !trimmed.contains("'/");
            return;
        }
        if let Some(end) = self.skips_until {
            if trimmed.to_lowercase().starts_with(end) {
                self.skips_until = None;
            }
            return;
        }
        if self.note.is_some() {
            return self.note_line(trimmed);
        }
        if self.inside.is_some() {
            return self.member(part, trimmed);
        }
        if !trimmed.is_empty() && !trimmed.starts_with('\'') {
            self.statement(part, trimmed);
        }
    }

    fn statement(&mut self, part: Range<usize>, line: &str) {
        let span = self.reading.span(part.start, part.end);
        let word = line.split([' ', '\t', ':', '{', '(']).next().unwrap_or_default();
        let rest = line[word.len()..].trim();
        match word.to_lowercase().as_str() {
            "@startuml" => {
                if !rest.is_empty() {
                    self.reading.sketch.title.get_or_insert_with(|| rest.to_owned());
                }
            }
            "@enduml" => {}
            "title" if rest.is_empty() => self.skips_until = Some("end title"),
            "title" => self.reading.sketch.title = Some(rest.to_owned()),
            "legend" => {
                self.reading.lose(span, "a legend");
                self.skips_until = Some("endlegend");
            }
            "entity" | "class" | "table" | "abstract" => self.entity(part, line),
            "package" | "namespace" | "folder" | "frame" | "rectangle" | "node" | "cloud"
            | "database"
                if line.ends_with('{') =>
            {
                self.groups.push(Some(names::title(rest)).filter(|it| !it.is_empty()));
            }
            "note" => self.note(part, rest),
            "enum" => {
                self.reading.lose(span, "an enum of a drawing");
                if line.ends_with('{') {
                    self.skips_until = Some("}");
                }
            }
            word if word.starts_with('!') => self.reading.lose(span, "what the preprocessor does"),
            word if LOOKS.contains(&word) && !lines::is_line(line) => {
                if line.ends_with('{') {
                    match word {
                        "together" => self.groups.push(None),
                        _ => self.skips_until = Some("}"),
                    }
                }
            }
            _ if line == "}" => {
                if self.groups.pop().is_none() {
                    self.reading.mistake(span, "this closes nothing", "take it away");
                }
            }
            _ if line == "{" => self.groups.push(None),
            _ if lines::is_line(line) => self.relationship(part, line),
            _ => {
                let help = "write `entity Name { … }` or `A ||--o{ B : label`";
                self.reading.mistake(span, "this is not understood", help);
                if line.ends_with('{') {
                    self.groups.push(None);
                }
            }
        }
    }

    /// The package that this place is in.
    fn group(&self) -> Option<String> {
        self.groups.iter().rev().flatten().next().cloned()
    }

    /// `note right of A : text`, or lines up to `end note`.
    fn note(&mut self, part: Range<usize>, rest: &str) {
        let (head, text) = match rest.split_once(" : ").or_else(|| rest.split_once(": ")) {
            Some((head, text)) => (head, Some(text)),
            None => (rest, None),
        };
        let about = head.split_once(" of ").map(|(_, it)| names::name(it.trim()));
        match text {
            Some(text) => self.noted(part, about, text.trim()),
            None if head.starts_with('"') => {
                let span = self.reading.span(part.start, part.end);
                self.reading.lose(span, "a note that is about no entity");
            }
            None => self.note = Some((about, Vec::new())),
        }
    }

    fn note_line(&mut self, line: &str) {
        let is_end = line.to_lowercase().replace(' ', "") == "endnote";
        match &mut self.note {
            Some((_, lines)) if !is_end => lines.push(line.to_owned()),
            _ => {
                let Some((about, lines)) = self.note.take() else { return };
                self.noted(0..0, about, &lines.join("\n"));
            }
        }
    }

    fn noted(&mut self, part: Range<usize>, about: Option<String>, text: &str) {
        let known = about.and_then(|it| self.picture.get_mut(&it));
        match known {
            Some(entity) => {
                let docs = entity.table.docs.take();
                entity.table.docs =
                    Some(docs.map_or(text.to_owned(), |above| format!("{above}\n{text}")));
            }
            None => {
                let span = self.reading.span(part.start, part.end);
                self.reading.lose(span, "a note that is about no entity");
            }
        }
    }

    fn finish(mut self) {
        if let Some(inside) = self.inside.take() {
            let help = "close it with `}`";
            self.reading.mistake(inside.opened_at, "the members of this entity do not end", help);
            self.picture_key(&inside);
        }
        self.picture.finish(self.reading);
    }
}
