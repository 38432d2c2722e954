//! Models of other tools, as schemas.
//!
//! In comes a text in the language of another tool; out go what one database holds for it, what is wrong with the
//! text, and what it says that erc does not. Nothing here is dropped in silence, and no text makes it panic.

// Tokens are those of all languages: each place knows a few, and takes all others alike.
#![allow(clippy::wildcard_enum_match_arm)]

mod aml;
mod build;
mod dbml;
mod detect;
mod diags;
mod er;
mod mermaid;
mod picture;
mod plantuml;
mod prisma;
mod reading;
mod scan;
mod sketch;
mod types;

use super::lift::Beside;
use crate::base::{Diagnostics, DialectId, FileId, is_plain_name};
use crate::schema::NativeSchema;
use reading::Reading;

pub use diags::CODES;
pub use reading::Loss;

/// A language of another tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// DBML, of dbdiagram.
    Dbml,
    /// Prisma's schema language.
    Prisma,
    /// Mermaid's `erDiagram`, alone or in Markdown.
    Mermaid,
    /// `.er`, of BurntSushi's erd.
    Er,
    /// AML, of Azimutt.
    Aml,
    /// PlantUML's entities.
    Plantuml,
}

/// What is known of one language.
struct Language {
    format: Format,
    name: &'static str,
    title: &'static str,
    extensions: &'static [&'static str],
    read: fn(&mut Reading<'_>),
}

/// Every language, in the order in which they are listed everywhere.
static LANGUAGES: [Language; 6] = [
    dbml::LANGUAGE,
    prisma::LANGUAGE,
    mermaid::LANGUAGE,
    er::LANGUAGE,
    aml::LANGUAGE,
    plantuml::LANGUAGE,
];

impl Format {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Format> {
        LANGUAGES.iter().map(|it| it.format)
    }

    /// The word on the command line.
    pub fn name(self) -> &'static str {
        self.language().name
    }

    /// The name as its makers write it.
    pub fn title(self) -> &'static str {
        self.language().title
    }

    /// The language of this word, if there is one.
    pub fn from_name(name: &str) -> Option<Format> {
        LANGUAGES.iter().find(|it| it.name == name).map(|it| it.format)
    }

    /// The language of a file, by its name, else by its first words; nothing for what is none of them.
    pub fn of_file(name: &str, text: &str) -> Option<Format> {
        detect::detect(name, text)
    }

    fn language(self) -> &'static Language {
        let found = LANGUAGES.iter().find(|it| it.format == self);
        found.expect("every format is listed")
    }
}

/// A model of another tool that was read.
#[derive(Debug)]
pub struct Foreign {
    /// The database that it is for.
    pub dialect: DialectId,
    /// What that database holds, settled.
    pub schema: NativeSchema,
    /// What the schema does not hold of the model: its name, groups and colours.
    pub beside: Beside,
    /// What is wrong with the text.
    pub mistakes: Diagnostics,
    /// What the text says and erc does not.
    pub losses: Vec<Loss>,
}

/// Reads a model of another tool. `wanted` is the database that is asked for; without it the model's own is taken,
/// else the one whose types it uses, else PostgreSQL. Spans are in `file`.
pub fn read_foreign(
    format: Format,
    text: &str,
    file: FileId,
    wanted: Option<DialectId>,
) -> Foreign {
    let mut reading = Reading::new(text, file);
    (format.language().read)(&mut reading);
    let own = build::own_dialect(&reading.sketch);
    reading.sketch.dialect = own;
    let dialect = wanted.or(own).unwrap_or(DialectId::Postgres);
    let mut schema = build::build(&mut reading, dialect);
    as_documentation(&mut schema);
    let beside = beside(&reading);
    let losses = reading.take_losses();
    Foreign { dialect, schema, beside, mistakes: reading.take_mistakes(), losses }
}

/// Comments are documentation, which has no blanks around it, nor at the ends of its lines.
fn as_documentation(schema: &mut NativeSchema) {
    let trimmed = |comment: &mut Option<String>| {
        if let Some(text) = comment {
            let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
            *text = lines.join("\n").trim().to_owned();
        }
    };
    for table in schema.tables.values_mut() {
        trimmed(&mut table.comment);
        table.columns.iter_mut().for_each(|it| trimmed(&mut it.comment));
        table.uniques.iter_mut().for_each(|it| trimmed(&mut it.comment));
        table.checks.iter_mut().for_each(|it| trimmed(&mut it.comment));
        table.foreign_keys.iter_mut().for_each(|it| trimmed(&mut it.comment));
        table.indexes.iter_mut().for_each(|it| trimmed(&mut it.comment));
    }
    schema.enums.iter_mut().for_each(|it| trimmed(&mut it.comment));
    schema.views.iter_mut().for_each(|it| trimmed(&mut it.comment));
}

/// The database that a model says it is for, or whose types it uses.
pub fn dialect_of_foreign(format: Format, text: &str) -> Option<DialectId> {
    let mut reading = Reading::new(text, FileId(0));
    (format.language().read)(&mut reading);
    reading.sketch.dialect
}

fn beside(reading: &Reading<'_>) -> Beside {
    let mut res = Beside { docs: reading.sketch.docs.clone(), ..Beside::default() };
    if let Some(title) = reading.sketch.title.as_deref().map(str::trim) {
        let name = picture::plain(title);
        // A title in words is what the model is about.
        if name != title && !title.eq_ignore_ascii_case(&name) && res.docs.is_none() {
            res.docs = Some(title.to_owned());
        }
        let name = if is_plain_name(title) { title.to_owned() } else { name };
        res.model = Some(name).filter(|it| !it.is_empty());
    }
    for it in &reading.sketch.tables {
        if let Some(group) = &it.group {
            res.groups.insert(it.name.clone(), group.clone());
        }
        if let Some(color) = &it.color {
            res.colors.insert(it.name.clone(), color.clone());
        }
    }
    for it in &reading.sketch.enums {
        let labels =
            it.labels.iter().filter_map(|(label, docs)| Some((label.clone(), docs.clone()?)));
        res.labels.insert(it.name.clone(), labels.collect());
    }
    res
}
