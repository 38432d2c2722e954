//! DBML, the language of dbdiagram (dbml.dbdiagram.io/docs).

mod columns;
mod elements;
mod indexes;
mod partials;
mod references;
mod settings;
mod tables;

use rustc_hash::FxHashMap;

use super::reading::Reading;
use super::scan::{Lexis, TokenKind, Tokens, scan};
use super::sketch::{ReferenceSketch, TableSketch};
use super::{Format, Language};
use crate::base::{Name, Span, closest};
use crate::schema::QualifiedName;
use partials::Injection;

pub(super) const LANGUAGE: Language =
    Language { format: Format::Dbml, name: "dbml", title: "DBML", extensions: &["dbml"], read };

const LEXIS: Lexis = Lexis {
    line_comment: "//",
    has_block_comments: true,
    has_docs: false,
    quotes: &['\'', '"', '`'],
    long_quote: Some("'''"),
    has_negative_numbers: true,
    word_signs: &['$'],
};

/// The words that begin a declaration.
const DECLARATIONS: [&str; 11] = [
    "Project",
    "Table",
    "TablePartial",
    "TableGroup",
    "Enum",
    "Ref",
    "Note",
    "Records",
    "DiagramView",
    "Dep",
    "Metadata",
];

/// A group: its name, its colour, its tables.
type Group = (String, Option<String>, Vec<(QualifiedName, Span)>);

/// What goes along.
struct Context<'r, 'a> {
    reading: &'r mut Reading<'a>,
    tokens: Tokens,
    /// Other names of tables.
    aliases: FxHashMap<Name, QualifiedName>,
    /// Columns that several tables share.
    partials: FxHashMap<Name, TableSketch>,
    /// References of partials, which every table that has their columns repeats.
    partial_references: Vec<ReferenceSketch>,
    /// Which partials a table names, and in front of which of its columns.
    injections: Vec<(usize, Vec<Injection>)>,
    /// Where it was said that a body does not end.
    reported_at: Option<usize>,
    /// Where a body was found to go on.
    went_on_at: Option<usize>,
    /// Groups and the tables in them.
    groups: Vec<Group>,
}

fn read(reading: &mut Reading<'_>) {
    let tokens = Tokens::new(scan(reading, &LEXIS));
    let mut cx = Context {
        reading,
        tokens,
        aliases: FxHashMap::default(),
        partials: FxHashMap::default(),
        partial_references: Vec::new(),
        injections: Vec::new(),
        reported_at: None,
        went_on_at: None,
        groups: Vec::new(),
    };
    while cx.tokens.peek().is_some() {
        cx.declaration();
    }
    cx.finish();
}

