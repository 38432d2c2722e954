//! Blocks: models, enums, types, views, and what is configured.

use super::super::reading::Reading;
use super::super::scan::{TokenKind, Tokens};
use super::arguments::{Attribute, attribute};
use crate::base::{DialectId, Span, closest};

/// A schema as it is written.
#[derive(Debug, Default)]
pub(super) struct Schema {
    pub(super) models: Vec<Model>,
    pub(super) enums: Vec<Enumeration>,
    /// Names of composite types.
    pub(super) types: Vec<String>,
}

/// `model Name { … }`
#[derive(Debug)]
pub(super) struct Model {
    pub(super) name: String,
    pub(super) fields: Vec<Field>,
    pub(super) attributes: Vec<Attribute>,
    pub(super) docs: Option<String>,
    pub(super) span: Span,
}

/// `name Type? @attribute`
#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) ty: String,
    /// What stands in `Unsupported("…")`.
    pub(super) unsupported: Option<String>,
    pub(super) is_list: bool,
    pub(super) is_optional: bool,
    pub(super) attributes: Vec<Attribute>,
    pub(super) docs: Option<String>,
    pub(super) span: Span,
}

impl Field {
    pub(super) fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|it| it.name == name)
    }
}

impl Model {
    pub(super) fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|it| it.name == name)
    }
}

/// `enum Name { … }`
#[derive(Debug)]
pub(super) struct Enumeration {
    pub(super) name: String,
    /// Values, what each is about, and how the database spells it.
    pub(super) values: Vec<(String, Option<String>, Option<String>)>,
    pub(super) attributes: Vec<Attribute>,
    pub(super) docs: Option<String>,
    pub(super) span: Span,
}

/// The words that begin a block.
const BLOCKS: [&str; 6] = ["model", "enum", "type", "view", "datasource", "generator"];

/// Reads all blocks.
pub(super) fn read(reading: &mut Reading<'_>, tokens: Tokens) -> Schema {
    let mut cx = Context { reading, tokens, res: Schema::default() };
    while cx.tokens.peek().is_some() {
        cx.block();
    }
    cx.res
}

struct Context<'r, 'a> {
    reading: &'r mut Reading<'a>,
    tokens: Tokens,
    res: Schema,
}

impl Context<'_, '_> {
    /// The lines of documentation here.
    fn docs(&mut self) -> Option<String> {
        let mut lines = Vec::new();
        while self.tokens.peek().is_some_and(|it| it.kind == TokenKind::Doc && it.is_first) {
            lines.extend(self.tokens.next().map(|it| it.text));
        }
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    fn block(&mut self) {
        let docs = self.docs();
        let Some(word) = self.tokens.peek().cloned() else { return };
        self.tokens.next();
        let name = self.tokens.peek().filter(|it| it.kind == TokenKind::Word && !it.is_first);
        let name = name.map(|it| it.text.clone());
        let opens = self.tokens.ahead(1).is_some_and(|it| it.kind == TokenKind::Sign('{'));
        let span = self.reading.span(word.start, word.end);
        let (Some(name), true, TokenKind::Word) = (name, opens, word.kind) else {
            return self.no_block(&word.text, span);
        };
        self.tokens.next();
        self.tokens.next();
        let span = self.reading.span(word.start, word.end);
        match word.text.as_str() {
            "model" => {
                let model = self.model(name, docs, span);
                self.res.models.push(model);
            }
            "view" => {
                self.reading.lose(span, format!("the view `{name}`, whose query is not said"));
                self.model(name, docs, span);
            }
            "enum" => self.enumeration(name, docs, span),
            "type" => {
                self.reading
                    .lose(span, format!("what the type `{name}` is made of: it is held as JSON"));
                self.model(name.clone(), docs, span);
                self.res.types.push(name);
            }
            "datasource" => self.datasource(),
            "generator" => self.tokens.skip_block(),
            other => {
                let help = match closest(other, BLOCKS) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => "declare a `model`, `enum` or `datasource`".to_owned(),
                };
                self.reading.mistake(span, format!("`{other}` begins no block of Prisma"), help);
                self.tokens.skip_block();
            }
        }
    }

