//! Attributes and their arguments: `@relation("Name", fields: [a], references: [b])`.

use super::super::reading::Reading;
use super::super::scan::{TokenKind, Tokens};
use crate::base::Span;

/// How deep arguments may nest.
const DEEPEST: usize = 16;

/// `@name(arguments)`
#[derive(Debug, Clone)]
pub(super) struct Attribute {
    /// Without the signs: `id`, `db.VarChar`.
    pub(super) name: String,
    pub(super) arguments: Vec<Argument>,
    pub(super) span: Span,
}

/// An argument, by name or by place.
#[derive(Debug, Clone)]
pub(super) struct Argument {
    pub(super) name: Option<String>,
    pub(super) value: Value,
}

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Text(String),
    Number(String),
    Word(String),
    Call(String, Vec<(Option<String>, Value)>),
    List(Vec<Value>),
}

impl Attribute {
    /// The argument of this name, else the first without one.
    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        let named = self.arguments.iter().find(|it| it.name.as_deref() == Some(name));
        named.map(|it| &it.value)
    }

    pub(super) fn first(&self) -> Option<&Value> {
        self.arguments.iter().find(|it| it.name.is_none()).map(|it| &it.value)
    }

    /// A text under this name, or the first argument.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.get(name).or(self.first()).and_then(Value::as_text)
    }
}

impl Value {
    pub(super) fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            Value::Number(_) | Value::Word(_) | Value::Call(..) | Value::List(_) => None,
        }
    }

    pub(super) fn as_word(&self) -> Option<&str> {
        match self {
            Value::Word(word) => Some(word),
            Value::Text(_) | Value::Number(_) | Value::Call(..) | Value::List(_) => None,
        }
    }

    pub(super) fn as_list(&self) -> Option<&[Value]> {
        match self {
            Value::List(items) => Some(items),
            Value::Text(_) | Value::Number(_) | Value::Word(_) | Value::Call(..) => None,
        }
    }

    /// The words of a list of names.
    pub(super) fn names(&self) -> Vec<String> {
        let name = |it: &Value| match it {
            Value::Word(word) => Some(word.clone()),
            Value::Call(word, _) => Some(word.clone()),
            Value::Text(_) | Value::Number(_) | Value::List(_) => None,
        };
        match self {
            Value::List(items) => items.iter().filter_map(name).collect(),
            only => name(only).into_iter().collect(),
        }
    }
}

/// `@name(…)` behind its first `@`, which was taken.
pub(super) fn attribute(
    reading: &mut Reading<'_>,
    tokens: &mut Tokens,
    start: usize,
) -> Option<Attribute> {
    let mut name = tokens.peek().filter(|it| it.kind == TokenKind::Word)?.text.clone();
    tokens.next();
    while tokens.is_sign('.') && tokens.ahead(1).is_some_and(|it| it.kind == TokenKind::Word) {
        tokens.next();
        name = format!("{name}.{}", tokens.next().map(|it| it.text).unwrap_or_default());
    }
    let mut arguments = Vec::new();
    let open = tokens.span(reading);
    if tokens.peek().is_some_and(|it| it.kind == TokenKind::Sign('(') && !it.is_first) {
        tokens.next();
        let Some(found) = list(tokens, ')', 0) else {
            let shown = tokens.shown();
            let message = format!("the arguments of `@{name}` end at {shown}");
            let span = if tokens.peek().is_none() { open } else { tokens.span(reading) };
            reading.mistake(
                span,
                message,
                "write `name: value`, commas between, and close with `)`",
            );
            tokens.skip_line();
            return None;
        };
        arguments = found.into_iter().map(|(name, value)| Argument { name, value }).collect();
    }
    Some(Attribute { name, arguments, span: tokens.span_from(reading, start) })
}

/// Values up to the sign that ends them.
fn list(tokens: &mut Tokens, end: char, depth: usize) -> Option<Vec<(Option<String>, Value)>> {
    let mut res = Vec::new();
    if depth > DEEPEST {
        return None;
    }
    loop {
        if tokens.take_sign(end) {
            return Some(res);
        }
        if tokens.take_sign(',') {
            continue;
        }
        let is_named = tokens.peek().is_some_and(|it| it.kind == TokenKind::Word)
            && tokens.ahead(1).is_some_and(|it| it.kind == TokenKind::Sign(':'));
        let name = if is_named { tokens.next().map(|it| it.text) } else { None };
        if is_named {
            tokens.next();
        }
        res.push((name, value(tokens, depth)?));
    }
}

fn value(tokens: &mut Tokens, depth: usize) -> Option<Value> {
    let token = tokens.peek()?.clone();
    match token.kind {
        TokenKind::Quoted(_) => {
            tokens.next();
            Some(Value::Text(token.text))
        }
        TokenKind::Number => {
            tokens.next();
            Some(Value::Number(token.text))
        }
        TokenKind::Word => {
            tokens.next();
            let mut word = token.text;
            while tokens.is_sign('.') {
                tokens.next();
                let part = tokens.peek().filter(|it| it.kind == TokenKind::Word)?.text.clone();
                tokens.next();
                word = format!("{word}.{part}");
            }
            if tokens.take_sign('(') {
                return Some(Value::Call(word, list(tokens, ')', depth + 1)?));
            }
            Some(Value::Word(word))
        }
        TokenKind::Sign('[') => {
            tokens.next();
            let items = list(tokens, ']', depth + 1)?;
            Some(Value::List(items.into_iter().map(|(_, value)| value).collect()))
        }
        TokenKind::Sign('{') => {
            tokens.next();
            let items = list(tokens, '}', depth + 1)?;
            Some(Value::Call("{".to_owned(), items))
        }
        _ => None,
    }
}
