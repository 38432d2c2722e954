//! The scanner: finds where a piece ends, minding strings, names, comments and brackets.

use super::Piece;
use super::lead::{Lead, docs_text};
use crate::base::{Diagnostic, Diagnostics, FileId, Span};
use crate::syntax::ast::Docs;
use crate::syntax::diags;

/// How deep brackets and `case` may nest in one piece. What is deeper was written by a machine, and
/// the grammar would need a stack as deep.
pub(in crate::syntax) const MAX_NESTING: usize = 64;

/// Reads a text byte by byte; every stop is on a character boundary, since all bytes that it acts on
/// are ASCII.
pub(super) struct Scanner<'a, 'd> {
    file: FileId,
    text: &'a str,
    position: usize,
    line_starts: Vec<usize>,
    /// Whether one `"""` of the file lacks its partner.
    has_odd_raw_string: bool,
    pub(super) diagnostics: &'d mut Diagnostics,
}

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
struct Draft {
    column: usize,
    start: usize,
    /// Behind the last byte that is neither blank nor comment.
    end: usize,
    brackets: Vec<(u8, usize)>,
    n_cases: usize,
    broken: bool,
    comments: Vec<String>,
    trailing: Option<String>,
    trailing_docs: Option<Docs>,
}

impl<'a, 'd> Scanner<'a, 'd> {
    pub(super) fn new(
        file: FileId,
        text: &'a str,
        diagnostics: &'d mut Diagnostics,
    ) -> Scanner<'a, 'd> {
        let has_odd_raw_string = text.matches("\"\"\"").count() % 2 == 1;
        let ends = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        let line_starts = std::iter::once(0).chain(ends.map(|(idx, _)| idx + 1)).collect();
        Scanner { file, text, position: 0, line_starts, has_odd_raw_string, diagnostics }
    }

    pub(super) fn position(&self) -> usize {
        self.position
    }

    pub(super) fn reset(&mut self, position: usize) {
        self.position = position;
    }

    pub(super) fn at_end(&self) -> bool {
        self.position >= self.text.len()
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.byte(self.position)
    }

    pub(super) fn byte(&self, position: usize) -> Option<u8> {
        self.text.as_bytes().get(position).copied()
    }

