//! `.er`, the language of BurntSushi's erd.

mod attributes;

use super::picture::{Count, Line, Picture};
use super::reading::Reading;
use super::scan::{Lexis, TokenKind, Tokens, scan_part};
use super::{Format, Language};

pub(super) const LANGUAGE: Language =
    Language { format: Format::Er, name: "er", title: ".er", extensions: &["er"], read };

const LEXIS: Lexis = Lexis {
    line_comment: "#",
    has_block_comments: false,
    has_docs: false,
    quotes: &['"', '\'', '`'],
    long_quote: None,
    has_negative_numbers: false,
    word_signs: &[],
};

fn read(reading: &mut Reading<'_>) {
    let mut cx = Context { reading, picture: Picture::default(), current: None };
    let text = cx.reading.text;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        cx.line(at, line);
        at += line.len();
    }
    let Context { picture, reading, .. } = cx;
    picture.finish(reading);
}

/// What goes along.
struct Context<'r, 'a> {
    reading: &'r mut Reading<'a>,
    picture: Picture,
    /// The entity whose attributes stand here.
    current: Option<String>,
}

impl Context<'_, '_> {
    fn line(&mut self, at: usize, line: &str) {
        let end = at + line.trim_end().len();
        let mut tokens = Tokens::new(scan_part(self.reading, &LEXIS, at..end));
        let Some(first) = tokens.peek().cloned() else { return };
        // Behind an entity these are attributes.
        let words = ["title", "header", "entity", "relationship"];
        let is_directive = self.current.is_none()
            && words.iter().any(|it| first.is_word(it))
            && tokens.ahead(1).is_some_and(|it| it.kind == TokenKind::Sign('{'));
        if is_directive {
            tokens.next();
            self.directive(&first.text, &mut tokens);
        } else if tokens.take_sign('[') {
            self.entity(&mut tokens);
        } else if is_relationship(line) {
            self.relationship(&mut tokens, at, end);
        } else {
            self.attribute(&mut tokens, at, end);
        }
    }

    /// `title {label: "…"}` names the model; the others are about the picture.
    fn directive(&mut self, word: &str, tokens: &mut Tokens) {
        let span = tokens.span(self.reading);
        let options = attributes::options(self.reading, tokens);
        match options.iter().find(|(name, _)| name == "label").filter(|_| word == "title") {
            Some((_, label)) => self.reading.sketch.title = Some(label.clone()),
            None => self.reading.lose(span, "how the picture looks"),
        }
    }

    /// `Name] {bgcolor: "#ccc"}`
    fn entity(&mut self, tokens: &mut Tokens) {
        let mut words = Vec::new();
        let span = tokens.span(self.reading);
        while tokens.peek().is_some() && !tokens.is_sign(']') {
            words.extend(tokens.next().map(|it| it.text));
        }
        let name = words.join(" ");
        if name.is_empty() || !tokens.take_sign(']') {
            let help = "write `[Name]`";
            return self.reading.mistake(span, "the name of an entity was expected", help);
        }
        let options = attributes::options(self.reading, tokens);
        if let Some(entity) = self.picture.get(&name).filter(|it| !it.table.columns.is_empty()) {
            let message = format!("there is an entity `{}` already", entity.title);
            self.reading.mistake(span, message, "give it another name");
        }
        let entity = self.picture.entity(&name, span);
        for (option, value) in options {
            match option.as_str() {
                "bgcolor" => entity.table.color = Some(value),
                "label" => entity.table.docs = Some(value).filter(|it| !it.is_empty()),
                _ => self.reading.lose(span, "how the picture looks"),
            }
        }
        self.current = Some(name);
    }

    /// `A *--1 B {label: "…"}`
    fn relationship(&mut self, tokens: &mut Tokens, at: usize, end: usize) {
        let span = self.reading.span(at + leading(self.reading.text, at, end), end);
        let parts = (|| {
            let from = tokens.take_text()?;
            let left = count(tokens)?;
            if !(tokens.take_sign('-') && tokens.take_sign('-')) {
                return None;
            }
            let right = count(tokens)?;
            Some((from, left, right, tokens.take_text()?))
        })();
        let Some((from, left, right, to)) = parts else {
            let help = "write `A *--1 B` with `?`, `1`, `*` or `+` on both sides";
            return self.reading.mistake(span, "this is no relationship", help);
        };
        let options = attributes::options(self.reading, tokens);
        let label = options.into_iter().find(|(name, _)| name == "label").map(|(_, it)| it);
        for name in [&from, &to] {
            if self.picture.get(name).is_none() {
                let message = format!("there is no entity `{name}`");
                self.reading.unknown(span, message, Some(format!("declare it: `[{name}]`")));
                return;
            }
        }
        let (is_identifying, is_kind) = (false, false);
        self.picture.line(Line { from, to, left, right, is_identifying, is_kind, label, span });
    }
}

/// Whether the line has `--` outside of quotes.
fn is_relationship(line: &str) -> bool {
    let mut quote = None;
    let mut before = ' ';
    for c in line.chars() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'' | '`') => quote = Some(c),
            None if c == '#' || c == '{' => return false,
            None if c == '-' && before == '-' => return true,
            None => {}
        }
        before = c;
    }
    false
}

/// Spaces at the start.
fn leading(text: &str, at: usize, end: usize) -> usize {
    text[at..end].len() - text[at..end].trim_start().len()
}

fn count(tokens: &mut Tokens) -> Option<Count> {
    let token = tokens.next()?;
    Some(match token.text.as_str() {
        "?" | "0" => Count::MAYBE,
        "1" => Count::ONE,
        "*" => Count::MANY,
        "+" => Count::SOME,
        _ => return None,
    })
}
