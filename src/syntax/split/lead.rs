//! What stands before a piece: empty lines, comments, documentation.

use super::foreign_comment::ForeignComments;
use super::scanner::Scanner;
use crate::base::Span;
use crate::syntax::ast::{Docs, Trivia};

/// Comments and documentation on the lines before a piece.
#[derive(Default)]
pub(in crate::syntax) struct Lead {
    gap_before: bool,
    comments: Vec<String>,
    docs: Option<Docs>,
}

impl Lead {
    /// As the lead of a piece.
    pub(super) fn into_parts(self) -> (Trivia, Option<Docs>) {
        let trivia =
            Trivia { gap_before: self.gap_before, comments: self.comments, trailing: None };
        (trivia, self.docs)
    }

    /// As the end of a body or file, where documentation documents nothing and stays a comment.
    pub(in crate::syntax) fn into_end(mut self) -> Trivia {
        let docs = self.docs.iter().flat_map(|it| it.text.split('\n'));
        self.comments.extend(docs.map(|it| format!("/// {it}").trim_end().to_owned()));
        Trivia { gap_before: self.gap_before, comments: self.comments, trailing: None }
    }

    /// Takes one comment in; `is_gap` says whether an empty line stands before it.
    fn take(&mut self, comment: &str, span: Span, is_gap: bool) {
        let is_first = self.comments.is_empty() && self.docs.is_none();
        self.gap_before |= is_gap && is_first;
        if is_gap && !self.comments.is_empty() {
            self.comments.push(String::new());
        }
        match (docs_text(comment), &mut self.docs) {
            (Some(line), Some(docs)) => {
                docs.text.push('\n');
                docs.text.push_str(line);
                docs.span = docs.span.to(span);
            }
            (Some(line), docs) => {
                *docs = Some(Docs { text: line.to_owned(), span, trailing: false });
            }
            (None, _) => self.comments.push(comment.to_owned()),
        }
    }
}

impl Scanner<'_, '_> {
    /// Reads up to the next thing that is neither blank nor comment.
    pub(in crate::syntax) fn lead(&mut self) -> Lead {
        let mut res = Lead::default();
        let mut n_line_ends = 0;
        let mut foreign = ForeignComments::default();
        loop {
            self.skip_blanks();
            match self.peek() {
                Some(b'\n') => {
                    self.next_line();
                    n_line_ends += 1;
                }
                Some(b'/') if self.at_comment() => {
                    let (comment, span) = self.comment();
                    res.take(comment, span, n_line_ends > 1);
                    n_line_ends = 0;
                }
                Some(b'#' | b'-' | b'/') if foreign.take(self) => n_line_ends = 0,
                _ => break,
            }
        }
        foreign.report(self);
        if n_line_ends > 1 && res.docs.is_none() {
            match res.comments.is_empty() {
                true => res.gap_before = true,
                false => res.comments.push(String::new()),
            }
        }
        res
    }
}

/// What a `///` line says, without the slashes and one blank; nothing for `//` and `////`.
pub(super) fn docs_text(comment: &str) -> Option<&str> {
    let text = comment.strip_prefix("///")?;
    (!text.starts_with('/')).then(|| text.strip_prefix(' ').unwrap_or(text))
}

/// Documentation above and behind one piece is one text, kept above.
pub(super) fn join_docs(above: Option<Docs>, behind: Option<Docs>) -> Option<Docs> {
    match (above, behind) {
        (Some(above), Some(behind)) => {
            let text = format!("{}\n{}", above.text, behind.text);
            Some(Docs { text, trailing: false, ..above })
        }
        (above, behind) => above.or(behind),
    }
}
