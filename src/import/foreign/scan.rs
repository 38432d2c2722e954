//! Tokens of the languages that other tools have: words, quoted texts, numbers and signs.

use crate::base::Span;

use super::reading::Reading;

/// How a language is cut into tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lexis {
    /// What begins a comment that ends with the line.
    pub(super) line_comment: &'static str,
    /// Whether `/* … */` is a comment.
    pub(super) has_block_comments: bool,
    /// Whether `///` is documentation rather than a comment.
    pub(super) has_docs: bool,
    /// The quotes.
    pub(super) quotes: &'static [char],
    /// A text over several lines begins and ends with this.
    pub(super) long_quote: Option<&'static str>,
    /// Whether a number may begin with `-`.
    pub(super) has_negative_numbers: bool,
    /// What a word may have in it beside letters, digits and `_`.
    pub(super) word_signs: &'static [char],
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    Word,
    Number,
    /// In these quotes.
    Quoted(char),
    /// Over several lines.
    Long,
    /// `///`
    Doc,
    Sign(char),
}

/// A token and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    /// What it says, without quotes.
    pub(super) text: String,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether it is the first of its line.
    pub(super) is_first: bool,
    /// Whether nothing stands between it and the token before.
    pub(super) is_close: bool,
    /// How far from the start of its line it stands.
    pub(super) indent: usize,
}

/// Cuts the text into tokens. A text without its end goes to the end of its line.
pub(super) fn scan(reading: &mut Reading<'_>, lexis: &Lexis) -> Vec<Token> {
    scan_part(reading, lexis, 0..reading.text.len())
}

/// Cuts a part of the text into tokens.
pub(super) fn scan_part(
    reading: &mut Reading<'_>,
    lexis: &Lexis,
    part: std::ops::Range<usize>,
) -> Vec<Token> {
    let mut scanner = Scanner {
        text: &reading.text[..part.end],
        lexis,
        at: part.start,
        line_start: part.start,
        is_first: true,
        tokens: Vec::new(),
        unclosed: Vec::new(),
        is_open_to_end: false,
    };
    scanner.run();
    let Scanner { tokens, unclosed, .. } = scanner;
    for (start, end, what) in unclosed {
        let span = reading.span(start, end);
        reading.mistake(span, format!("{what} does not end"), "close it");
    }
    tokens
}

struct Scanner<'a> {
    text: &'a str,
    lexis: &'a Lexis,
    at: usize,
    line_start: usize,
    is_first: bool,
    tokens: Vec<Token>,
    unclosed: Vec<(usize, usize, &'static str)>,
    /// Whether no comment ends behind this place.
    is_open_to_end: bool,
}

