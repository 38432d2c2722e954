//! From pieces to the ast: each piece is parsed by its own rule, and what fails is explained.

mod annotation;
mod declaration;
mod expression;
mod failure;
mod foreign;
mod member;
mod modifier;
mod names;

use pest::Parser;
use pest::iterators::Pair;

use super::ast::{File, Ident};
use super::diags;
use super::grammar::{Grammar, Rule};
use super::split::{self, Piece};
use crate::base::{Diagnostic, Diagnostics, FileId, Span};

/// Reads one file. Mistakes are reported, and what can be read around them is kept.
pub fn parse(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> File {
    let empty = File { id: file, declarations: Vec::new(), trailing: Default::default() };
    if let Some(diagnostic) = foreign::whole_file(file, text) {
        diagnostics.push(diagnostic);
        return empty;
    }
    report_forbidden_characters(file, text, diagnostics);
    let (chunks, trailing) = split::split(file, text, diagnostics);
    let mut cx = Context { file, text, offset: 0, quiet: false, diagnostics };
    let declarations = declaration::declarations(&mut cx, chunks);
    File { declarations, trailing, ..empty }
}

/// What every builder function needs.
struct Context<'a, 'd> {
    file: FileId,
    text: &'a str,
    /// Where the piece that is being read starts in the file.
    offset: usize,
    /// Whether mistakes are withheld, since one was reported that explains them.
    quiet: bool,
    diagnostics: &'d mut Diagnostics,
}

/// A node of the grammar.
type Node<'a> = Pair<'a, Rule>;

impl<'a> Context<'a, '_> {
    /// Parses a piece by `rule`; a failure is explained and gives nothing.
    fn parse(&mut self, piece: &Piece, rule: Rule) -> Option<Node<'a>> {
        self.offset = piece.span.start as usize;
        if piece.broken {
            return None;
        }
        let text = &self.text[piece.span.range()];
        match Grammar::parse(rule, text) {
            Ok(mut pairs) => pairs.next(),
            Err(error) => {
                let diagnostic = failure::explain(self, text, rule, &error);
                self.report(diagnostic);
                None
            }
        }
    }

    /// Where a node stands in the file.
    fn span(&self, node: &Node<'_>) -> Span {
        let span = node.as_span();
        Span::new(self.file, self.offset + span.start(), self.offset + span.end())
    }

    /// The place of bytes of the current piece.
    fn piece_span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, self.offset + start, self.offset + end)
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        if !self.quiet {
            self.diagnostics.push(diagnostic);
        }
    }
}

/// The first name in a piece that could not be read.
fn salvaged_name(cx: &Context<'_, '_>, piece: &Piece) -> Option<Ident> {
    let text = &cx.text[piece.span.range()];
    names::idents_in(cx.file, text, piece.span.start as usize).next()
}

/// Control characters and marks that turn the direction of text around mislead whoever reads the model
/// (Unicode Technical Standard 39, section 5.4); each kind is reported once.
fn report_forbidden_characters(file: FileId, text: &str, diagnostics: &mut Diagnostics) {
    let is_suspect = |byte: u8| {
        byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')
            || byte == 0x7f
            || byte == 0xe2
            || byte == 0xd8
    };
    if !text.bytes().any(is_suspect) {
        return;
    }
    let mut seen = Vec::new();
    for (idx, c) in text.char_indices() {
        let is_control = c.is_control() && !matches!(c, '\t' | '\n' | '\r');
        let is_bidi = matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if (is_control || is_bidi) && !seen.contains(&c) {
            seen.push(c);
            let span = Span::new(file, idx, idx + c.len_utf8());
            diagnostics.push(diags::forbidden_character(span, c));
        }
    }
}
