//! Statements: entities, lines between them, and what is about the picture alone.

use std::ops::Range;

use super::super::picture::{Count, Line, Picture};
use super::super::reading::Reading;
use super::attributes::attributes;

/// How many, in the words and signs that say it. Longer ones stand before those that they begin with.
const COUNTS: [(&str, Count); 23] = [
    ("one or zero", Count::MAYBE),
    ("one or more", Count::SOME),
    ("one or many", Count::SOME),
    ("zero or one", Count::MAYBE),
    ("zero or more", Count::MANY),
    ("zero or many", Count::MANY),
    ("many(0)", Count::MANY),
    ("many(1)", Count::SOME),
    ("many", Count::MANY),
    ("only one", Count::ONE),
    ("one", Count::ONE),
    ("1+", Count::SOME),
    ("0+", Count::MANY),
    ("||", Count::ONE),
    ("|o", Count::MAYBE),
    ("o|", Count::MAYBE),
    ("}o", Count::MANY),
    ("o{", Count::MANY),
    ("}|", Count::SOME),
    ("|{", Count::SOME),
    ("1", Count::ONE),
    ("o", Count::MAYBE),
    ("u", Count::ONE),
];

/// The lines themselves, and whether they are solid.
const BODIES: [(&str, bool); 6] = [
    ("optionally to", false),
    ("to", true),
    ("--", true),
    ("..", false),
    (".-", false),
    ("-.", false),
];

/// Reads the statements of one diagram.
pub(super) fn statements(reading: &mut Reading<'_>, picture: &mut Picture, block: Range<usize>) {
    let text = &reading.text[..block.end];
    let mut cx = Context { reading, picture, text, at: block.start, groups: Vec::new() };
    while cx.at < cx.text.len() {
        cx.line();
    }
}

struct Context<'r, 'a> {
    reading: &'r mut Reading<'a>,
    picture: &'r mut Picture,
    text: &'a str,
    at: usize,
    /// The subgraphs around this place.
    groups: Vec<String>,
}

