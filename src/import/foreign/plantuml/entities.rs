//! Entities and their members: `* id : int <<PK>>`.

use std::ops::Range;

use super::super::picture::{column, plain};
use super::super::sketch::{ColumnSketch, IndexSketch};
use super::{Context, names};
use crate::base::{Name, Span};

/// The entity whose members are read.
#[derive(Debug)]
pub(super) struct Inside {
    id: String,
    pub(super) opened_at: Span,
    /// How many members stand above the first line across the box; they are the key where none is marked.
    n_above: Option<usize>,
    has_marked_key: bool,
    /// How many braces are open in it.
    depth: usize,
}

impl Context<'_, '_> {
    /// `entity "Title" as id <<kind>> #color {`
    pub(super) fn entity(&mut self, part: Range<usize>, line: &str) {
        let span = self.reading.span(part.start, part.end);
        let (is_open, head) = match line.strip_suffix('{') {
            Some(head) => (true, head.trim()),
            None => (false, line.trim_end_matches("{}").trim()),
        };
        let head = head.strip_prefix("abstract").unwrap_or(head).trim();
        let words = ["entity", "class", "table"];
        let head = words.iter().find_map(|it| head.strip_prefix(it)).unwrap_or(head).trim();
        // `table(name, "title")` is a macro of many people's own.
        let head = head.trim_start_matches('(').trim_end_matches(')');
        let (head, stereotypes) = names::stereotypes(head);
        let (first, second) = two_names(&head);
        if first.is_empty() {
            let help = "write `entity Name { … }`";
            self.reading.mistake(span, "the name of an entity was expected", help);
            if is_open {
                self.groups.push(None);
            }
            return;
        }
        let is_title_first = head.starts_with('"');
        let (id, title) = match second {
            Some(second) if is_title_first => (second, first),
            Some(second) => (first, second),
            None => (first.clone(), first),
        };
        let group = self.group();
        let color = head.rsplit_once('#').map(|(_, it)| it.trim()).filter(|it| {
            !it.is_empty() && it.chars().all(char::is_alphanumeric) && !is_title_first
        });
        let color = color.map(|it| format!("#{it}"));
        let entity = self.picture.entity(&id, span);
        entity.title = title.split("\\n").next().unwrap_or_default().trim().to_owned();
        entity.table.group = entity.table.group.take().or(group);
        entity.table.color = entity.table.color.take().or(color);
        for it in stereotypes
            .iter()
            .filter(|it| ["union", "relationship", "view", "abstract"].contains(&it.as_str()))
        {
            self.reading.lose(span, format!("that an entity is a `{it}`: it is one like others"));
        }
        if is_open {
            let (n_above, has_marked_key, depth) = (None, false, 0);
            self.inside = Some(Inside { id, opened_at: span, n_above, has_marked_key, depth });
        }
    }

    /// A line between the braces of an entity.
    pub(super) fn member(&mut self, part: Range<usize>, line: &str) {
        let Some(mut inside) = self.inside.take() else { return };
        if line == "}" && inside.depth == 0 {
            return self.picture_key(&inside);
        }
        let is_separator = line.len() >= 2
            && ["--", "..", "==", "__"].iter().any(|it| line.starts_with(it))
            && !line.starts_with("__") | line.chars().all(|c| c == '_');
        if line.is_empty() || line.starts_with('\'') {
        } else if is_separator || line == "{" || line == "..." {
            let n_columns = self.picture.get(&inside.id).map_or(0, |it| it.table.columns.len());
            inside.n_above.get_or_insert(n_columns);
        } else if line.ends_with('(') || line.contains("()") {
            let span = self.reading.span(part.start, part.end);
            self.reading.lose(span, "a method");
        } else {
            self.attribute(part, line, &mut inside);
        }
        self.inside = Some(inside);
    }

