//! Cuts a file into declarations and members before any grammar looks at it.
//!
//! A piece is one header or one line of a body. Brackets, strings and line ends decide where it ends,
//! so a mistake in one piece cannot reach the next: that is what makes one mistake one message.

mod body;
mod chunk;
mod continuation;
mod foreign_comment;
mod lead;
mod line;
mod piece;
mod quote;
mod scanner;
mod shape;

use super::ast::{Docs, Trivia};
use crate::base::{Diagnostic, Span};
pub(super) use scanner::Scanner;
pub(super) use shape::{Spelling, WORDS, first_word, keyword, narrows_type};

/// How deep brackets and `case` may nest in one piece. What is deeper was written by a machine, and
/// the grammar would need a stack as deep.
pub(super) const MAX_NESTING: usize = 64;

/// How many bytes a piece may have: the grammar keeps fifty times as much while it reads it.
pub(super) const MAX_PIECE: usize = 1 << 20;

/// A declaration as text: its header, its body, and what follows the body.
pub(super) struct Chunk {
    pub(super) header: Piece,
    pub(super) body: Option<Body>,
    /// What stands behind the closing brace: the query of a view.
    pub(super) tail: Option<Piece>,
    /// To the closing brace.
    pub(super) end: usize,
}

/// A header, a member or an enum value as text.
pub(super) struct Piece {
    /// Trimmed; without comments behind it.
    pub(super) span: Span,
    pub(super) trivia: Trivia,
    pub(super) docs: Option<Docs>,
    /// Where comments stand between its brackets, which the grammar does not know.
    pub(super) inner_comments: Vec<Span>,
    /// What is wrong with it as far as the splitter sees.
    pub(super) mistake: Option<Box<Diagnostic>>,
    /// Whether that makes reading it pointless.
    pub(super) broken: bool,
    /// How deep the line is indented that it starts on.
    pub(super) column: usize,
    /// Whether it shares its line with the opening brace.
    pub(super) inline: bool,
}

impl Piece {
    /// Whether nothing is wrong with it so far, and no comment in it.
    pub(super) fn is_whole(&self) -> bool {
        self.mistake.is_none() && !self.broken && self.inner_comments.is_empty()
    }
}

/// What stands between braces.
pub(super) struct Body {
    pub(super) content: Content,
    /// Comments before the closing brace.
    pub(super) end: Trivia,
    /// Whether both braces stand on one line.
    pub(super) inline: bool,
}

/// The pieces of a body.
pub(super) enum Content {
    Members(Vec<Piece>),
    Declarations(Vec<Chunk>),
}
