//! AML, the language of Azimutt (azimutt.app/docs/aml), version 2 and what is left of version 1.

mod attributes;
mod lines;
mod names;
mod properties;
mod relations;
mod types;

use rustc_hash::FxHashMap;

use super::reading::Reading;
use super::scan::{Lexis, Tokens, scan_part};
use super::sketch::{TableSketch, ViewSketch};
use super::{Format, Language};
use crate::base::{Name, Span};
use crate::schema::QualifiedName;
use lines::LogicalLine;

pub(super) const LANGUAGE: Language =
    Language { format: Format::Aml, name: "aml", title: "AML", extensions: &["aml"], read };

const LEXIS: Lexis = Lexis {
    line_comment: "",
    has_block_comments: false,
    has_docs: false,
    quotes: &['"', '`'],
    long_quote: None,
    has_negative_numbers: true,
    word_signs: &[],
};

fn read(reading: &mut Reading<'_>) {
    let lines = lines::lines(reading);
    let mut cx = Context {
        reading,
        namespace: None,
        aliases: FxHashMap::default(),
        table: None,
        view: None,
        nested: None,
        indent: None,
    };
    for line in &lines {
        let tokens = Tokens::new(scan_part(cx.reading, &LEXIS, line.head.clone()));
        cx.line(line, tokens);
    }
    cx.finish();
}

/// What goes along.
struct Context<'r, 'a> {
    reading: &'r mut Reading<'a>,
    /// The schema of what is named without one.
    namespace: Option<Name>,
    /// Other names of entities.
    aliases: FxHashMap<Name, QualifiedName>,
    /// The entity whose attributes stand here.
    table: Option<TableSketch>,
    /// Whether it is a view, and its query where there is one.
    view: Option<Option<String>>,
    /// The attribute whose parts stand here, and how far it is indented.
    nested: Option<usize>,
    /// How far the attributes of this entity are indented.
    indent: Option<usize>,
}

impl Context<'_, '_> {
    fn line(&mut self, line: &LogicalLine, mut tokens: Tokens) {
        if tokens.peek().is_none() {
            if line.docs.is_some() {
                let span = self.reading.span(line.head.start, line.head.end.max(line.head.start));
                self.reading.lose(span, "documentation of nothing");
            }
            return;
        }
        if line.indent > 0 {
            return self.attribute(line, &mut tokens);
        }
        self.close();
        let is_alone = tokens.ahead(1).is_none();
        if tokens.is_word("rel") && !is_alone {
            tokens.next();
            self.relation(line, &mut tokens);
        } else if tokens.is_word("fk") && !is_alone {
            tokens.next();
            self.old_relation(line, &mut tokens);
        } else if tokens.is_word("type") && !is_alone {
            tokens.next();
            self.declared_type(line, &mut tokens);
        } else if tokens.is_word("namespace") {
            tokens.next();
            self.namespace(&mut tokens);
        } else {
            self.entity(line, &mut tokens);
        }
    }

    /// `namespace catalog.schema`
    fn namespace(&mut self, tokens: &mut Tokens) {
        let span = tokens.span(self.reading);
        let mut parts = names::parts(tokens);
        self.namespace = parts.pop().filter(|it| !it.is_empty() && it != "public");
        if parts.iter().any(|it| !it.is_empty()) {
            self.reading.lose(span, "databases and catalogs above schemas");
        }
    }

    /// `schema.name* as alias {properties} | documentation`
    fn entity(&mut self, line: &LogicalLine, tokens: &mut Tokens) {
        let start = line.head.start;
        let Some(name) = self.qualified(tokens) else {
            let help = "write the name of an entity, its attributes indented below";
            return self.expected(tokens, "an entity", help);
        };
        let is_view = tokens.take_sign('*');
        if tokens.take_word("as") {
            match names::name(tokens) {
                Some(alias) => {
                    self.aliases.insert(alias, name.clone());
                }
                None => return self.expected(tokens, "another name", "write `name as alias`"),
            }
        }
        let span = tokens.span_from(self.reading, start);
        let mut table = TableSketch::new(name, span);
        table.docs.clone_from(&line.docs);
        self.view = is_view.then_some(None);
        for (property, value) in self.properties(tokens) {
            match (property.as_str(), value) {
                ("color", Some(value)) => table.color = Some(value),
                ("view", value) => self.view = Some(value),
                (name, _) => self.reading.lose(span, format!("the property `{name}` of an entity")),
            }
        }
        self.line_end(tokens);
        self.table = Some(table);
    }

    /// Puts away the entity that was read.
    fn close(&mut self) {
        self.nested = None;
        self.indent = None;
        let Some(table) = self.table.take() else { return };
        match self.view.take() {
            None => self.reading.sketch.tables.push(table),
            Some(Some(body)) => self.reading.sketch.views.push(ViewSketch {
                name: table.name,
                body,
                docs: table.docs,
                span: table.span,
            }),
            Some(None) => {
                let what = format!("the view `{}`, whose query is not said", table.name);
                self.reading.lose(table.span, what);
            }
        }
    }

    fn expected(&mut self, tokens: &Tokens, what: &str, help: &str) {
        let span = match tokens.peek() {
            Some(_) => tokens.span(self.reading),
            None => {
                tokens.before().map_or(Span::nowhere(), |it| self.reading.span(it.start, it.end))
            }
        };
        let message = match tokens.peek() {
            Some(_) => format!("{what} was expected where {} stands", tokens.shown()),
            None => format!("{what} was expected behind this"),
        };
        self.reading.mistake(span, message, help);
    }

    fn line_end(&mut self, tokens: &Tokens) {
        if tokens.peek().is_some() {
            self.expected(tokens, "the end of the line", "take the rest of the line away");
        }
    }

    fn finish(&mut self) {
        self.close();
        let aliases = std::mem::take(&mut self.aliases);
        for it in &mut self.reading.sketch.references {
            for table in [&mut it.from.table, &mut it.to.table] {
                if let Some(meant) = aliases.get(&table.name) {
                    *table = meant.clone();
                }
            }
        }
    }
}