    /// One message, up to the next line that begins a block.
    fn no_block(&mut self, word: &str, span: Span) {
        let word: String = word.chars().take(30).collect();
        let help = "write `model Name { … }`";
        self.reading.mistake(span, format!("no block begins at `{word}`"), help);
        while !self.is_block_start() && self.tokens.peek().is_some() {
            self.tokens.next();
        }
    }

    /// Whether a block begins here, at the start of a line.
    fn is_block_start(&self) -> bool {
        let is_word = self.tokens.peek().is_some_and(|it| {
            it.is_first && it.indent == 0 && BLOCKS.iter().any(|word| it.is_word(word))
        });
        is_word
            && self.tokens.ahead(1).is_some_and(|it| it.kind == TokenKind::Word)
            && self.tokens.ahead(2).is_some_and(|it| it.kind == TokenKind::Sign('{'))
    }

    /// Whether the body ends here; the next block ends it as well, with a message.
    fn is_end(&mut self, opened_at: Span) -> bool {
        if self.tokens.take_sign('}') {
            return true;
        }
        let is_next = self.tokens.peek().is_none() || self.is_block_start();
        if is_next {
            self.reading.mistake(opened_at, "this block does not end", "close it with `}`");
        }
        is_next
    }

    fn model(&mut self, name: String, docs: Option<String>, span: Span) -> Model {
        let mut res = Model { name, fields: Vec::new(), attributes: Vec::new(), docs, span };
        while !self.is_end(span) {
            let docs = self.docs();
            let start = self.tokens.peek().map_or(0, |it| it.start);
            if self.tokens.is_sign('}') {
                continue;
            }
            if self.tokens.take_sign('@') {
                self.tokens.take_sign('@');
                match attribute(self.reading, &mut self.tokens, start) {
                    Some(it) => res.attributes.push(it),
                    None => self.tokens.skip_line(),
                }
                self.line_end("one attribute");
            } else {
                res.fields.extend(self.field(docs, start));
            }
        }
        res
    }

    fn field(&mut self, docs: Option<String>, start: usize) -> Option<Field> {
        let help = "write `name Type`, a field on each line";
        let name = self.tokens.next().filter(|it| it.kind == TokenKind::Word);
        let Some(name) = name else {
            let span = self.tokens.span_from(self.reading, start);
            let shown = self.tokens.before().map(|it| it.text.clone()).unwrap_or_default();
            let shown: String = shown.chars().take(30).collect();
            self.reading.mistake(span, format!("no field begins at `{shown}`"), help);
            self.tokens.skip_line();
            return None;
        };
        let ty = self.tokens.peek().filter(|it| it.kind == TokenKind::Word && !it.is_first);
        let Some(ty) = ty.map(|it| it.text.clone()) else {
            let span = self.reading.span(name.start, name.end);
            self.reading.mistake(span, format!("the field `{}` has no type", name.text), help);
            self.tokens.skip_line();
            return None;
        };
        self.tokens.next();
        let mut res = Field {
            name: name.text,
            ty,
            unsupported: None,
            is_list: false,
            is_optional: false,
            attributes: Vec::new(),
            docs,
            span: self.reading.span(name.start, name.end),
        };
        if res.ty == "Unsupported" && self.tokens.take_sign('(') {
            res.unsupported = self.tokens.take_text();
            self.tokens.take_sign(')');
        }
        if self.tokens.take_sign('[') {
            res.is_list = self.tokens.take_sign(']');
        }
        res.is_optional = self.tokens.take_sign('?');
        while self.tokens.peek().is_some_and(|it| !it.is_first && it.kind == TokenKind::Sign('@')) {
            let start = self.tokens.next().map_or(0, |it| it.start);
            res.attributes.extend(attribute(self.reading, &mut self.tokens, start));
        }
        if let Some(it) = self.tokens.peek().filter(|it| it.kind == TokenKind::Doc && !it.is_first)
        {
            let text = it.text.clone();
            res.docs = Some(res.docs.map_or(text.clone(), |above| format!("{above}\n{text}")));
            self.tokens.next();
        }
        self.line_end("one field");
        Some(res)
    }

