//! Pieces: where a header, a member or a value ends, minding strings, names, comments and brackets.

use super::foreign_comment::ForeignComments;
use super::lead::{Lead, join_docs};
use super::scanner::Scanner;
use super::{MAX_NESTING, MAX_PIECE, Piece};
use crate::base::{Diagnostic, Span};
use crate::syntax::ast::Docs;
use crate::syntax::diags;

/// What kind of piece is read, which decides where it ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Ends at the brace that opens a body.
    Header,
    /// Ends at the line end.
    Member,
    /// Ends at a comma as well.
    List,
}

impl Mode {
    /// Whether `mark` can start a comment of another language: `--` joins what takes part in a header.
    fn has_comment(self, mark: u8) -> bool {
        self != Mode::Header || mark != b'-'
    }
}

/// What ended a piece.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Stop {
    LineEnd,
    Comma,
    OpenBrace,
    CloseBrace,
    End,
}

/// What is known of a piece while it is read.
pub(super) struct Draft {
    /// Where the line starts that it belongs to: only a deeper line can continue it.
    pub(super) column: usize,
    pub(super) start: usize,
    /// Behind the last byte that is neither blank nor comment.
    pub(super) end: usize,
    /// Brackets and `case`s that are open, each with its place.
    open: Vec<(Opener, usize)>,
    /// How many of them are brackets.
    pub(super) n_brackets: usize,
    mistake: Option<Box<Diagnostic>>,
    inner_comments: Vec<Span>,
    comments: Vec<String>,
    trailing: Option<String>,
    docs: Option<Docs>,
}

/// What wants a partner further on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opener {
    Bracket(u8),
    Case,
}

/// How the scanner treats a byte.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Blank,
    /// Part of a name, number or keyword.
    Word,
    /// Something that may end the piece or hide what would.
    Mark,
    Other,
}

static CLASSES: [Class; 256] = classes();

const fn classes() -> [Class; 256] {
    let mut res = [Class::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        res[byte] = match byte as u8 {
            b' ' | b'\t' | b'\r' => Class::Blank,
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' | 0x80..=0xff => Class::Word,
            b'\n' | b'/' | b',' | b'{' | b'}' | b'(' | b')' | b'[' | b']' => Class::Mark,
            b'"' | b'\'' | b'`' | b'#' | b'-' => Class::Mark,
            _ => Class::Other,
        };
        byte += 1;
    }
    res
}

impl Scanner<'_, '_> {
    /// Reads the piece that starts here. Only lines deeper than `column` can continue it.
    pub(super) fn piece(&mut self, lead: Lead, mode: Mode, column: usize) -> (Piece, Stop) {
        let start = self.position;
        let mut draft = Draft {
            column,
            start,
            end: start,
            open: Vec::new(),
            n_brackets: 0,
            mistake: None,
            inner_comments: Vec::new(),
            comments: Vec::new(),
            trailing: None,
            docs: None,
        };
        let stop = self.run(&mut draft, mode);
        self.report_open(&mut draft);
        (self.finish(draft, lead, mode), stop)
    }

    /// Reads tokens up to the one that ends the piece.
    fn run(&mut self, draft: &mut Draft, mode: Mode) -> Stop {
        loop {
            let Some(byte) = self.peek() else { return Stop::End };
            match CLASSES[byte as usize] {
                Class::Blank => {
                    self.position += 1;
                    continue;
                }
                Class::Word => self.word(draft),
                Class::Other => self.position += 1,
                Class::Mark => match self.mark(draft, mode, byte) {
                    Mark::Ends(stop) => return stop,
                    Mark::Trivia => continue,
                    Mark::Content => {}
                },
            }
            draft.end = self.position;
        }
    }

    fn mark(&mut self, draft: &mut Draft, mode: Mode, byte: u8) -> Mark {
        let is_open = draft.n_brackets > 0;
        match byte {
            b'\n' => return self.line_end(draft, mode),
            b'/' if self.at_comment() => {
                self.piece_comment(draft, mode);
                return Mark::Trivia;
            }
            b'/' | b'#' | b'-'
                if !is_open && mode.has_comment(byte) && self.at_foreign_comment() =>
            {
                let mut comment = ForeignComments::default();
                comment.take(self);
                comment.report(self);
                return Mark::Trivia;
            }
            b',' if mode == Mode::List && !is_open => return Mark::Ends(Stop::Comma),
            b'{' if !self.opens_quantifier() => {
                if mode == Mode::Header && !is_open {
                    self.position += 1;
                    return Mark::Ends(Stop::OpenBrace);
                }
                self.misplaced_body(draft);
            }
            b'{' => self.quantifier(draft),
            b'}' if self.is_stray_brace(draft, mode) => {
                let diagnostic = diags::stray_bracket(self.here(), '}');
                self.mistake(draft, diagnostic);
                self.position += 1;
            }
            b'}' => return Mark::Ends(Stop::CloseBrace),
            b'(' | b'[' => self.open(draft, Opener::Bracket(byte), 1),
            b')' | b']' => self.close_bracket(draft, byte),
            b'"' if self.at_raw_string() => {
                if let Err(diagnostic) = self.raw_string() {
                    self.mistake(draft, *diagnostic);
                }
            }
            b'"' if self.at_two_quotes() => {
                let diagnostic = self.two_quotes();
                self.mistake(draft, diagnostic);
            }
            b'"' | b'\'' | b'`' => {
                if let Err(diagnostic) = self.quoted(byte) {
                    self.mistake(draft, *diagnostic);
                }
            }
            _ => self.position += 1,
        }
        Mark::Content
    }