    pub(super) fn advance(&mut self, n_bytes: usize) {
        self.position += n_bytes;
    }

    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, start, end)
    }

    pub(super) fn text(&self, span: Span) -> &'a str {
        &self.text[span.range()]
    }

    /// The text from here to the end of the line.
    pub(super) fn rest_of_line(&self) -> &'a str {
        let line_idx = self.line_starts.partition_point(|&it| it <= self.position);
        let end = self.line_starts.get(line_idx).map_or(self.text.len(), |next| next - 1);
        &self.text[self.position..end]
    }

    /// Where the line of `position` starts.
    pub(super) fn line_start(&self, position: usize) -> usize {
        let line_idx = self.line_starts.partition_point(|&it| it <= position);
        self.line_starts[line_idx - 1]
    }

    /// How many bytes of the line stand before the current position.
    pub(super) fn column(&self) -> usize {
        self.position - self.line_start(self.position)
    }

    /// How many blanks the line of the current position starts with.
    pub(super) fn line_indent(&self) -> usize {
        let line = &self.text.as_bytes()[self.line_start(self.position)..];
        line.iter().take_while(|&&it| is_blank(it)).count()
    }

    /// Whether only blanks stand before the current position on its line.
    pub(super) fn is_first_on_line(&self) -> bool {
        self.line_indent() >= self.column()
    }

    pub(super) fn skip_blanks(&mut self) {
        while self.peek().is_some_and(is_blank) {
            self.position += 1;
        }
    }

    pub(super) fn skip_line(&mut self) {
        self.position += self.rest_of_line().len();
    }

    pub(super) fn at_comment(&self) -> bool {
        self.text.as_bytes()[self.position..].starts_with(b"//")
    }

    /// Reads a comment to the end of its line.
    pub(super) fn comment(&mut self) -> String {
        let line = self.rest_of_line();
        self.position += line.len();
        line.trim_end().to_owned()
    }

    /// Whether the next line that holds something is indented deeper than `column`, or closes a block
    /// that was opened there.
    pub(super) fn next_line_is_deeper(&self, column: usize) -> bool {
        let rest = &self.text[self.position..];
        let Some(line) = rest.lines().skip(1).find(|it| !it.trim().is_empty()) else {
            return false;
        };
        let indent = line.len() - line.trim_start().len();
        indent > column || indent == column && line.trim_start().starts_with('}')
    }

    /// Reports a `}` that closes nothing and skips it.
    pub(super) fn stray_brace(&mut self) {
        let span = self.span(self.position, self.position + 1);
        self.diagnostics.push(diags::stray_bracket(span, '}'));
        self.position += 1;
    }

    /// Reads the piece that starts here. `column` is where the line starts that it belongs to: only a
    /// deeper line can continue it.
    pub(super) fn piece(&mut self, lead: Lead, mode: Mode, column: usize) -> (Piece, Stop) {
        let start = self.position;
        let mut draft = Draft {
            column,
            start,
            end: start,
            brackets: Vec::new(),
            n_cases: 0,
            broken: false,
            comments: Vec::new(),
            trailing: None,
            trailing_docs: None,
        };
        let stop = loop {
            if let Some(stop) = self.step(&mut draft, mode) {
                break stop;
            }
        };
        self.close_brackets(&mut draft);
        (self.finish(draft, lead, mode), stop)
    }

    /// Reads one token; answers what ended the piece, if this did.
    fn step(&mut self, draft: &mut Draft, mode: Mode) -> Option<Stop> {
        let Some(byte) = self.peek() else { return Some(Stop::End) };
        let is_open = !draft.brackets.is_empty();
        match byte {
            b' ' | b'\t' | b'\r' => {
                self.position += 1;
                return None;
            }
            b'\n' if is_open && self.line_continues(draft) => {
                self.position += 1;
                return None;
            }
            b'\n' => return Some(Stop::LineEnd),
            b'/' if self.at_comment() => {
                self.piece_comment(draft, is_open);
                return None;
            }
            b',' if mode == Mode::List && !is_open => return Some(Stop::Comma),
            b'{' if !self.opens_quantifier() => {
                if mode == Mode::Header && !is_open {
                    self.position += 1;
                    return Some(Stop::OpenBrace);
                }
                self.misplaced_body(draft);
            }
            b'{' => self.quantifier(draft),
            b'}' => return Some(Stop::CloseBrace),
            b'(' | b'[' => self.open_bracket(draft, byte),
            b')' | b']' => self.close_bracket(draft, byte),
            b'"' => self.string(draft),
            b'\'' | b'`' => self.quoted(draft, byte),
            _ if byte.is_ascii_alphabetic() => self.word(draft),
            _ => self.position += 1,
        }
        draft.end = self.position;
        None
    }

    /// Inside brackets a line goes on when the next is indented deeper or closes a bracket.
    fn line_continues(&self, draft: &Draft) -> bool {
        let rest = &self.text[self.position..];
        let Some(line) = rest.lines().skip(1).find(|it| !it.trim().is_empty()) else {
            return false;
        };
        let content = line.trim_start();
        line.len() - content.len() > draft.column || content.starts_with([')', ']'])
    }

    fn piece_comment(&mut self, draft: &mut Draft, is_open: bool) {
        let start = self.position;
        let comment = self.comment();
        let span = self.span(start, start + comment.len());
        match docs_text(&comment) {
            Some(text) if !is_open => {
                draft.trailing_docs =
                    Some(Docs { text: text.trim().to_owned(), span, trailing: true });
            }
            _ if is_open => draft.comments.push(comment),
            _ => draft.trailing = Some(comment),
        }
    }

    fn opens_quantifier(&self) -> bool {
        let inner = self.rest_of_line().get(1..).unwrap_or_default().trim_start();
        inner.starts_with(|c: char| c.is_ascii_digit())
    }

    fn quantifier(&mut self, draft: &mut Draft) {
        let line = self.rest_of_line();
        match line.find('}') {
            Some(end) => self.position += end + 1,
            None => {
                let span = self.span(self.position, self.position + 1);
                self.report(draft, diags::unclosed_bracket(span, '{'));
                self.position += 1 + line[1..]
                    .bytes()
                    .take_while(|it| it.is_ascii_digit() || *it == b'.')
                    .count();
            }
        }
    }

    /// A `{` where no body can stand: what it holds is skipped.
    fn misplaced_body(&mut self, draft: &mut Draft) {
        let start = self.position;
        let mut depth = 0_usize;
        for (idx, byte) in self.text.as_bytes()[start..].iter().enumerate() {
            match byte {
                b'{' => depth += 1,
                b'}' => depth -= 1,
                b'\n' if depth == 1 && self.line_is_outside(start + idx + 1, draft.column) => {
                    self.position = start + idx;
                    break;
                }
                _ => {}
            }
            if depth == 0 {
                self.position = start + idx + 1;
                break;
            }
        }
        if self.position == start {
            self.position = self.text.len();
        }
        let span = self.span(start, start + 1);
        self.report(draft, diags::misplaced_body(span));
    }

    /// Whether the line at `position` is no deeper than `column` and does not close a brace there.
    fn line_is_outside(&self, position: usize, column: usize) -> bool {
        let rest = &self.text[position..];
        let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
        let content = line.trim_start();
        let indent = line.len() - content.len();
        !content.is_empty() && (indent < column || indent == column && !content.starts_with('}'))
    }

    fn open_bracket(&mut self, draft: &mut Draft, byte: u8) {
        let depth = draft.brackets.len() + draft.n_cases;
        if depth == MAX_NESTING {
            let span = self.span(self.position, self.position + 1);
            self.report(draft, diags::nested_too_deeply(span, MAX_NESTING));
        }
        draft.brackets.push((byte, self.position));
        self.position += 1;
    }

    fn close_bracket(&mut self, draft: &mut Draft, byte: u8) {
        let span = self.span(self.position, self.position + 1);
        let wanted = if byte == b')' { b'(' } else { b'[' };
        match draft.brackets.pop() {
            Some((open, _)) if open == wanted => {}
            Some((open, at)) => {
                let open_span = self.span(at, at + 1);
                self.report(
                    draft,
                    diags::mismatched_bracket(span, open_span, byte as char, open as char),
                );
            }
            None => self.report(draft, diags::stray_bracket(span, byte as char)),
        }
        self.position += 1;
    }

    /// Reports the brackets that are still open when the piece ends.
    fn close_brackets(&mut self, draft: &mut Draft) {
        if let Some(&(open, at)) = draft.brackets.last() {
            let span = self.span(at, at + 1);
            self.report(draft, diags::unclosed_bracket(span, open as char));
        }
    }

    fn string(&mut self, draft: &mut Draft) {
        if self.text[self.position..].starts_with("\"\"\"") {
            return self.raw_string(draft);
        }
        self.quoted(draft, b'"');
    }

    /// Reads `"…"`, `'…'` or a quoted name; none of them spans lines.
    fn quoted(&mut self, draft: &mut Draft, quote: u8) {
        let start = self.position;
        let line = self.rest_of_line().as_bytes();
        let mut idx = 1;
        while idx < line.len() && line[idx] != quote {
            let escapes = line[idx] == b'\\' && quote != b'\'';
            idx += if escapes { 2 } else { 1 };
        }
        if idx < line.len() {
            self.position += idx + 1;
        } else {
            self.position += line.len();
            let span = self.span(start, start + 1);
            self.report(draft, diags::unclosed_quote(span, quote as char));
        }
    }

    fn raw_string(&mut self, draft: &mut Draft) {
        let start = self.position;
        let inner = &self.text[start + 3..];
        let close = inner.find("\"\"\"");
        let swallowed = &inner[..close.unwrap_or(inner.len())];
        let is_doubtful = self.has_odd_raw_string || close.is_none();
        let declaration = if is_doubtful { first_declaration(swallowed) } else { None };
        match (close, declaration) {
            (Some(close), None) => self.position = start + 3 + close + 3,
            (_, declaration) => {
                // The line end before the declaration ends the piece.
                let end = declaration.map_or(self.text.len(), |it| start + 3 + it - 1);
                self.position = end;
                let span = self.span(start, start + 3);
                self.report(draft, diags::unclosed_raw_string(span));
            }
        }
    }

    fn word(&mut self, draft: &mut Draft) {
        let rest = &self.text.as_bytes()[self.position..];
        let is_word = |it: &u8| it.is_ascii_alphanumeric() || *it == b'_' || !it.is_ascii();
        let len = rest.iter().take_while(|it| is_word(it)).count();
        match &rest[..len] {
            b"case" => {
                draft.n_cases += 1;
                if draft.n_cases + draft.brackets.len() == MAX_NESTING + 1 {
                    let span = self.span(self.position, self.position + len);
                    self.report(draft, diags::nested_too_deeply(span, MAX_NESTING));
                }
            }
            b"end" => draft.n_cases = draft.n_cases.saturating_sub(1),
            _ => {}
        }
        self.position += len;
    }

    /// Reports the first mistake of a piece; what follows from it is not said.
    fn report(&mut self, draft: &mut Draft, diagnostic: Diagnostic) {
        if !draft.broken {
            self.diagnostics.push(diagnostic);
        }
        draft.broken = true;
    }

    fn finish(&mut self, mut draft: Draft, lead: Lead, mode: Mode) -> Piece {
        let mut text = self.text[draft.start..draft.end].trim_end();
        if mode == Mode::Member && !draft.broken {
            while let Some(trimmed) = text.strip_suffix([',', ';']) {
                let at = draft.start + trimmed.len();
                let span = self.span(at, at + 1);
                self.diagnostics.push(diags::trailing_separator(span, &text[trimmed.len()..]));
                text = trimmed.trim_end();
            }
        }
        let (mut trivia, above) = lead.into_parts();
        trivia.comments.append(&mut draft.comments);
        trivia.trailing = draft.trailing;
        Piece {
            span: self.span(draft.start, draft.start + text.len()),
            trivia,
            docs: join_docs(above, draft.trailing_docs),
            broken: draft.broken,
            inline: false,
        }
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r')
}

/// Documentation above and behind one piece is one text, kept above.
fn join_docs(above: Option<Docs>, behind: Option<Docs>) -> Option<Docs> {
    match (above, behind) {
        (Some(above), Some(behind)) => {
            Some(Docs { text: format!("{}\n{}", above.text, behind.text), ..above })
        }
        (above, behind) => above.or(behind),
    }
}

/// Where the first line of `text` starts that looks like a declaration at column 0.
fn first_declaration(text: &str) -> Option<usize> {
    let starts = text.match_indices('\n').map(|(idx, _)| idx + 1);
    let mut starts = starts.filter(|&it| text[it..].starts_with(|c: char| c.is_ascii_alphabetic()));
    starts.find(|&it| {
        let line = text[it..].lines().next().unwrap_or_default();
        super::shape::starts_declaration(line)
    })
}