    fn line_end(&mut self, what: &str) {
        if !self.tokens.is_line_end() && !self.tokens.is_sign('}') {
            let span = self.tokens.span(self.reading);
            let shown = self.tokens.shown();
            let message = format!("{shown} does not belong here");
            self.reading.mistake(span, message, format!("write {what} on each line"));
            self.tokens.skip_line();
        }
    }

    fn enumeration(&mut self, name: String, docs: Option<String>, span: Span) {
        let mut res = Enumeration { name, values: Vec::new(), attributes: Vec::new(), docs, span };
        while !self.is_end(span) {
            let docs = self.docs();
            let Some(token) = self.tokens.peek().cloned() else { continue };
            if self.tokens.is_sign('}') {
                continue;
            }
            self.tokens.next();
            match token.kind {
                TokenKind::Sign('@') => {
                    self.tokens.take_sign('@');
                    res.attributes.extend(attribute(self.reading, &mut self.tokens, token.start));
                }
                TokenKind::Word => {
                    let mut stored = None;
                    let mut docs = docs;
                    while self
                        .tokens
                        .peek()
                        .is_some_and(|it| !it.is_first && it.kind == TokenKind::Sign('@'))
                    {
                        let start = self.tokens.next().map_or(0, |it| it.start);
                        let found = attribute(self.reading, &mut self.tokens, start);
                        stored = found
                            .filter(|it| it.name == "map")
                            .and_then(|it| it.text("name").map(str::to_owned));
                    }
                    if self
                        .tokens
                        .peek()
                        .is_some_and(|it| it.kind == TokenKind::Doc && !it.is_first)
                    {
                        docs = self.tokens.next().map(|it| it.text);
                    }
                    res.values.push((token.text, docs, stored));
                }
                _ => {
                    let span = self.reading.span(token.start, token.end);
                    let message = format!("`{}` is no value of an enum", token.text);
                    self.reading.mistake(span, message, "write one name on each line");
                    self.tokens.skip_line();
                }
            }
            self.line_end("one value");
        }
        self.res.enums.push(res);
    }

    /// `provider = "postgresql"` and others.
    fn datasource(&mut self) {
        let opened_at = self.tokens.before().map_or(0, |it| it.start);
        let span = self.reading.span(opened_at, opened_at + 1);
        while !self.is_end(span) {
            let Some(token) = self.tokens.next() else { continue };
            if token.is_word("provider") && self.tokens.take_sign('=') {
                let at = self.tokens.span(self.reading);
                let name = self.tokens.take_text().unwrap_or_default();
                self.reading.sketch.dialect = provider(&name);
                if self.reading.sketch.dialect.is_none() {
                    self.reading
                        .lose(at, format!("the database `{name}`, which erc does not know"));
                }
            } else if token.is_word("relationMode") && self.tokens.take_sign('=') {
                let at = self.tokens.span(self.reading);
                if self.tokens.take_text().as_deref() == Some("prisma") {
                    self.reading.lose(
                        at,
                        "that relations are kept by Prisma's client: they are foreign keys",
                    );
                }
            }
            self.tokens.skip_line();
        }
    }
}

fn provider(name: &str) -> Option<DialectId> {
    match name {
        "postgresql" | "postgres" | "cockroachdb" => Some(DialectId::Postgres),
        "mysql" => Some(DialectId::Mysql),
        "sqlite" => Some(DialectId::Sqlite),
        _ => None,
    }
}