impl Context<'_, '_> {
    fn declaration(&mut self) {
        let Some(token) = self.tokens.peek().cloned() else { return };
        let word = token.text.to_lowercase();
        if token.kind != TokenKind::Word {
            return self.stray();
        }
        self.tokens.next();
        match word.as_str() {
            "project" => self.project(),
            "table" => self.table(token.start),
            "tablepartial" => self.partial(token.start),
            "tablegroup" => self.group(),
            "enum" => self.enumeration(token.start),
            "ref" => self.declared_reference(token.start),
            "note" => self.passed_over(token.start, "sticky notes"),
            "records" => self.passed_over(token.start, "sample rows"),
            "diagramview" => self.passed_over(token.start, "diagram views"),
            "dep" => self.passed_over(token.start, "where data comes from (`Dep`)"),
            "metadata" => self.passed_over(token.start, "metadata"),
            "use" | "reuse" | "import" | "export" => {
                self.tokens.skip_line();
                let span = self.tokens.span_from(self.reading, token.start);
                self.reading.lose(span, "other files: only this one is read");
            }
            _ => {
                let span = self.tokens.span_from(self.reading, token.start);
                let help = match closest(&token.text, DECLARATIONS) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => "declare a `Table`, `Enum`, `Ref` or `TableGroup`".to_owned(),
                };
                self.reading.mistake(
                    span,
                    format!("`{}` begins no declaration of DBML", token.text),
                    help,
                );
                self.skip_declaration();
            }
        }
    }

    /// Something that no declaration begins with: one message, up to the next line that begins with a word.
    fn stray(&mut self) {
        let span = self.tokens.span(self.reading);
        let shown = self.tokens.shown();
        let help = "take it away: declarations begin with a word such as `Table`";
        self.reading.mistake(span, format!("{shown} stands outside of any declaration"), help);
        self.tokens.next();
        while self.tokens.peek().is_some_and(|it| !it.is_first || it.kind != TokenKind::Word) {
            self.tokens.next();
        }
    }

    /// Passes over the rest of a declaration, its body included.
    fn skip_declaration(&mut self) {
        while !self.tokens.is_line_end() {
            if self.tokens.take_sign('{') {
                self.tokens.skip_block();
                return;
            }
            self.tokens.next();
        }
        if self.tokens.take_sign('{') {
            self.tokens.skip_block();
        }
    }

    fn passed_over(&mut self, start: usize, what: &str) {
        let span = self.tokens.span_from(self.reading, start);
        self.skip_declaration();
        self.reading.lose(span, what);
    }

    /// `schema.name`; nothing where there is no name.
    fn qualified(&mut self) -> Option<(QualifiedName, Span)> {
        let start = self.tokens.peek()?.start;
        let mut parts = vec![self.name()?];
        while self.tokens.is_sign('.') && self.tokens.ahead(1).is_some_and(|it| it.is_name()) {
            self.tokens.next();
            parts.extend(self.name());
        }
        let name = parts.pop()?;
        let namespace = parts.pop().filter(|it| it != "public");
        let span = self.tokens.span_from(self.reading, start);
        Some((QualifiedName { namespace, name }, span))
    }

    fn name(&mut self) -> Option<Name> {
        let is_name =
            self.tokens.peek().is_some_and(|it| it.is_name() || it.kind == TokenKind::Number);
        if is_name { self.tokens.next().map(|it| Name::new(it.text)) } else { None }
    }

    /// Says that something else was expected here, and passes over the rest of the line.
    fn expected(&mut self, what: &str, help: &str) {
        let before = self.tokens.before().filter(|_| self.tokens.is_line_end());
        let (span, message) = match before {
            // What is missing is missing on the line before.
            Some(it) => {
                let shown: String = it.text.chars().take(30).collect();
                let message = format!("{what} was expected behind `{shown}`");
                (self.reading.span(it.start, it.end), message)
            }
            None => {
                let shown = self.tokens.shown();
                let message = format!("{what} was expected where {shown} stands");
                (self.tokens.span(self.reading), message)
            }
        };
        self.reading.mistake(span, message, help);
        self.tokens.skip_line();
    }

    /// The `{` of a body.
    fn opened(&mut self, of: &str) -> bool {
        if self.tokens.take_sign('{') {
            return true;
        }
        self.expected("`{`", &format!("open the body of the {of} with `{{`"));
        self.tokens.take_sign('{')
    }

    /// Whether a body ends here. A declaration at the start of a line ends it too, with a message.
    fn is_body_end(&mut self, opened_at: Span, of: &str) -> bool {
        let at = self.tokens.peek().map(|it| it.start);
        if at.is_some() && self.went_on_at == at {
            // Nothing could be made of this; it was said so.
            self.tokens.next();
        }
        if self.tokens.take_sign('}') {
            return true;
        }
        let is_next = self.tokens.peek().is_none_or(|it| {
            it.is_first
                && it.indent == 0
                && ["table", "enum", "ref", "tablegroup", "project"]
                    .iter()
                    .any(|word| it.is_word(word))
        });
        let at = self.tokens.peek().map_or(self.reading.text.len(), |it| it.start);
        // One brace is missing, however many bodies are open.
        if is_next && self.reported_at != Some(at) {
            self.reported_at = Some(at);
            self.reading.mistake(opened_at, format!("this {of} does not end"), "close it with `}`");
        }
        self.went_on_at = Some(at).filter(|_| !is_next);
        is_next
    }

    /// Groups and other names, once all tables are there.
    fn finish(&mut self) {
        self.inject_all();
        let aliases = std::mem::take(&mut self.aliases);
        let real = |name: &mut QualifiedName| {
            if name.namespace.is_none()
                && let Some(meant) = aliases.get(&name.name)
            {
                *name = meant.clone();
            }
        };
        for it in &mut self.reading.sketch.references {
            real(&mut it.from.table);
            real(&mut it.to.table);
        }
        let places: FxHashMap<QualifiedName, usize> = self
            .reading
            .sketch
            .tables
            .iter()
            .enumerate()
            .map(|(idx, it)| (it.name.clone(), idx))
            .collect();
        for (group, color, members) in std::mem::take(&mut self.groups) {
            for (mut name, span) in members {
                real(&mut name);
                let Some(&place) = places.get(&name) else {
                    let message = format!("there is no table `{name}`");
                    let help = "take it out of the group".to_owned();
                    self.reading.unknown(span, message, Some(help));
                    continue;
                };
                let table = &mut self.reading.sketch.tables[place];
                table.group = Some(group.clone());
                if table.color.is_none() {
                    table.color.clone_from(&color);
                }
            }
        }
    }
}
