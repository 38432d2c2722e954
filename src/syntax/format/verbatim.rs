//! Files with mistakes: the declarations around them are copied, the others are printed.

use std::ops::Range;

use super::printer::Printer;
use super::{declaration, trivia};
use crate::base::Span;
use crate::syntax::ast::{Declaration, File};

/// Prints a whole file.
pub(super) fn file(printer: &mut Printer, file: &File, text: &str) {
    if file.mistakes.is_empty() {
        for (idx, it) in file.declarations.iter().enumerate() {
            declaration::declaration(printer, it, idx == 0);
        }
        return trivia::end(printer, &file.trailing, file.declarations.is_empty());
    }
    let mut rest = &file.declarations[..];
    let mut start = 0;
    while let Some(stretch) = Stretch::first(rest, start, text) {
        if is_mistaken(&file.mistakes, &stretch.range) {
            copy(printer, &text[stretch.range.clone()]);
        } else {
            for it in &rest[..stretch.n_declarations] {
                declaration::declaration(printer, it, printer.out.is_empty());
            }
        }
        rest = &rest[stretch.n_declarations..];
        start = (stretch.range.end + 1).min(text.len());
    }
    match is_mistaken(&file.mistakes, &(start..text.len())) {
        true => copy(printer, &text[start..]),
        false => trivia::end(printer, &file.trailing, printer.out.is_empty()),
    }
}

/// Whole lines of a file with the declarations that stand on them.
struct Stretch {
    range: Range<usize>,
    n_declarations: usize,
}

impl Stretch {
    /// The lines from `start` to the end of the first of the declarations, and of those that share its
    /// last line.
    fn first(declarations: &[Declaration], start: usize, text: &str) -> Option<Stretch> {
        let mut end = 0;
        let mut n_declarations = 0;
        for declaration in declarations {
            if n_declarations > 0 && declaration.span.start as usize >= end {
                break;
            }
            let from = (declaration.span.end as usize).max(end).min(text.len());
            end = from + text[from..].find('\n').unwrap_or(text.len() - from);
            n_declarations += 1;
        }
        (n_declarations > 0).then_some(Stretch { range: start..end, n_declarations })
    }
}

/// Whether one of the mistakes touches the range.
fn is_mistaken(mistakes: &[Span], range: &Range<usize>) -> bool {
    mistakes.iter().any(|it| it.start as usize <= range.end && it.end as usize >= range.start)
}

/// Copies lines as they are; only empty lines around them are as everywhere.
fn copy(printer: &mut Printer, text: &str) {
    let text = text.trim_end();
    let indent = text.len() - text.trim_start().len();
    let first = text[..indent].rfind('\n').map_or(0, |it| it + 1);
    if first > 0 {
        printer.gap();
    }
    if !text.is_empty() {
        printer.text(&text[first..].replace("\r\n", "\n"));
        printer.text("\n");
    }
}
