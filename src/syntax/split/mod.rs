//! Cuts a file into declarations and members before any grammar looks at it.
//!
//! A piece is one header or one line of a body. Brackets, strings and line ends decide where it ends,
//! so a mistake in one piece cannot reach the next: that is what makes one mistake one message.

mod body;
mod lead;
mod scanner;
mod shape;

use super::ast::{Docs, Trivia};
use super::diags;
use crate::base::{Diagnostics, FileId, Span};
use scanner::{Mode, Scanner, Stop};
pub(super) use shape::first_word;

/// A declaration as text: its header, its body, and what follows the body.
pub(super) struct Chunk {
    pub(super) header: Piece,
    pub(super) body: Option<Body>,
    /// What stands behind the closing brace: the query of a view.
    pub(super) tail: Option<Piece>,
    /// To the closing brace.
    pub(super) end: usize,
}

/// A header, a member or an enum value as text.
pub(super) struct Piece {
    /// Trimmed; without comments behind it.
    pub(super) span: Span,
    pub(super) trivia: Trivia,
    pub(super) docs: Option<Docs>,
    /// Whether a mistake in it was already reported, so that reading it would only echo that.
    pub(super) broken: bool,
    /// Whether it shares its line with the opening brace.
    pub(super) inline: bool,
}

/// What stands between braces.
pub(super) struct Body {
    pub(super) content: Content,
    /// Comments before the closing brace.
    pub(super) end: Trivia,
    pub(super) inline: bool,
}

/// The pieces of a body.
pub(super) enum Content {
    Members(Vec<Piece>),
    Declarations(Vec<Chunk>),
}

/// Cuts `text` into declarations; the trivia are the comments behind the last.
pub(super) fn split(
    file: FileId,
    text: &str,
    diagnostics: &mut Diagnostics,
) -> (Vec<Chunk>, Trivia) {
    let mut scanner = Scanner::new(file, text, diagnostics);
    let mut chunks = Vec::new();
    loop {
        let lead = scanner.lead();
        if scanner.at_end() {
            return (chunks, lead.into_end());
        }
        if scanner.peek() == Some(b'}') {
            scanner.stray_brace();
            continue;
        }
        chunks.push(scanner.chunk(lead, 0));
    }
}

impl Scanner<'_, '_> {
    /// Reads one declaration that starts here. `depth` counts the schema blocks around it.
    pub(super) fn chunk(&mut self, lead: lead::Lead, depth: usize) -> Chunk {
        let column = self.column();
        let (header, stop) = self.piece(lead, Mode::Header, column);
        let word = shape::first_word(self.text(header.span));
        let mut chunk = Chunk { end: header.span.end as usize, header, body: None, tail: None };
        let opened = match stop {
            Stop::OpenBrace => true,
            Stop::LineEnd | Stop::Comma | Stop::CloseBrace | Stop::End => {
                self.lacks_brace(&chunk.header, column)
            }
        };
        if opened {
            let body = self.body(&chunk.header, shape::content_of(word), column, depth);
            chunk.end = self.position();
            chunk.body = Some(body);
            self.after_body(&mut chunk, word, depth);
        }
        chunk
    }

    /// Whether the header wants a body whose opening brace was forgotten; reports it.
    fn lacks_brace(&mut self, header: &Piece, column: usize) -> bool {
        if header.broken || !shape::wants_body(self.text(header.span)) {
            return false;
        }
        let body_follows = self.next_line_is_deeper(column);
        let optional = shape::first_word(self.text(header.span)) == "relationship";
        if optional && !body_follows {
            return false;
        }
        let diagnostic = diags::missing_brace(header.span.at_end(), body_follows);
        self.diagnostics.push(diagnostic);
        body_follows
    }

    /// Reads what follows the closing brace on its line.
    fn after_body(&mut self, chunk: &mut Chunk, word: &str, depth: usize) {
        self.skip_blanks();
        match self.peek() {
            None | Some(b'\n') => {}
            Some(b'/') if self.at_comment() => {
                let comment = self.comment();
                chunk.header.trivia.trailing.get_or_insert(comment);
            }
            Some(b'}') if depth > 0 => {}
            Some(b'=') if word == "view" => {
                let column = self.column();
                let (tail, _) = self.piece(lead::Lead::default(), Mode::Header, column);
                chunk.end = tail.span.end as usize;
                chunk.header.trivia.trailing = tail.trivia.trailing.clone();
                chunk.tail = Some(tail);
            }
            Some(_) => self.same_line(),
        }
    }

    /// Reports a declaration, or anything else, that starts behind a closing brace.
    fn same_line(&mut self) {
        let at = self.position();
        let end = at + self.rest_of_line().trim_end().len();
        let is_declaration = shape::starts_declaration(self.rest_of_line());
        let span = self.span(at, end);
        if is_declaration {
            self.diagnostics.push(diags::declaration_on_same_line(span));
        } else {
            self.diagnostics.push(diags::text_behind_brace(span));
            self.skip_line();
        }
    }
}