impl<'a> Context<'_, 'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn line_end(&self) -> usize {
        self.rest().find('\n').map_or(self.text.len(), |it| self.at + it)
    }

    /// The rest of the line, without the spaces around it.
    fn rest_of_line(&self) -> &'a str {
        self.text[self.at..self.line_end()].trim()
    }

    fn skip_line(&mut self) {
        self.at = (self.line_end() + 1).min(self.text.len());
    }

    fn skip_spaces(&mut self) {
        let spaces = self.rest().bytes().take_while(|it| matches!(it, b' ' | b'\t' | b'\r'));
        self.at += spaces.count();
    }

    fn take(&mut self, word: &str) -> bool {
        self.skip_spaces();
        let is_next = self.rest().starts_with(word);
        self.at += if is_next { word.len() } else { 0 };
        is_next
    }

    fn line(&mut self) {
        self.skip_spaces();
        let line = self.rest_of_line();
        let start = self.at;
        let span = self.reading.span(start, start + line.len());
        let word = line.split([' ', '\t', ':', '{']).next().unwrap_or_default();
        let value = line[word.len()..].trim_start().trim_start_matches(':').trim();
        match word {
            "" if line.is_empty() => self.skip_line(),
            "---" => self.front_matter(),
            _ if line.starts_with("%%") => self.skip_line(),
            "erDiagram" => {
                self.at += word.len();
                if !value.is_empty() && !value.starts_with("%%") {
                    return;
                }
                self.skip_line();
            }
            "title" | "accTitle" => {
                self.reading.sketch.title.get_or_insert_with(|| value.to_owned());
                self.skip_line();
            }
            "accDescr" => self.description(value),
            "direction" => self.skip_line(),
            "style" | "classDef" | "class" if !value.is_empty() && !is_count_next(value) => {
                self.reading.lose(span, "styles");
                self.skip_line();
            }
            "subgraph" => {
                let title = value.split_once('[').map_or(value, |(_, it)| it.trim_end_matches(']'));
                self.groups.push(title.trim_matches('"').trim().to_owned());
                self.skip_line();
            }
            "end" if value.is_empty() && !self.groups.is_empty() => {
                self.groups.pop();
                self.skip_line();
            }
            _ => self.statement(),
        }
    }

    /// What stands between two lines of `---` at the start: a title, and how it is drawn.
    fn front_matter(&mut self) {
        self.skip_line();
        while self.at < self.text.len() {
            let line = self.rest_of_line();
            self.skip_line();
            if line == "---" {
                return;
            }
            if let Some(title) = line.strip_prefix("title:") {
                self.reading.sketch.title = Some(title.trim().trim_matches(['"', '\'']).to_owned());
            }
        }
    }

    /// `accDescr: text` or `accDescr { text }`
    fn description(&mut self, value: &str) {
        let text = match value.strip_prefix('{') {
            None => {
                self.skip_line();
                value.to_owned()
            }
            Some(_) => {
                let open = self.rest().find('{').map_or(self.at, |it| self.at + it + 1);
                let end = self.text[open..].find('}').map_or(self.text.len(), |it| open + it);
                let text = self.text[open..end].trim().to_owned();
                self.at = end;
                self.skip_line();
                text
            }
        };
        self.reading.sketch.docs = Some(text).filter(|it| !it.is_empty());
    }

    /// `A`, `A["title"]`, `A { … }` or `A ||--o{ B : label`
    fn statement(&mut self) {
        let start = self.at;
        let Some(id) = self.name() else {
            return self.mistake(
                start,
                "an entity was expected",
                "write `ENTITY` or `A ||--o{ B : label`",
            );
        };
        let name_span = self.reading.span(start, self.at);
        let group = self.groups.last().cloned();
        let entity = self.picture.entity(&id, name_span);
        entity.table.group = entity.table.group.take().or(group);
        self.class();
        if self.take("[") {
            self.alias(&id);
            self.class();
        }
        self.skip_spaces();
        if self.is_line_end() {
            return self.skip_line();
        }
        if self.rest().starts_with('{') {
            self.at += 1;
            self.at = attributes(self.reading, self.picture, &id, self.text, self.at, name_span);
            return;
        }
        self.relationship(id, start);
    }

    fn is_line_end(&self) -> bool {
        let rest = self.rest_of_line();
        rest.is_empty() || rest.starts_with("%%") || rest == ";"
    }

    /// A word, or a text in double quotes.
    fn name(&mut self) -> Option<String> {
        self.skip_spaces();
        let rest = self.rest();
        if let Some(quoted) = rest.strip_prefix('"') {
            let end = quoted.find(['"', '\n']).filter(|end| quoted[*end..].starts_with('"'))?;
            self.at += end + 2;
            return Some(quoted[..end].trim().to_owned()).filter(|it| !it.is_empty());
        }
        let is_part = |c: char| c.is_alphanumeric() || !c.is_ascii() || "_-*.".contains(c);
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        // The signs of a line may touch the name: `A--B` has none, `A1--B` neither.
        let end = rest[..end].find("--").unwrap_or(end);
        self.at += end;
        (end > 0).then(|| rest[..end].to_owned())
    }

    /// `:::name,name`
    fn class(&mut self) {
        if self.take(":::") {
            let end = self.rest().find(|c: char| !(c.is_alphanumeric() || "_-,".contains(c)));
            self.at += end.unwrap_or(self.rest().len());
        }
    }

    /// `title]`, in quotes or not.
    fn alias(&mut self, id: &str) {
        let line = &self.text[self.at..self.line_end()];
        let end = line.find(']').unwrap_or(line.len());
        let title = line[..end].trim().trim_matches('"').trim().to_owned();
        self.at += (end + 1).min(line.len());
        if let Some(entity) = self.picture.get_mut(id).filter(|_| !title.is_empty()) {
            entity.title = title;
        }
    }

    fn relationship(&mut self, from: String, start: usize) {
        let help = "write `A ||--o{ B : label`";
        let Some(left) = self.count() else {
            return self.mistake(start, "how many was expected behind the entity", help);
        };
        let Some(is_identifying) = self.body() else {
            return self.mistake(start, "`--` or `..` was expected", help);
        };
        let Some(right) = self.count() else {
            return self.mistake(start, "how many was expected before the second entity", help);
        };
        let Some(to) = self.name() else {
            return self.mistake(start, "a second entity was expected", help);
        };
        self.class();
        let label = self.take(":").then(|| {
            let line = self.rest_of_line();
            let label = line.split("%%").next().unwrap_or_default().trim().trim_end_matches(';');
            label.trim().trim_matches('"').trim().to_owned()
        });
        if label.is_none() && !self.is_line_end() {
            return self.mistake(start, "`:` and a label were expected", help);
        }
        let span = self.reading.span(start, self.line_end());
        let group = self.groups.last().cloned();
        if !self.groups.is_empty() {
            let entity = self.picture.entity(&to, span);
            entity.table.group = entity.table.group.take().or(group);
        }
        let is_kind = label.as_deref() == Some("is a");
        self.picture.line(Line { from, to, left, right, is_identifying, is_kind, label, span });
        self.skip_line();
    }

    fn count(&mut self) -> Option<Count> {
        self.skip_spaces();
        let rest = self.rest();
        let (word, count) = COUNTS.iter().find(|(word, _)| begins(rest, word))?;
        self.at += word.len();
        Some(*count)
    }

    fn body(&mut self) -> Option<bool> {
        self.skip_spaces();
        let rest = self.rest();
        let (word, is_solid) = BODIES.iter().find(|(word, _)| begins(rest, word))?;
        self.at += word.len();
        Some(*is_solid)
    }

    fn mistake(&mut self, start: usize, message: &str, help: &str) {
        let end = self.text[..self.line_end()].trim_end().len().max(start);
        let span = self.reading.span(start, end);
        self.reading.mistake(span, message, help);
        // Attributes of what could not be read belong to nothing.
        let opens =
            self.text[start..end].ends_with('{') && !self.text[start..end].ends_with(['|', 'o']);
        self.skip_line();
        if opens && !self.text[start..end].ends_with("o{") && !self.text[start..end].ends_with("|{")
        {
            let close = self.rest().find('}').map_or(self.text.len(), |it| self.at + it + 1);
            self.at = close;
        }
    }
}

/// Whether a text begins with a word that ends there, whatever its case.
fn begins(text: &str, word: &str) -> bool {
    let Some(head) = text.get(..word.len()) else { return false };
    let ends_in_letter = word.ends_with(|c: char| c.is_alphabetic());
    let goes_on = text[word.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
    head.eq_ignore_ascii_case(word)
        && !(ends_in_letter && goes_on && word.len() > 2)
        && !(word == "one" && goes_on)
        && !(word == "to" && goes_on)
}

/// Whether a line goes on as one between entities: `class ||--o{ pupil : has`.
fn is_count_next(value: &str) -> bool {
    COUNTS.iter().any(|(word, _)| word.len() > 1 && begins(value, word))
}
