//! What stands before a piece: empty lines, comments, documentation.

use super::scanner::Scanner;
use crate::base::Span;
use crate::syntax::ast::{Docs, Trivia};

/// Comments and documentation on the lines before a piece.
#[derive(Default)]
pub(in crate::syntax) struct Lead {
    gap_before: bool,
    comments: Vec<String>,
    docs: Vec<String>,
    docs_span: Option<Span>,
}

impl Lead {
    /// As the lead of a piece.
    pub(super) fn into_parts(self) -> (Trivia, Option<Docs>) {
        let docs =
            self.docs_span.map(|span| Docs { text: self.docs.join("\n"), span, trailing: false });
        let trivia =
            Trivia { gap_before: self.gap_before, comments: self.comments, trailing: None };
        (trivia, docs)
    }

    /// As the end of a body or file, where documentation documents nothing and stays a comment.
    pub(super) fn into_end(mut self) -> Trivia {
        let docs = self.docs.iter().map(|it| format!("/// {it}").trim_end().to_owned());
        self.comments.extend(docs);
        Trivia { gap_before: self.gap_before, comments: self.comments, trailing: None }
    }
}

impl Scanner<'_, '_> {
    /// Reads up to the next thing that is neither blank nor comment.
    pub(super) fn lead(&mut self) -> Lead {
        let mut res = Lead::default();
        let mut n_line_ends = 0;
        loop {
            self.skip_blanks();
            match self.peek() {
                Some(b'\n') => {
                    self.advance(1);
                    n_line_ends += 1;
                }
                Some(b'/') if self.at_comment() => {
                    let is_gap = n_line_ends > 1;
                    if is_gap && !res.comments.is_empty() {
                        res.comments.push(String::new());
                    } else {
                        res.gap_before |= is_gap && res.docs.is_empty();
                    }
                    n_line_ends = 0;
                    self.lead_comment(&mut res);
                }
                _ => break,
            }
        }
        if n_line_ends > 1 {
            match (res.comments.is_empty(), res.docs.is_empty()) {
                (true, true) => res.gap_before = true,
                (false, true) => res.comments.push(String::new()),
                (_, false) => {}
            }
        }
        res
    }

    fn lead_comment(&mut self, lead: &mut Lead) {
        let start = self.position();
        let comment = self.comment();
        let span = self.span(start, self.position());
        match docs_text(&comment) {
            Some(text) => {
                lead.docs.push(text.to_owned());
                lead.docs_span = Some(lead.docs_span.map_or(span, |before| before.to(span)));
            }
            None => lead.comments.push(comment),
        }
    }
}

/// What a `///` line says, without the slashes and one blank; nothing for `//` and `////`.
pub(super) fn docs_text(comment: &str) -> Option<&str> {
    let text = comment.strip_prefix("///")?;
    (!text.starts_with('/')).then(|| text.strip_prefix(' ').unwrap_or(text))
}
