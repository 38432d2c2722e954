//! The scanner: a position in the text, and the questions that splitting asks about it.

use super::line::{Line, is_blank};
use crate::base::{Diagnostic, FileId, Span};
use crate::syntax::diags;
use crate::syntax::mistakes::Mistakes;

/// Reads a text byte by byte; every stop is on a character boundary, since all bytes that it acts on
/// are ASCII.
pub(in crate::syntax) struct Scanner<'a, 'd> {
    file: FileId,
    pub(super) text: &'a str,
    pub(super) position: usize,
    pub(super) line: Line,
    /// Whether one `"""` of the file lacks its partner.
    pub(super) has_odd_raw_string: bool,
    /// Where the last `*/` of the file stands, once someone asked.
    pub(super) last_block_end: Option<usize>,
    /// How deep the header is indented whose body is being read.
    pub(super) body: Option<usize>,
    /// Whether lines were just reported as starting nothing: a `}` behind them is one mistake with them.
    pub(in crate::syntax) forgives_brace: bool,
    pub(in crate::syntax) mistakes: Mistakes<'d>,
}

/// A place to return to.
#[derive(Clone, Copy)]
pub(super) struct Place {
    position: usize,
    line: Line,
}

impl<'a, 'd> Scanner<'a, 'd> {
    /// Starts at the beginning, behind a byte order mark.
    pub(in crate::syntax) fn new(
        file: FileId,
        text: &'a str,
        mistakes: Mistakes<'d>,
    ) -> Scanner<'a, 'd> {
        let has_odd_raw_string = text.matches("\"\"\"").count() % 2 == 1;
        let position = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let line = Line::at(text, position);
        Scanner {
            file,
            text,
            position,
            line,
            has_odd_raw_string,
            last_block_end: None,
            body: None,
            forgives_brace: false,
            mistakes,
        }
    }

    pub(super) fn place(&self) -> Place {
        Place { position: self.position, line: self.line }
    }

    pub(super) fn return_to(&mut self, place: Place) {
        self.position = place.position;
        self.line = place.line;
    }

    /// Goes on at `position`, which may lie some lines below.
    pub(super) fn jump(&mut self, position: usize) {
        self.position = position;
        if position > self.line.end {
            self.line = Line::around(self.text, position);
        }
    }

    /// Goes on behind the indentation of `line`.
    pub(super) fn enter(&mut self, line: Line) {
        self.line = line;
        self.position = line.start + line.indent;
    }

    /// Goes on behind the indentation of the next line; at the end of the text when there is none.
    pub(super) fn next_line(&mut self) {
        match self.line.next(self.text) {
            Some(line) => self.enter(line),
            None => self.position = self.text.len(),
        }
    }

    /// The line that `position` lies in.
    pub(super) fn line_around(&self, position: usize) -> Line {
        Line::around(self.text, position)
    }

    /// The next line that holds something.
    pub(super) fn next_full_line(&self) -> Option<Line> {
        let mut line = self.line.next(self.text)?;
        while line.is_empty() {
            line = line.next(self.text)?;
        }
        Some(line)
    }

    /// The next line that holds something but a comment, be it one of another language.
    pub(super) fn next_written_line(&self) -> Option<Line> {
        let mut line = self.line.next(self.text)?;
        let is_comment = |it: &str| ["//", "--", "#"].iter().any(|mark| it.starts_with(mark));
        while line.is_empty() || is_comment(line.content(self.text)) {
            line = line.next(self.text)?;
        }
        Some(line)
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.position).copied()
    }

    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, start, end)
    }

    /// The place of the byte at the current position.
    pub(super) fn here(&self) -> Span {
        self.span(self.position, self.position + 1)
    }

    pub(super) fn text(&self, span: Span) -> &'a str {
        &self.text[span.range()]
    }

    /// The text from here to the end of the line.
    pub(super) fn rest_of_line(&self) -> &'a str {
        &self.text[self.position..self.line.end.max(self.position)]
    }

    /// How many bytes of the line stand before the current position.
    pub(super) fn column(&self) -> usize {
        self.position - self.line.start
    }

    /// Whether only blanks stand before the current position on its line.
    pub(super) fn is_first_on_line(&self) -> bool {
        self.line.indent >= self.column()
    }

    pub(super) fn skip_blanks(&mut self) {
        while self.peek().is_some_and(is_blank) {
            self.position += 1;
        }
    }

    pub(super) fn skip_line(&mut self) {
        self.position = self.line.end;
    }

    pub(super) fn at_comment(&self) -> bool {
        self.text.as_bytes()[self.position..].starts_with(b"//")
    }

    /// Reads a comment to the end of its line.
    pub(super) fn comment(&mut self) -> (&'a str, Span) {
        let comment = self.rest_of_line().trim_end();
        let span = self.span(self.position, self.position + comment.len());
        self.skip_line();
        (comment, span)
    }

    pub(in crate::syntax) fn report(&mut self, diagnostic: Diagnostic) {
        self.mistakes.push(diagnostic);
    }

    /// Reports a `}` that closes nothing, and skips it with those that follow it at once.
    pub(super) fn stray_brace(&mut self) {
        if !std::mem::take(&mut self.forgives_brace) {
            self.report(diags::stray_bracket(self.here(), '}'));
        }
        while self.peek() == Some(b'}') {
            self.position += 1;
            self.skip_blanks();
        }
    }
}