impl Scanner<'_> {
    fn run(&mut self) {
        while let Some(c) = self.text[self.at..].chars().next() {
            if c == '\n' {
                self.at += 1;
                self.line_start = self.at;
                self.is_first = true;
            } else if c.is_whitespace() || c == '\u{feff}' {
                self.at += c.len_utf8();
            } else {
                self.token(c);
            }
        }
    }

    fn token(&mut self, c: char) {
        let rest = &self.text[self.at..];
        if self.lexis.has_docs && rest.starts_with("///") {
            let end = self.line_end();
            let text = self.text[self.at + 3..end].trim().to_owned();
            self.push(TokenKind::Doc, text, end);
        } else if !self.lexis.line_comment.is_empty() && rest.starts_with(self.lexis.line_comment) {
            self.at = self.line_end();
        } else if self.lexis.has_block_comments && rest.starts_with("/*") {
            self.block_comment();
        } else if self.lexis.long_quote.is_some_and(|it| rest.starts_with(it)) {
            self.long();
        } else if self.lexis.quotes.contains(&c) {
            self.quoted(c);
        } else if c.is_ascii_digit() || self.is_negative(c) {
            self.number();
        } else if self.is_word(c) {
            let end = rest.find(|c| !self.is_word(c)).map_or(self.text.len(), |it| self.at + it);
            let text = self.text[self.at..end].to_owned();
            self.push(TokenKind::Word, text, end);
        } else {
            self.push(TokenKind::Sign(c), c.to_string(), self.at + c.len_utf8());
        }
    }

    fn is_negative(&self, c: char) -> bool {
        let is_sign = c == '-' && self.lexis.has_negative_numbers;
        is_sign && self.text[self.at + 1..].starts_with(|c: char| c.is_ascii_digit())
    }

    fn is_word(&self, c: char) -> bool {
        c.is_alphanumeric() || c == '_' || self.lexis.word_signs.contains(&c)
    }

    /// `12`, `-1.5e3`; a word where letters follow, such as `2fa`.
    fn number(&mut self) {
        let rest = &self.text[self.at..];
        let is_part = |(idx, c): (usize, char)| {
            let is_sign = matches!(c, '+' | '-') && rest[..idx].ends_with(['e', 'E']);
            let is_point = c == '.' && rest[idx + 1..].starts_with(|c: char| c.is_ascii_digit());
            idx == 0 || self.is_word(c) || is_point || is_sign
        };
        let end = rest.char_indices().find(|it| !is_part(*it)).map_or(rest.len(), |(idx, _)| idx);
        let text = rest[..end].to_owned();
        let is_number = text.parse::<f64>().is_ok();
        let kind = if is_number { TokenKind::Number } else { TokenKind::Word };
        self.push(kind, text, self.at + end);
    }

    fn quoted(&mut self, quote: char) {
        let mut text = String::new();
        let body = self.at + quote.len_utf8();
        // Only code goes on over the end of a line, and only where it has an end.
        let is_long = quote == '`' && self.text[body..].contains('`');
        let mut chars = self.text[body..].char_indices();
        while let Some((idx, c)) = chars.next() {
            match c {
                c if c == quote => {
                    return self.push(TokenKind::Quoted(quote), text, body + idx + c.len_utf8());
                }
                '\\' if quote != '`' => match chars.next() {
                    Some((_, 'n')) => text.push('\n'),
                    Some((_, 't')) => text.push('\t'),
                    Some((_, escaped)) => text.push(escaped),
                    None => break,
                },
                '\n' if !is_long => break,
                c => text.push(c),
            }
        }
        let end = self.line_end();
        self.unclosed.push((self.at, end, "a text in quotes"));
        let text = self.text[body..end.max(body)].trim_end().to_owned();
        self.push(TokenKind::Quoted(quote), text, end.max(body));
    }

    fn long(&mut self) {
        let quote = self.lexis.long_quote.unwrap_or_default();
        let body = self.at + quote.len();
        let mut from = body;
        while let Some(found) = self.text[from..].find(quote) {
            let end = from + found;
            if !self.text[body..end].ends_with('\\') {
                let text = outdented(&self.text[body..end].replace("\\'", "'"));
                return self.push(TokenKind::Long, text, end + quote.len());
            }
            from = end + 1;
        }
        let end = self.line_end().max(body);
        self.unclosed.push((self.at, end, "a text over several lines"));
        self.push(TokenKind::Long, self.text[body..end].trim().to_owned(), end);
    }

    fn block_comment(&mut self) {
        let found = match self.is_open_to_end {
            true => None,
            false => self.text[self.at + 2..].find("*/"),
        };
        match found {
            Some(found) => {
                let end = self.at + 2 + found + 2;
                if let Some(line) = self.text[self.at..end].rfind('\n') {
                    self.line_start = self.at + line + 1;
                    self.is_first = true;
                }
                self.at = end;
            }
            None => {
                let end = self.line_end();
                self.unclosed.push((self.at, end, "a comment"));
                self.is_open_to_end = true;
                self.at = end;
            }
        }
    }

    fn line_end(&self) -> usize {
        self.text[self.at..].find('\n').map_or(self.text.len(), |it| self.at + it)
    }

    fn push(&mut self, kind: TokenKind, text: String, end: usize) {
        let is_close = self.tokens.last().is_some_and(|it| it.end == self.at);
        let (start, is_first) = (self.at, self.is_first);
        let indent = self.at - self.line_start;
        if let Some(line) = self.text[start..end].rfind('\n') {
            self.line_start = start + line + 1;
        }
        self.at = end;
        self.is_first = false;
        self.tokens.push(Token { kind, text, start, end, is_first, is_close, indent });
    }
}