    /// Whether the `}` here closes no body: something that belongs to the piece or its body follows it.
    fn is_stray_brace(&self, draft: &Draft, mode: Mode) -> bool {
        let behind = self.rest_of_line()[1..].trim_start();
        let is_last = behind.is_empty() || behind.starts_with("//");
        match (mode, self.body) {
            (Mode::Header, None) => !is_last,
            (Mode::Member, Some(body)) if draft.start < self.position => {
                let next = self.next_full_line();
                let stays = next.is_some_and(|it| {
                    it.indent > body || it.indent == body && it.content(self.text).starts_with('}')
                });
                is_last && stays
            }
            _ => false,
        }
    }

    fn line_end(&mut self, draft: &Draft, mode: Mode) -> Mark {
        match self.continuation(draft, mode) {
            Some(line) => {
                self.enter(line);
                self.report_leading_dashes(draft);
                Mark::Trivia
            }
            None => Mark::Ends(Stop::LineEnd),
        }
    }

    fn piece_comment(&mut self, draft: &mut Draft, mode: Mode) {
        let is_inner = draft.n_brackets > 0 || self.continuation(draft, mode).is_some();
        let start = self.position;
        if let Some(docs) = self.trailing_docs() {
            draft.docs = join_docs(draft.docs.take(), Some(docs));
        } else {
            let comment = self.text[start..self.position].trim_end().to_owned();
            match is_inner {
                true => draft.comments.push(comment),
                false => draft.trailing = Some(comment),
            }
        }
        if is_inner {
            draft.inner_comments.push(self.span(start, self.position));
        }
    }

    fn opens_quantifier(&self) -> bool {
        let inner = self.rest_of_line().as_bytes().iter().skip(1);
        inner
            .copied()
            .find(|it| CLASSES[*it as usize] != Class::Blank)
            .is_some_and(|it| it.is_ascii_digit())
    }

    fn quantifier(&mut self, draft: &mut Draft) {
        let line = self.rest_of_line().as_bytes();
        let is_inner =
            |it: &&u8| it.is_ascii_alphanumeric() || matches!(it, b'.' | b' ' | b'-' | b',');
        let len = 1 + line[1..].iter().take_while(is_inner).count();
        if line.get(len) == Some(&b'}') {
            self.position += len + 1;
            return;
        }
        let is_number = |it: &&u8| it.is_ascii_digit() || **it == b'.';
        let brace = self.here();
        self.position += 1 + line[1..].iter().take_while(is_number).count();
        let end = self.span(self.position, self.position);
        self.mistake(draft, diags::unclosed_bracket(brace, '{', end, false));
    }

    /// A `{` where no body can stand: what it holds is skipped.
    fn misplaced_body(&mut self, draft: &mut Draft) {
        let brace = self.here();
        let word = super::first_word(&self.text[draft.start..self.position]);
        let inside = self.text[self.position..].strip_prefix('{').map(str::trim_start);
        let behind = inside.and_then(|it| it.strip_prefix('}')).map(str::trim_start);
        let word = match behind.is_some_and(|it| it.starts_with("->")) {
            true => "{}",
            false => word,
        };
        let diagnostic = match super::WORDS.contains(&word) && word != "type" {
            true => diags::nested_declaration(brace, word),
            false => diags::misplaced_body(brace, word),
        };
        self.position += 1;
        self.skip_body(draft.column);
        self.mistake(draft, diagnostic);
    }