    fn attribute(&mut self, part: Range<usize>, line: &str, inside: &mut Inside) {
        let span = self.reading.span(part.start, part.end);
        let (text, marks) = names::stereotypes(line);
        let (text, marks) = bracketed(&text, marks);
        let is_marked = |words: &[&str]| {
            marks.iter().any(|mark| {
                mark.split([',', ' '])
                    .any(|it| words.iter().any(|word| it.eq_ignore_ascii_case(word)))
            })
        };
        let text = text.replace("{field}", "");
        let mut text = text.trim();
        let mut is_mandatory = false;
        while let Some(rest) =
            text.strip_prefix(['*', '+', '-', '#', '~']).filter(|_| !text.starts_with("**"))
        {
            is_mandatory |= text.starts_with(['*', '+']);
            text = rest.trim_start();
        }
        let is_part = text.starts_with(". ");
        let text = text.trim_start_matches(". ");
        let is_derived = text.starts_with('/');
        let (name, ty) = name_and_type(text.trim_start_matches('/'));
        if name.is_empty() || !name.chars().any(char::is_alphanumeric) {
            let help = "write `name : type`, with `*` before what is mandatory";
            return self.reading.mistake(span, "this is no attribute", help);
        }
        if is_derived {
            self.reading.lose(span, "how a derived attribute is computed");
        }
        let (ty, comment) = match ty.split_once(" -- ") {
            Some((ty, comment)) => (ty, Some(comment.trim().to_owned())),
            None => (ty.as_str(), None),
        };
        let mut res: ColumnSketch = column(&name, ty.trim(), span);
        res.is_nullable |= !is_mandatory;
        res.docs = comment.filter(|it| !it.is_empty());
        res.is_key = is_marked(&["PK", "key", "PRI", "primary"]);
        res.is_nullable &= !res.is_key;
        res.is_reference = is_marked(&["FK", "foreign"]);
        res.counts_up = is_marked(&["generated", "auto", "autoincrement", "identity", "AI"]);
        inside.has_marked_key |= res.is_key;
        if is_part {
            self.reading.lose(span, "that attributes are parts of another: they stand beside it");
        }
        let entity = self.picture.entity(&inside.id, span);
        if entity.table.columns.iter().any(|it| it.name == res.name) {
            let message = format!("there is an attribute `{name}` already");
            return self.reading.mistake(span, message, "give it another name");
        }
        if is_marked(&["U", "UK", "UQ", "unique", "UNIQ", "UN"]) {
            let columns = [Name::new(plain(&res.name))];
            entity.table.indexes.push(IndexSketch::over(&columns, true, span));
        }
        entity.table.columns.push(res);
    }

    /// Where no member is marked as the key, those above the first line are it.
    pub(super) fn picture_key(&mut self, inside: &Inside) {
        let Some(entity) = self.picture.get_mut(&inside.id) else { return };
        let n_above = inside.n_above.unwrap_or(0);
        if inside.has_marked_key || n_above == entity.table.columns.len() {
            return;
        }
        for it in entity.table.columns.iter_mut().take(n_above) {
            it.is_key = true;
            it.is_nullable = false;
        }
    }
}

/// `"Title" as id`, `id as "Title"`, `id`
fn two_names(head: &str) -> (String, Option<String>) {
    let first = names::name(head);
    let behind = match head.strip_prefix('"') {
        Some(rest) => rest.split_once('"').map_or("", |(_, it)| it),
        None => head.get(first.len()..).unwrap_or_default(),
    };
    let second = behind.trim().strip_prefix("as ").map(|it| names::name(it.trim()));
    (first, second.filter(|it| !it.is_empty()))
}

/// `[PK]` at the end says what `<<PK>>` does.
fn bracketed(text: &str, mut marks: Vec<String>) -> (String, Vec<String>) {
    let Some(head) = text.trim_end().strip_suffix(']') else { return (text.to_owned(), marks) };
    match head.rsplit_once('[') {
        Some((head, mark)) if mark.chars().any(char::is_alphabetic) => {
            marks.push(mark.to_owned());
            (head.trim_end().to_owned(), marks)
        }
        _ => (text.to_owned(), marks),
    }
}

/// `name : type`, or `name type`.
fn name_and_type(text: &str) -> (String, String) {
    let (name, ty) = match text.split_once(" : ").or_else(|| text.split_once(':')) {
        Some((name, ty)) => (name, ty),
        None => text.trim().split_once([' ', '\t']).unwrap_or((text, "")),
    };
    (names::bare(name), names::bare(ty))
}