/// A text over several lines without the spaces that all its lines begin with.
pub(super) fn outdented(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let indent = |line: &&str| line.len() - line.trim_start().len();
    let least = lines.iter().skip(1).filter(|it| !it.is_empty()).map(indent).min().unwrap_or(0);
    let cut = |line: &&str| line.get(least.min(indent(line))..).unwrap_or_default().to_owned();
    let first = lines.first().map(|it| it.trim_start().to_owned());
    let lines: Vec<String> = first.into_iter().chain(lines.iter().skip(1).map(cut)).collect();
    lines.join("\n").trim_matches('\n').trim_end().to_owned()
}

/// A place between tokens.
#[derive(Debug)]
pub(super) struct Tokens {
    all: Vec<Token>,
    at: usize,
}

impl Tokens {
    pub(super) fn new(all: Vec<Token>) -> Tokens {
        Tokens { all, at: 0 }
    }

    pub(super) fn peek(&self) -> Option<&Token> {
        self.all.get(self.at)
    }

    /// The token behind the next `n`.
    pub(super) fn ahead(&self, n: usize) -> Option<&Token> {
        self.all.get(self.at + n)
    }

    /// The token before this place.
    pub(super) fn before(&self) -> Option<&Token> {
        self.at.checked_sub(1).and_then(|it| self.all.get(it))
    }

    pub(super) fn next(&mut self) -> Option<Token> {
        let res = self.all.get(self.at).cloned();
        self.at += usize::from(res.is_some());
        res
    }

    pub(super) fn is_sign(&self, sign: char) -> bool {
        self.peek().is_some_and(|it| it.kind == TokenKind::Sign(sign))
    }

    /// Whether the next token is this word, whatever its case.
    pub(super) fn is_word(&self, word: &str) -> bool {
        self.peek().is_some_and(|it| it.is_word(word))
    }

    pub(super) fn take_sign(&mut self, sign: char) -> bool {
        let is_next = self.is_sign(sign);
        self.at += usize::from(is_next);
        is_next
    }

    pub(super) fn take_word(&mut self, word: &str) -> bool {
        let is_next = self.is_word(word);
        self.at += usize::from(is_next);
        is_next
    }

    /// A number, or a text in quotes, or a word.
    pub(super) fn take_text(&mut self) -> Option<String> {
        let is_text = self.peek().is_some_and(|it| match it.kind {
            TokenKind::Quoted(_) | TokenKind::Long | TokenKind::Word | TokenKind::Number => true,
            TokenKind::Doc | TokenKind::Sign(_) => false,
        });
        if is_text { self.next().map(|it| it.text) } else { None }
    }

    /// Whether the line ends here.
    pub(super) fn is_line_end(&self) -> bool {
        self.peek().is_none_or(|it| it.is_first)
    }

    /// Passes over the rest of the line.
    pub(super) fn skip_line(&mut self) {
        while !self.is_line_end() {
            self.at += 1;
        }
    }

    /// Passes over everything up to the `}` that belongs to a `{` before.
    pub(super) fn skip_block(&mut self) {
        let mut depth = 1_usize;
        while let Some(token) = self.next() {
            match token.kind {
                TokenKind::Sign('{') => depth += 1,
                TokenKind::Sign('}') => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return;
            }
        }
    }

    /// The span of the next token; of the end of the text where there is none.
    pub(super) fn span(&self, reading: &Reading<'_>) -> Span {
        match self.peek() {
            Some(it) => reading.span(it.start, it.end),
            None => reading.span(reading.text.len(), reading.text.len()),
        }
    }

    /// From `start` to the end of the token before.
    pub(super) fn span_from(&self, reading: &Reading<'_>, start: usize) -> Span {
        reading.span(start, self.before().map_or(start, |it| it.end))
    }

    /// How the next token is named in a message.
    pub(super) fn shown(&self) -> String {
        match self.peek() {
            Some(it) => {
                let text: String = it.text.chars().take(30).collect();
                format!("`{}`", text.replace('\n', " "))
            }
            None => "the end".to_owned(),
        }
    }
}

impl Token {
    pub(super) fn is_word(&self, word: &str) -> bool {
        self.kind == TokenKind::Word && self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it is a name: a word, or a text in double quotes or backticks.
    pub(super) fn is_name(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Quoted('"'))
    }
}
