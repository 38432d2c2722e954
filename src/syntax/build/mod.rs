//! From pieces to the ast: each piece is parsed by its own rule, and what fails is explained.

// pest makes the enum of the rules from the grammar: it has one variant for every token, and a builder cares for
// the few that its own rule is made of.
#![allow(clippy::wildcard_enum_match_arm)]

mod annotation;
mod constraint;
mod declaration;
mod expectation;
mod expression;
mod failure;
mod foreign;
mod header;
mod member;
mod modifier;
mod names;
mod plain;
mod plain_constraint;
mod plain_header;
mod start;
mod types;

use std::borrow::Cow;

use pest::Parser;
use pest::iterators::Pair;

use super::ast::File;
use super::diags;
use super::grammar::{Grammar, Rule};
use super::mistakes::Mistakes;
use super::spelling;
use super::split::{Piece, Scanner};
use crate::base::{Diagnostic, Diagnostics, FileId, Span, all_in};
use failure::Failure;

/// Reads one file. Mistakes are reported, and what can be read around them is kept.
pub fn parse(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> File {
    let mut mistakes = Mistakes::new(diagnostics);
    let mut res = File { id: file, ..File::default() };
    if let Some(diagnostic) = foreign::whole_file(file, text) {
        mistakes.push(diagnostic);
        res.mistakes = mistakes.finish(text);
        return res;
    }
    report_forbidden_characters(file, text, &mut mistakes);
    let scanner = Scanner::new(file, text, mistakes);
    let mut cx = Context::new(file, text, scanner);
    (res.declarations, res.trailing) = declaration::file(&mut cx);
    res.mistakes = cx.scanner.mistakes.finish(text);
    res
}

/// What every builder function needs.
struct Context<'a, 'd> {
    file: FileId,
    text: &'a str,
    scanner: Scanner<'a, 'd>,
    /// Where the piece that is being read starts in the file.
    start: usize,
    /// Where what the grammar reads of it starts: behind the word that told the rule.
    offset: usize,
    /// Whether mistakes are withheld, since one was reported that explains them.
    quiet: bool,
    /// Whether it was said that the piece that is being read nests too deeply.
    is_too_deep: bool,
    /// Where the last piece ends that was refused because something is missing there.
    unfinished: Option<usize>,
}

/// A node of the grammar.
type Node<'a> = Pair<'a, Rule>;

impl<'a, 'd> Context<'a, 'd> {
    fn new(file: FileId, text: &'a str, scanner: Scanner<'a, 'd>) -> Context<'a, 'd> {
        Context {
            file,
            text,
            scanner,
            start: 0,
            offset: 0,
            quiet: false,
            is_too_deep: false,
            unfinished: None,
        }
    }

    /// The text of a piece as the grammar takes it: comments between its brackets become blanks.
    fn source(&self, piece: &Piece) -> Cow<'a, str> {
        let text = &self.text[piece.span.range()];
        if piece.inner_comments.is_empty() {
            return Cow::Borrowed(text);
        }
        let mut res = String::with_capacity(text.len());
        for comment in &piece.inner_comments {
            let start = ((comment.start - piece.span.start) as usize).min(text.len());
            let end = ((comment.end - piece.span.start) as usize).min(text.len());
            res.push_str(&text[res.len()..start]);
            res.extend(std::iter::repeat_n(' ', end - start));
        }
        res.push_str(&text[res.len()..]);
        Cow::Owned(res)
    }

    /// Parses a piece by `rule`, the bytes aside that told the rule; `source` is its text. A failure is
    /// explained and gives nothing.
    fn parse<'t>(
        &mut self,
        piece: &mut Piece,
        source: &'t str,
        told: usize,
        rule: Rule,
    ) -> Option<Node<'t>> {
        let was_mistaken = piece.mistake.is_some();
        if let Some(diagnostic) = piece.mistake.take() {
            self.report(*diagnostic);
        }
        let rest = source[told..].trim_start();
        self.start = piece.span.start as usize;
        self.offset = self.start + source.len() - rest.len();
        self.is_too_deep = false;
        if piece.broken {
            return None;
        }
        match Grammar::parse(rule, rest) {
            Ok(mut pairs) => pairs.next(),
            Err(error) => {
                if was_mistaken || self.quiet || self.scanner.mistakes.are_full() {
                    self.scanner.mistakes.skip(piece.span);
                    return None;
                }
                let failure = Failure::new(source[..told].trim(), rest, rule, &error);
                if failure.position == 0 && self.continues_unfinished(piece) {
                    self.scanner.mistakes.skip(piece.span);
                } else {
                    let diagnostic = failure::explain(self, &failure);
                    self.report(diagnostic);
                }
                self.unfinished = failure.rest().is_empty().then_some(piece.span.end as usize);
                None
            }
        }
    }

    /// Whether the piece stands below one at whose end something is missing. Where it starts like no piece, both
    /// are one that was broken over two lines, which is one mistake.
    fn continues_unfinished(&self, piece: &Piece) -> bool {
        let start = piece.span.start as usize;
        self.unfinished.is_some_and(|end| end <= start && self.text[end..start].trim().is_empty())
    }

    /// Where a node stands in the file, without the blanks that pest counts in before what is optional.
    fn span(&self, node: &Node<'_>) -> Span {
        let start = self.offset + node.as_span().start();
        Span::new(self.file, start, start + node.as_str().trim_end().len())
    }

    /// The place of bytes of the current piece.
    fn piece_span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, self.offset + start, self.offset + end)
    }

    /// The empty place where the piece starts.
    fn keyword_start(&self) -> Span {
        Span::new(self.file, self.start, self.start)
    }

    /// The blanks that the line of the piece starts with.
    fn indent(&self) -> &'a str {
        let from = self.text.floor_char_boundary(self.start.saturating_sub(200));
        let before = &self.text[from..self.start];
        let line = before.rfind('\n').map_or(before, |it| &before[it + 1..]);
        &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        match self.quiet {
            true => self.scanner.mistakes.skip(diagnostic.primary.span),
            false => self.scanner.report(diagnostic),
        }
    }
}

/// The bytes, by their value, of which a text may consist without one of the characters that nobody sees.
static UNSUSPECTED: [bool; 256] = {
    let mut res = [true; 256];
    let mut byte = 0u8;
    while byte < 0x20 {
        res[byte as usize] = matches!(byte, b'\t' | b'\n' | b'\r');
        byte += 1;
    }
    (res[0x7f], res[0xc2], res[0xe2], res[0xef]) = (false, false, false, false);
    res
};

/// Control characters, invisible ones and those that turn the direction of text around mislead whoever reads
/// the model (Unicode Technical Standard 39, section 5.4); each kind is reported once.
fn report_forbidden_characters(file: FileId, text: &str, mistakes: &mut Mistakes<'_>) {
    if all_in(text, &UNSUSPECTED) {
        return;
    }
    let mut seen = Vec::new();
    for (idx, c) in text.char_indices() {
        let is_control = c.is_control() && !matches!(c, '\t' | '\n' | '\r');
        let is_byte_order_mark = c == '\u{feff}' && idx == 0;
        if !is_control && !spelling::misleads(c) || is_byte_order_mark {
            continue;
        }
        let span = Span::new(file, idx, idx + c.len_utf8());
        if seen.contains(&c) {
            mistakes.skip(span);
        } else {
            seen.push(c);
            mistakes.push(diags::forbidden_character(span, c));
        }
    }
}
