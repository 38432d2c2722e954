//! Bodies: the pieces between two braces, and what tells that the closing one is missing.

use super::lead::{Lead, docs_text};
use super::piece::{Mode, Stop};
use super::scanner::Scanner;
use super::shape::{ContentKind, first_word, starts_declaration};
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
    pub(super) fn body(&mut self, header: &Piece, kind: ContentKind, column: usize) -> Body {
        let outer = self.body.replace(column);
        let res = self.body_inside(header, kind, column, outer);
        self.body = outer;
        res
    }

    fn body_inside(
        &mut self,
        header: &Piece,
        kind: ContentKind,
        column: usize,
        outer: Option<usize>,
    ) -> Body {
        let open = header.span.end as usize;
        let open_line = self.line.start;
        let mut content = match kind {
            ContentKind::Declarations => Content::Declarations(Vec::new()),
            ContentKind::Members | ContentKind::Values => Content::Members(Vec::new()),
        };
        loop {
            match self.next_in_body(header, &content, column, outer) {
                Next::Close(end) => {
                    let inline = self.line.start == open_line;
                    return Body { content, end, inline };
                }
                Next::Unclosed => {
                    self.report_unclosed(header, open);
                    return Body { content, end: Trivia::default(), inline: false };
                }
                Next::Piece(lead) => match &mut content {
                    Content::Declarations(chunks) => chunks.push(self.chunk(lead, true)),
                    Content::Members(pieces) => {
                        let inline = self.line.start == open_line;
                        pieces.push(self.body_piece(lead, kind, inline));
                    }
                },
            }
        }
    }

    fn next_in_body(
        &mut self,
        header: &Piece,
        content: &Content,
        column: usize,
        outer: Option<usize>,
    ) -> Next {
        let before = self.place();
        let lead = self.lead();
        let unclosed = match self.peek() {
            None => true,
            Some(b'}') if self.closes_outer(column, outer) => true,
            Some(b'=') => first_word(self.text(header.span)) == "view",
            Some(b'}') => {
                self.position += 1;
                return Next::Close(lead.into_end());
            }
            Some(_) => self.is_first_on_line() && self.leaves_body(content, column),
        };
        if unclosed {
            self.return_to(before);
            return Next::Unclosed;
        }
        Next::Piece(lead)
    }

    /// Whether the `}` here closes the body around this one: it stands where that one's would, and nothing below
    /// belongs to that one.
    fn closes_outer(&self, column: usize, outer: Option<usize>) -> bool {
        let Some(outer) = outer.filter(|it| *it < column) else { return false };
        let goes_on = || self.next_written_line().is_some_and(|it| it.indent > outer);
        self.is_first_on_line() && self.column() <= outer && !goes_on()
    }

    /// Whether the line here is a declaration that cannot belong to this body.
    fn leaves_body(&self, content: &Content, column: usize) -> bool {
        if self.column() > column || !starts_declaration(self.rest_of_line()) {
            return false;
        }
        match content {
            // Declarations of a schema block that are not indented stay in it.
            Content::Declarations(chunks) => chunks
                .first()
                .is_some_and(|it| self.line_around(it.header.span.start as usize).indent > column),
            Content::Members(_) => true,
        }
    }

    fn body_piece(&mut self, lead: Lead, kind: ContentKind, inline: bool) -> Piece {
        let mode = match kind {
            ContentKind::Values => Mode::List,
            ContentKind::Members if inline => Mode::List,
            ContentKind::Members | ContentKind::Declarations => Mode::Member,
        };
        let column = self.line.indent;
        let (mut piece, stop) = self.piece(lead, mode, column);
        piece.inline = inline;
        if stop == Stop::Comma {
            self.behind_comma(&mut piece);
        } else if kind == ContentKind::Values && stop == Stop::LineEnd && !piece.broken {
            self.require_comma(&piece);
        }
        piece
    }

    /// Skips the comma and takes the comment or documentation behind it along.
    fn behind_comma(&mut self, piece: &mut Piece) {
        if piece.span.start == piece.span.end {
            let diagnostic = diags::stray_comma(self.here());
            piece.mistake.get_or_insert_with(|| Box::new(diagnostic));
            piece.broken = true;
        }
        self.position += 1;
        self.skip_blanks();
        if !self.at_comment() {
            return;
        }
        if docs_text(self.rest_of_line()).is_some() {
            let docs = self.trailing_docs();
            piece.docs = super::lead::join_docs(piece.docs.take(), docs);
        } else {
            let (comment, _) = self.comment();
            piece.trivia.trailing = Some(comment.to_owned());
        }
    }

    /// Two values on two lines still need their comma.
    fn require_comma(&mut self, piece: &Piece) {
        let before = self.place();
        let _ = self.lead();
        let is_last = matches!(self.peek(), None | Some(b'}' | b','))
            || starts_declaration(self.rest_of_line());
        self.return_to(before);
        if !is_last {
            self.report(diags::missing_comma(piece.span.at_end()));
        }
    }

    fn report_unclosed(&mut self, header: &Piece, open: usize) {
        if header.span.start == header.span.end {
            return; // Braces that belong to nothing are told as what they are.
        }
        let last = self.text[..self.position].trim_end().len();
        let brace = open + self.text[open..last].find('{').unwrap_or(0);
        let opened = self.span(brace, (brace + 1).min(last));
        let at = self.span(last, last);
        let first = self.line_around(header.span.start as usize);
        let indent = &self.text[first.start..first.start + first.indent];
        self.report(diags::unclosed_body(at, opened, self.text(header.span), indent));
    }
}
