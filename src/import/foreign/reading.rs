//! What is noted while a model of another tool is read: mistakes in it, and what it says in vain.

use std::fmt;

use super::diags;
use super::sketch::Sketch;
use crate::base::{CompactSort, Diagnostic, Diagnostics, FileId, Span};

/// So many mistakes are told one by one: a file that has more is hardly of this language.
const MOST_MISTAKES: usize = 30;
/// So many lines are named behind one loss.
const MOST_LINES: usize = 5;

/// The text and what has come of it so far.
#[derive(Debug)]
pub(super) struct Reading<'a> {
    pub(super) text: &'a str,
    pub(super) file: FileId,
    pub(super) sketch: Sketch,
    pub(super) mistakes: Diagnostics,
    /// What the language says and erc does not: where, and what.
    losses: Vec<(Span, String)>,
    n_more_mistakes: usize,
}

impl<'a> Reading<'a> {
    pub(super) fn new(text: &'a str, file: FileId) -> Reading<'a> {
        Reading {
            text,
            file,
            sketch: Sketch::default(),
            mistakes: Diagnostics::new(),
            losses: Vec::new(),
            n_more_mistakes: 0,
        }
    }

    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, start, end.max(start))
    }

    /// Something that the language does not allow.
    pub(super) fn mistake(
        &mut self,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.report(diags::not_read(span, message.into(), help.into()));
    }

    /// Something that is not there.
    pub(super) fn unknown(&mut self, span: Span, message: impl Into<String>, help: Option<String>) {
        self.report(diags::unknown_name(span, message.into(), help));
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        if self.mistakes.len() < MOST_MISTAKES {
            self.mistakes.push(diagnostic);
        } else {
            self.n_more_mistakes += 1;
        }
    }

    /// Something that erc does not say: a noun.
    pub(super) fn lose(&mut self, span: Span, what: impl Into<String>) {
        self.losses.push((span, format!("not kept: {}", what.into())));
    }

    /// Something that is said in another way than it was: a sentence without its end.
    pub(super) fn remark(&mut self, span: Span, what: impl Into<String>) {
        self.losses.push((span, what.into()));
    }

    /// The mistakes; of several in what is written on one line the first, for the others follow from it.
    pub(super) fn take_mistakes(&mut self) -> Diagnostics {
        let mut mistakes = std::mem::take(&mut self.mistakes);
        mistakes.sort();
        let mut lines = Lines::of(self.text);
        let mut last = 0;
        mistakes.retain(|it| {
            let line = lines.line(it.primary.span.start as usize);
            let is_kept = !diags::is_syntax(it) || line != last;
            if diags::is_syntax(it) {
                last = line;
            }
            is_kept
        });
        mistakes
    }

    /// The losses with their lines, each said once.
    pub(super) fn take_losses(&mut self) -> Vec<Loss> {
        let mut losses = std::mem::take(&mut self.losses);
        losses.compact_sort_by_key(|(span, _)| span.start);
        let mut lines = Lines::of(self.text);
        let mut res: indexmap::IndexMap<String, Vec<usize>> = indexmap::IndexMap::new();
        for (span, what) in losses {
            let line = lines.line(span.start as usize);
            let known = res.entry(what).or_default();
            if known.last() != Some(&line) {
                known.push(line);
            }
        }
        if self.n_more_mistakes > 0 {
            let more =
                format!("there are {} more mistakes, which are not shown", self.n_more_mistakes);
            res.insert(more, Vec::new());
        }
        res.into_iter().map(|(what, lines)| Loss { lines, what }).collect()
    }
}

/// Lines of a text for places in rising order.
struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: usize,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Lines<'a> {
        Lines { bytes: text.as_bytes(), at: 0, line: 1 }
    }

    fn line(&mut self, at: usize) -> usize {
        let end = at.min(self.bytes.len()).max(self.at);
        self.line += self.bytes[self.at..end].iter().filter(|it| **it == b'\n').count();
        self.at = end;
        self.line
    }
}

/// What a model says and erc does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// The lines that say it, from 1; none where it is about the whole.
    pub lines: Vec<usize>,
    /// What it is, a sentence without its end.
    pub what: String,
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown: Vec<String> = self.lines.iter().take(MOST_LINES).map(usize::to_string).collect();
        let more = self.lines.len().saturating_sub(MOST_LINES);
        match shown.as_slice() {
            [] => {}
            [only] => write!(f, "line {only}: ")?,
            them if more > 0 => write!(f, "lines {} and {more} more: ", them.join(", "))?,
            [them @ .., last] => write!(f, "lines {} and {last}: ", them.join(", "))?,
        }
        f.write_str(&self.what)
    }
}
