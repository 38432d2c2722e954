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
    // A comment on the last line of what is copied may count as one of what follows.
    let mut shares_comment = false;
    while let Some(stretch) = Stretch::first(rest, start, text) {
        let (here, below) = rest.split_at(stretch.n_declarations);
        let is_guessed = here.iter().any(|it| it.broken);
        if is_guessed || shares_comment || is_mistaken(&file.mistakes, &stretch.range) {
            copy(printer, &text[stretch.range.clone()]);
            let last = here.last().map_or(start, |it| it.span.end as usize);
            shares_comment = text[last.min(stretch.range.end)..stretch.range.end].contains("//");
        } else {
            for it in here {
                declaration::declaration(printer, it, printer.out.is_empty());
            }
        }
        rest = below;
        start = (stretch.range.end + 1).min(text.len());
    }
    match shares_comment || is_mistaken(&file.mistakes, &(start..text.len())) {
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
