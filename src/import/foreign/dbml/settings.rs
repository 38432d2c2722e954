//! Lists of settings: `[pk, default: 0, note: '…']`.

use super::super::scan::TokenKind;
use super::Context;
use crate::base::Span;

/// A setting and its value.
#[derive(Debug)]
pub(super) struct Setting {
    /// In lower case, one space between words: `not null`.
    pub(super) name: String,
    pub(super) value: Option<Value>,
    pub(super) span: Span,
    /// Where the value begins, among the tokens of a reference that is said here.
    pub(super) reference: Option<super::references::Inline>,
}

/// A value of a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    Code(String),
    Number(String),
    Words(String),
}

impl Value {
    pub(super) fn text(&self) -> &str {
        match self {
            Value::Text(text) | Value::Code(text) | Value::Number(text) | Value::Words(text) => {
                text
            }
        }
    }
}

impl Context<'_, '_> {
    /// The settings that stand here, none where there is no `[`.
    pub(super) fn settings(&mut self) -> Vec<Setting> {
        let mut res = Vec::new();
        let open = self.tokens.span(self.reading);
        if !self.tokens.take_sign('[') {
            return res;
        }
        loop {
            if self.tokens.take_sign(']') {
                return res;
            }
            if self.tokens.take_sign(',') {
                continue;
            }
            let goes_on = self
                .tokens
                .before()
                .is_some_and(|it| matches!(it.kind, TokenKind::Sign(',' | '[')));
            let is_next_line = |it: &super::super::scan::Token| it.is_first && !goes_on;
            if self.tokens.peek().is_none_or(is_next_line) {
                self.reading.mistake(open, "these settings do not end", "close them with `]`");
                return res;
            }
            match self.setting() {
                Some(it) => res.push(it),
                None => {
                    self.expected_setting();
                    return res;
                }
            }
        }
    }

    fn expected_setting(&mut self) {
        let span = self.tokens.span(self.reading);
        let shown = self.tokens.shown();
        let help = "write settings as `name` or `name: value`, with commas between";
        self.reading.mistake(span, format!("{shown} is no setting"), help);
        while !self.tokens.is_line_end() && !self.tokens.take_sign(']') {
            self.tokens.next();
        }
    }

    fn setting(&mut self) -> Option<Setting> {
        let start = self.tokens.peek()?.start;
        let mut words: Vec<String> = Vec::new();
        while self.tokens.peek().is_some_and(|it| it.kind == TokenKind::Word) {
            words.extend(self.tokens.next().map(|it| it.text.to_lowercase()));
        }
        if words.is_empty() {
            return None;
        }
        let name = words.join(" ");
        let mut res =
            Setting { name, value: None, span: self.reading.span(start, start), reference: None };
        if self.tokens.take_sign(':') {
            if res.name == "ref" {
                res.reference = Some(self.inline_reference()?);
            } else {
                res.value = self.value();
                if res.value.is_none() {
                    let span = self.tokens.span_from(self.reading, start);
                    let help = "write it behind the `:`";
                    self.reading.mistake(span, format!("`{}` has no value", res.name), help);
                }
            }
        }
        res.span = self.tokens.span_from(self.reading, start);
        let is_end = self.tokens.is_sign(',') || self.tokens.is_sign(']');
        if is_end || self.tokens.is_line_end() { Some(res) } else { None }
    }

    fn value(&mut self) -> Option<Value> {
        let token = self.tokens.peek()?.clone();
        match token.kind {
            TokenKind::Quoted('`') => {
                self.tokens.next();
                Some(Value::Code(self.nested_code(token.text)))
            }
            TokenKind::Quoted(_) | TokenKind::Long => {
                self.tokens.next();
                Some(Value::Text(token.text))
            }
            TokenKind::Number => {
                self.tokens.next();
                Some(Value::Number(token.text))
            }
            TokenKind::Sign('#') => {
                self.tokens.next();
                Some(Value::Words(format!("#{}", self.tokens.take_text()?)))
            }
            TokenKind::Word => {
                let mut words = Vec::new();
                while self.tokens.peek().is_some_and(|it| it.kind == TokenKind::Word) {
                    words.extend(self.tokens.next().map(|it| it.text));
                    if self.tokens.is_sign('.') {
                        self.tokens.next();
                        let part = self.tokens.take_text()?;
                        let head = words.pop().unwrap_or_default();
                        words.push(format!("{head}.{part}"));
                    }
                }
                Some(Value::Words(words.join(" ")))
            }
            TokenKind::Doc | TokenKind::Sign(_) => None,
        }
    }

    /// Code with backticks in it, as importers of other tools write it: `` `json_valid(`a`)` ``. A backtick that
    /// touches a name on both sides ends nothing.
    pub(super) fn nested_code(&mut self, mut code: String) -> String {
        loop {
            let is_inner = self.tokens.peek().is_some_and(|it| {
                it.is_close
                    && !it.is_first
                    && matches!(it.kind, TokenKind::Word | TokenKind::Number)
            });
            let closes = self
                .tokens
                .ahead(1)
                .is_some_and(|it| it.is_close && it.kind == TokenKind::Quoted('`'));
            if !is_inner || !closes {
                return code;
            }
            let inner = self.tokens.next().map(|it| it.text).unwrap_or_default();
            let rest = self.tokens.next().map(|it| it.text).unwrap_or_default();
            code = format!("{code}`{inner}`{rest}");
        }
    }
}