    /// Passes over a body behind its opening brace, through its closing one or to the line that cannot
    /// belong to it: one that is not deeper than `column` and does not close it.
    pub(super) fn skip_body(&mut self, column: usize) {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.peek() {
                None => return,
                Some(b'\n') => {
                    let next = self.next_full_line().filter(|it| {
                        let closes = it.content(self.text).starts_with('}');
                        it.indent > column || it.indent == column && closes
                    });
                    let Some(next) = next else { return };
                    self.enter(next);
                }
                Some(b'/') if self.at_comment() => self.skip_line(),
                Some(quote @ (b'"' | b'`')) => {
                    let _ = self.quoted(quote);
                }
                Some(byte) => {
                    depth += usize::from(byte == b'{');
                    depth -= usize::from(byte == b'}');
                    self.position += 1;
                }
            }
        }
    }

    fn open(&mut self, draft: &mut Draft, opener: Opener, len: usize) {
        if draft.open.len() == MAX_NESTING {
            let span = self.span(self.position, self.position + len);
            self.mistake(draft, diags::nested_too_deeply(span, MAX_NESTING));
        }
        draft.open.push((opener, self.position));
        draft.n_brackets += usize::from(opener != Opener::Case);
        self.position += len;
    }

    fn close_bracket(&mut self, draft: &mut Draft, byte: u8) {
        let span = self.here();
        self.position += 1;
        while draft.open.pop_if(|it| it.0 == Opener::Case).is_some() {}
        let wanted = if byte == b')' { b'(' } else { b'[' };
        draft.n_brackets = draft.n_brackets.saturating_sub(1);
        match draft.open.pop() {
            Some((Opener::Bracket(open), at)) if open != wanted => {
                let opened = self.span(at, at + 1);
                let diagnostic =
                    diags::mismatched_bracket(span, opened, byte as char, open as char);
                self.mistake(draft, diagnostic);
            }
            Some(_) => {}
            None => self.mistake(draft, diags::stray_bracket(span, byte as char)),
        }
    }

    /// Reports the bracket that is still open when the piece ends.
    fn report_open(&mut self, draft: &mut Draft) {
        let brackets = draft.open.iter().rev();
        let innermost = brackets.clone().find_map(|it| match it {
            (Opener::Bracket(open), at) => Some((*open, *at)),
            (Opener::Case, _) => None,
        });
        if let Some((open, at)) = innermost {
            let end = self.span(draft.end, draft.end);
            let bracket = self.span(at, at + 1);
            // Where a list goes on below its bracket, the missing one belongs at its end.
            let is_list = self.text[at + 1..draft.end].starts_with(['\n', '\r']);
            self.mistake(draft, diags::unclosed_bracket(bracket, open as char, end, is_list));
        }
    }

    /// Reads a word. `case` and `end` are counted, since the grammar recurses at them: `end` behind a
    /// dot is a name, and so is one inside brackets that a `case` does not stand in.
    fn word(&mut self, draft: &mut Draft) {
        let rest = &self.text.as_bytes()[self.position..];
        let len = rest.iter().take_while(|&&it| CLASSES[it as usize] == Class::Word).count();
        match &rest[..len] {
            b"case" => return self.open(draft, Opener::Case, len),
            b"end" if !self.text[..self.position].ends_with('.') => {
                draft.open.pop_if(|it| it.0 == Opener::Case);
            }
            _ => {}
        }
        self.position += len;
    }

    /// Notes the first mistake of a piece; what follows from it is not said.
    fn mistake(&mut self, draft: &mut Draft, diagnostic: Diagnostic) {
        draft.mistake.get_or_insert_with(|| Box::new(diagnostic));
    }

    fn finish(&mut self, mut draft: Draft, lead: Lead, mode: Mode) -> Piece {
        if draft.end - draft.start > MAX_PIECE {
            let span = self.span(draft.start, draft.start);
            self.mistake(&mut draft, diags::piece_too_long(span, MAX_PIECE));
        }
        let broken = draft.mistake.is_some();
        let text = self.text[draft.start..draft.end].trim_end();
        let mut end = draft.start + text.len();
        if mode == Mode::Member && !broken {
            end = draft.start + self.without_separators(&mut draft, text).len();
        }
        let (mut trivia, above) = lead.into_parts();
        trivia.comments.append(&mut draft.comments);
        trivia.trailing = draft.trailing;
        Piece {
            span: self.span(draft.start, end),
            trivia,
            docs: join_docs(above, draft.docs),
            inner_comments: draft.inner_comments,
            mistake: draft.mistake,
            broken,
            column: draft.column,
            inline: false,
        }
    }

    /// A member without the commas and semicolons behind it, which are a mistake.
    fn without_separators<'t>(&mut self, draft: &mut Draft, text: &'t str) -> &'t str {
        let res = text.trim_end_matches([',', ';', ' ', '\t', '\r']);
        if res.len() < text.len() {
            let span = self.span(draft.start + res.len(), draft.start + text.len());
            let separator = text[res.len()..].trim();
            self.mistake(draft, diags::trailing_separator(span, separator));
        }
        res
    }
}

/// What a mark turned out to be.
enum Mark {
    Ends(Stop),
    Content,
    /// A comment or line end that the piece goes on behind.
    Trivia,
}
