//! Comments, documentation and empty lines around a piece.

use super::printer::Printer;
use crate::syntax::ast::{Docs, Trivia};

/// The empty line, comments and documentation above a piece. The first in its place has no empty line.
pub(super) fn above(printer: &mut Printer, trivia: &Trivia, docs: Option<&Docs>, is_first: bool) {
    if trivia.gap_before && !is_first {
        printer.gap();
    }
    comments(printer, &trivia.comments, Last::Kept);
    if let Some(docs) = docs {
        for line in docs.text.split('\n') {
            printer.begin_line();
            printer.text("///");
            let line = visible(line.trim_end());
            if !line.is_empty() {
                printer.text(" ");
                printer.text(&line);
            }
            printer.end_line();
        }
    }
}

/// The comments before a closing brace or the end of the file.
pub(super) fn end(printer: &mut Printer, trivia: &Trivia, is_first: bool) {
    if trivia.gap_before && !is_first && !trivia.comments.is_empty() {
        printer.gap();
    }
    comments(printer, &trivia.comments, Last::Dropped);
}

/// Whether an empty line behind the last comment stays.
#[derive(Clone, Copy, PartialEq)]
enum Last {
    Kept,
    Dropped,
}

/// Comment lines; an empty one is an empty line.
fn comments(printer: &mut Printer, comments: &[String], last: Last) {
    let n_full = comments.iter().rposition(|it| !it.is_empty()).map_or(0, |it| it + 1);
    let n_kept = if last == Last::Kept && n_full > 0 { comments.len() } else { n_full };
    for comment in &comments[..n_kept] {
        if comment.is_empty() {
            printer.gap();
        } else {
            printer.begin_line();
            self::comment(printer, comment);
            printer.out.push('\n');
        }
    }
}

fn comment(printer: &mut Printer, comment: &str) {
    if !comment.starts_with("//") {
        printer.text("// ");
    }
    printer.text(visible(comment).trim_end());
}

/// Documentation that can stand behind a piece that is written on one line.
pub(super) fn trailing_docs<'d>(docs: Option<&'d Docs>, trivia: &Trivia) -> Option<&'d Docs> {
    docs.filter(|it| it.trailing && trivia.trailing.is_none() && !it.text.contains('\n'))
}

/// The comment or documentation behind a piece.
pub(super) fn behind(printer: &mut Printer, trivia: &Trivia, docs: Option<&Docs>) {
    if let Some(comment) = &trivia.trailing {
        printer.text(" ");
        self::comment(printer, comment);
    }
    if let Some(docs) = docs {
        let text = visible(docs.text.trim());
        printer.text(" ///");
        if !text.is_empty() {
            printer.text(" ");
            printer.text(&text);
        }
    }
}

/// A line without what cannot stand in a model: comments know no escapes.
fn visible(line: &str) -> std::borrow::Cow<'_, str> {
    let is_forbidden = |c: char| {
        c.is_control() && c != '\t'
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    match line.contains(is_forbidden) {
        true => line.replace(is_forbidden, " ").into(),
        false => line.into(),
    }
}
