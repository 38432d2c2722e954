//! Bodies: the pieces between two braces, and what tells that the closing one is missing.

use super::lead::Lead;
use super::scanner::{Mode, Scanner, Stop};
use super::shape::{ContentKind, starts_declaration};
use super::{Body, Content, Piece};
use crate::syntax::ast::Trivia;
use crate::syntax::diags;

/// What stands at the next place in a body.
enum Next {
    Piece(Lead),
    Close(Trivia),
    /// The body ends without a brace.
    Unclosed,
}

impl Scanner<'_, '_> {
    /// Reads a body behind its opening brace, through its closing one. `column` is where its header
    /// starts: nothing that is not deeper and looks like a declaration can belong to it.
    pub(super) fn body(
        &mut self,
        header: &Piece,
        kind: ContentKind,
        column: usize,
        depth: usize,
    ) -> Body {
        let open = self.position().saturating_sub(1);
        self.skip_blanks();
        let inline = !matches!(self.peek(), None | Some(b'\n')) && !self.at_comment();
        let mut content = match kind {
            ContentKind::Declarations => Content::Declarations(Vec::new()),
            ContentKind::Members | ContentKind::Values => Content::Members(Vec::new()),
        };
        let end = loop {
            match self.next_in_body(&content, column) {
                Next::Close(end) => break end,
                Next::Unclosed => {
                    self.report_unclosed(header, open);
                    break Trivia::default();
                }
                Next::Piece(lead) => match &mut content {
                    Content::Declarations(chunks) => chunks.push(self.chunk(lead, depth + 1)),
                    Content::Members(pieces) => {
                        let piece = self.body_piece(lead, kind, open);
                        pieces.push(piece);
                    }
                },
            }
        };
        Body { content, end, inline }
    }

    fn next_in_body(&mut self, content: &Content, column: usize) -> Next {
        let before = self.position();
        let lead = self.lead();
        let unclosed = match self.peek() {
            None => true,
            Some(b'}') => {
                let is_outer = self.is_first_on_line() && self.column() < column;
                if !is_outer {
                    self.advance(1);
                    return Next::Close(lead.into_end());
                }
                true
            }
            Some(_) => self.is_first_on_line() && self.leaves_body(content, column),
        };
        if unclosed {
            self.reset(before);
            return Next::Unclosed;
        }
        Next::Piece(lead)
    }

    /// Whether the line here is a declaration that cannot belong to this body.
    fn leaves_body(&self, content: &Content, column: usize) -> bool {
        let is_flat = match content {
            // A schema block whose declarations are not indented.
            Content::Declarations(chunks) => chunks.first().is_none_or(|it| {
                let start = it.header.span.start as usize;
                start - self.line_start(start) <= column
            }),
            Content::Members(_) => false,
        };
        !is_flat && self.column() <= column && starts_declaration(self.rest_of_line())
    }

    fn body_piece(&mut self, lead: Lead, kind: ContentKind, open: usize) -> Piece {
        let shares_line = self.line_start(self.position()) <= open;
        let mode = match kind {
            ContentKind::Values => Mode::List,
            ContentKind::Members if shares_line => Mode::List,
            ContentKind::Members | ContentKind::Declarations => Mode::Member,
        };
        let column = self.line_indent();
        let (mut piece, stop) = self.piece(lead, mode, column);
        piece.inline = shares_line;
        if stop == Stop::Comma {
            self.behind_comma(&mut piece);
        } else if kind == ContentKind::Values && stop == Stop::LineEnd && !piece.broken {
            self.require_comma(&piece);
        }
        piece
    }

    /// Skips the comma and takes the comment or documentation behind it along.
    fn behind_comma(&mut self, piece: &mut Piece) {
        let at = self.position();
        if piece.span.start == piece.span.end {
            let span = self.span(at, at + 1);
            self.diagnostics.push(diags::stray_comma(span));
            piece.broken = true;
        }
        self.advance(1);
        self.skip_blanks();
        if self.at_comment() {
            let start = self.position();
            let comment = self.comment();
            let span = self.span(start, self.position());
            match super::lead::docs_text(&comment) {
                Some(text) if piece.docs.is_none() => {
                    let text = text.trim().to_owned();
                    piece.docs = Some(super::Docs { text, span, trailing: true });
                }
                _ => piece.trivia.trailing = Some(comment),
            }
        }
    }

    /// Two values on two lines still need their comma.
    fn require_comma(&mut self, piece: &Piece) {
        let before = self.position();
        let _ = self.lead();
        let is_last =
            matches!(self.peek(), None | Some(b'}')) || starts_declaration(self.rest_of_line());
        self.reset(before);
        if !is_last {
            self.diagnostics.push(diags::missing_comma(piece.span.at_end()));
        }
    }

    fn report_unclosed(&mut self, header: &Piece, open: usize) {
        let last = self.text(self.span(0, self.position())).trim_end().len();
        let at = self.span(last, last);
        let opened = self.span(open, open + 1);
        self.diagnostics.push(diags::unclosed_body(at, opened, self.text(header.span)));
    }
}
