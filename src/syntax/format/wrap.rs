//! Breaks a line that is too long at its brackets, from the outermost inwards.

use std::ops::Range;

use super::printer::WIDTH;

/// A place where a line may be broken.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// The byte in the whole text.
    pub(super) at: usize,
    pub(super) kind: MarkKind,
}

/// What may happen at a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkKind {
    /// A group starts, behind its bracket.
    Open,
    /// A group starts that gets brackets when it is broken.
    OpenBare,
    /// A group starts that stands in brackets already and needs none.
    OpenChain,
    /// A group of a header starts, which goes on below without brackets.
    OpenHeader,
    /// A group goes on behind the blank that follows.
    Break,
    /// The same, one level deeper.
    BreakDeeper,
    /// A group ends, before its bracket.
    Close,
}

impl MarkKind {
    fn opens(self) -> bool {
        match self {
            MarkKind::Open | MarkKind::OpenBare | MarkKind::OpenChain | MarkKind::OpenHeader => {
                true
            }
            MarkKind::Break | MarkKind::BreakDeeper | MarkKind::Close => false,
        }
    }

    /// Whether a group that starts so stands between brackets of its own once it is broken.
    fn has_brackets(self) -> bool {
        matches!(self, MarkKind::Open | MarkKind::OpenBare)
    }
}

/// Writes `line`, which starts at the byte `start` of the whole text, broken at some of its marks.
pub(super) fn wrap(out: &mut String, line: &str, start: usize, marks: &[Mark], indent: usize) {
    let mut wrapper = Wrapper { out, line, start, marks, column: indent, n_brackets: 0 };
    wrapper.segment(0..marks.len(), 0..line.len(), indent);
}

struct Wrapper<'a> {
    out: &'a mut String,
    line: &'a str,
    start: usize,
    marks: &'a [Mark],
    /// How many columns are written on the current line.
    column: usize,
    /// How many brackets are open and broken: outside of them a line end would end the member.
    n_brackets: usize,
}

impl Wrapper<'_> {
    /// Writes the `bytes` of the line, in which the groups of `marks` stand.
    fn segment(&mut self, marks: Range<usize>, bytes: Range<usize>, indent: usize) {
        let mut position = bytes.start;
        let mut idx = marks.start;
        while idx < marks.end {
            if !self.can_break(idx) {
                idx += 1;
                continue;
            }
            let close = self.partner(idx);
            let (open_at, close_at) = (self.byte(idx), self.byte(close));
            let mut behind = close + 1..marks.end;
            let next_at = behind.find(|it| self.can_break(*it)).map(|it| self.byte(it));
            self.write(position..open_at);
            if self.must_break(open_at, close_at, next_at.unwrap_or(bytes.end), indent) {
                self.broken(idx, close, indent);
            } else {
                self.write(open_at..close_at);
            }
            position = close_at;
            idx = close + 1;
        }
        self.write(position..bytes.end);
    }

    /// Whether a group starts at this mark that may be broken here.
    fn can_break(&self, idx: usize) -> bool {
        match self.marks[idx].kind {
            MarkKind::Open | MarkKind::OpenBare | MarkKind::OpenHeader => true,
            MarkKind::OpenChain => self.n_brackets > 0,
            MarkKind::Break | MarkKind::BreakDeeper | MarkKind::Close => false,
        }
    }

    /// Whether a group does not fit with what follows it, and breaking it would help.
    fn must_break(&self, open: usize, close: usize, next: usize, indent: usize) -> bool {
        let room = WIDTH.saturating_sub(self.column);
        let inside = self.width(open..close);
        let behind = self.width(close..next);
        inside + behind > room && (inside > room || indent + behind <= WIDTH)
    }

    /// Writes a group with a line for each of its parts.
    fn broken(&mut self, open: usize, close: usize, indent: usize) {
        let kind = self.marks[open].kind;
        self.n_brackets += usize::from(kind.has_brackets());
        let inner = match kind {
            MarkKind::OpenChain => indent,
            // Deeper than the members below the header.
            MarkKind::OpenHeader => indent + 4,
            MarkKind::Open | MarkKind::OpenBare => indent + 2,
            MarkKind::Break | MarkKind::BreakDeeper | MarkKind::Close => indent,
        };
        if kind == MarkKind::OpenBare {
            self.out.push('(');
        }
        if kind.has_brackets() {
            self.new_line(inner);
        }
        let mut from = self.byte(open);
        let mut first = open + 1;
        let mut part_indent = inner;
        let mut idx = open + 1;
        while idx < close {
            let kind = self.marks[idx].kind;
            if kind.opens() {
                idx = self.partner(idx) + 1;
                continue;
            }
            let at = self.byte(idx);
            self.segment(first..idx, from..at, part_indent);
            part_indent = if kind == MarkKind::BreakDeeper { inner + 2 } else { inner };
            self.new_line(part_indent);
            (from, first) = (at + 1, idx + 1);
            idx += 1;
        }
        self.segment(first..close, from..self.byte(close), part_indent);
        if kind.has_brackets() {
            self.new_line(indent);
        }
        if kind == MarkKind::OpenBare {
            self.out.push(')');
            self.column += 1;
        }
        self.n_brackets -= usize::from(kind.has_brackets());
    }

    /// The mark that closes the group which the mark at `open` opens.
    fn partner(&self, open: usize) -> usize {
        let mut depth = 0_usize;
        for (idx, mark) in self.marks.iter().enumerate().skip(open) {
            if mark.kind.opens() {
                depth += 1;
            } else if mark.kind == MarkKind::Close {
                depth -= 1;
            }
            if depth == 0 {
                return idx;
            }
        }
        self.marks.len().saturating_sub(1)
    }

    /// Where a mark stands in the line.
    fn byte(&self, idx: usize) -> usize {
        self.marks[idx].at - self.start
    }

    fn width(&self, bytes: Range<usize>) -> usize {
        self.line[bytes].chars().count()
    }

    fn write(&mut self, bytes: Range<usize>) {
        self.column += self.width(bytes.clone());
        self.out.push_str(&self.line[bytes]);
    }

    fn new_line(&mut self, indent: usize) {
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n(' ', indent));
        self.column = indent;
    }
}
