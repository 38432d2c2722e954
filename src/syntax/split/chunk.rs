//! Declarations: a header, the body it asks for, and what stands behind the closing brace.

use super::lead::{Lead, docs_text, join_docs};
use super::piece::{Mode, Stop};
use super::scanner::Scanner;
use super::shape::{self, ContentKind};
use super::{Chunk, Piece};
use crate::syntax::ast::Docs;
use crate::syntax::diags;

impl Scanner<'_, '_> {
    /// The next declaration of the file, or the comments behind the last.
    pub(in crate::syntax) fn next_chunk(&mut self) -> Result<Chunk, Lead> {
        loop {
            let lead = self.lead();
            match self.peek() {
                None => return Err(lead),
                Some(b'}') => self.stray_brace(),
                Some(_) => return Ok(self.chunk(lead, false)),
            }
        }
    }

    /// Reads one declaration that starts here.
    pub(super) fn chunk(&mut self, lead: Lead, in_schema: bool) -> Chunk {
        let column = self.line.indent;
        let (header, stop) = self.piece(lead, Mode::Header, column);
        let word = shape::keyword(self.text(header.span)).map(|it| it.word);
        let end = header.span.end as usize;
        let mut chunk = Chunk { end, header, body: None, tail: None };
        let opened = match stop {
            Stop::OpenBrace => true,
            Stop::CloseBrace if !in_schema && self.closes_unopened(&mut chunk.header) => {
                self.after_body(&mut chunk, word, in_schema);
                false
            }
            Stop::LineEnd | Stop::Comma | Stop::CloseBrace | Stop::End => {
                self.lacks_brace(&chunk.header, column)
            }
        };
        if opened {
            self.chunk_body(&mut chunk, column, in_schema);
            self.after_body(&mut chunk, word, in_schema);
        }
        chunk
    }

    /// `entity Tiny id int key }`: the body is part of what was read as the header. Answers whether that is so.
    fn closes_unopened(&mut self, header: &mut Piece) -> bool {
        let wants_body = shape::wants_body(self.text(header.span));
        if wants_body {
            let name_end = shape::header_name_end(self.text(header.span));
            let at = header.span.start as usize + name_end;
            let diagnostic = diags::missing_inline_brace(self.span(at, at), self.here());
            header.mistake.get_or_insert_with(|| Box::new(diagnostic));
            header.broken = true;
            self.position += 1;
        }
        wants_body
    }

    fn chunk_body(&mut self, chunk: &mut Chunk, column: usize, in_schema: bool) {
        let kind = shape::content_of(self.text(chunk.header.span));
        if in_schema && kind == ContentKind::Declarations {
            // Nothing nests without end: what is in there is passed over.
            self.skip_body(column);
        } else {
            self.header_docs(&mut chunk.header);
            let body = self.body(&chunk.header, kind, column);
            chunk.body = Some(body);
        }
        chunk.end = self.position;
    }

    /// Documentation behind the opening brace belongs to what the header declares.
    fn header_docs(&mut self, header: &mut Piece) {
        self.skip_blanks();
        let is_docs = self.at_comment() && docs_text(self.rest_of_line()).is_some();
        if is_docs {
            let docs = self.trailing_docs();
            header.docs = join_docs(header.docs.take(), docs);
        }
    }

    /// Reads a comment that may be documentation of what stands before it.
    pub(super) fn trailing_docs(&mut self) -> Option<Docs> {
        let (comment, span) = self.comment();
        let text = docs_text(comment)?.trim().to_owned();
        Some(Docs { text, span, trailing: true })
    }

    /// Whether the header has a body whose opening brace is not where it should be; reports it.
    fn lacks_brace(&mut self, header: &Piece, column: usize) -> bool {
        let text = self.text(header.span);
        if !shape::wants_body(text) {
            return false;
        }
        let next = self.next_full_line();
        if let Some(line) = next.filter(|it| it.content(self.text).starts_with('{')) {
            let between = self.span(header.span.end as usize, line.start + line.indent);
            self.enter(line);
            self.report(diags::brace_on_next_line(self.here(), between));
            self.position += 1;
            return true;
        }
        let follows = self.next_written_line().is_some_and(|it| {
            let closes = it.content(self.text).starts_with('}');
            it.indent > column || it.indent == column && closes
        });
        // A broken header may have swallowed its brace.
        if header.broken || shape::first_word(text) == "relationship" && !follows {
            return follows;
        }
        self.report(diags::missing_brace(header.span.at_end(), follows));
        follows
    }

    /// Reads what follows the closing brace on its line.
    fn after_body(&mut self, chunk: &mut Chunk, word: Option<&str>, in_schema: bool) {
        self.skip_blanks();
        match self.peek() {
            None => {}
            Some(b'\n') => self.query_on_next_line(chunk, word),
            Some(b'/') if self.at_comment() => self.behind_body(chunk),
            Some(b'}') if in_schema => {}
            Some(b'=') if word == Some("view") => self.view_query(chunk),
            Some(b'@') => self.late_annotation(chunk),
            Some(_) => self.same_line(chunk),
        }
    }

    /// `} @pii`
    fn late_annotation(&mut self, chunk: &Chunk) {
        let rest = self.rest_of_line();
        let text = rest.split("//").next().unwrap_or_default().trim_end();
        let span = self.span(self.position, self.position + text.len());
        self.report(diags::late_annotation(span, chunk.header.span.at_end(), text));
        self.skip_line();
    }

    fn behind_body(&mut self, chunk: &mut Chunk) {
        if docs_text(self.rest_of_line()).is_some() {
            let docs = self.trailing_docs();
            chunk.header.docs = join_docs(chunk.header.docs.take(), docs);
        } else {
            let (comment, _) = self.comment();
            chunk.header.trivia.trailing = Some(comment.to_owned());
        }
    }

    /// The query of a view on the line below its brace, which is one line too low.
    fn query_on_next_line(&mut self, chunk: &mut Chunk, word: Option<&str>) {
        let next = if word == Some("view") { self.next_full_line() } else { None };
        if let Some(line) = next.filter(|it| it.content(self.text).starts_with('=')) {
            let between = self.span(chunk.end, line.start + line.indent);
            self.enter(line);
            self.report(diags::query_on_next_line(self.here(), between));
            self.view_query(chunk);
        }
    }

    fn view_query(&mut self, chunk: &mut Chunk) {
        let column = self.line.indent;
        let (mut tail, _) = self.piece(Lead::default(), Mode::Header, column);
        chunk.end = tail.span.end as usize;
        chunk.header.trivia.trailing = tail.trivia.trailing.take();
        chunk.header.trivia.comments.append(&mut tail.trivia.comments);
        chunk.header.docs = join_docs(chunk.header.docs.take(), tail.docs.take());
        chunk.tail = Some(tail);
    }

    /// Reports a declaration, or anything else, that starts behind a closing brace.
    fn same_line(&mut self, chunk: &mut Chunk) {
        let rest = self.rest_of_line();
        let span = self.span(self.position, self.position + rest.trim_end().len());
        if rest.trim().trim_matches([';', ',']).is_empty() {
            self.report(diags::trailing_separator(span, rest.trim()));
            self.skip_line();
        } else if shape::starts_declaration(rest) {
            self.report(diags::declaration_on_same_line(span));
        } else {
            // Read as a piece, so that brackets and strings in it do not reach further.
            let (piece, _) = self.piece(Lead::default(), Mode::Member, self.line.indent);
            chunk.end = piece.span.end as usize;
            self.report(diags::text_behind_brace(span));
        }
    }
}
