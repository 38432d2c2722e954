//! The text that grows, its indentation, and where a line that becomes too long may be broken.

use super::wrap::{self, Mark, MarkKind};

/// How many columns a line may have.
pub(super) const WIDTH: usize = 100;

/// Collects the text of a file.
pub(super) struct Printer {
    pub(super) out: String,
    depth: usize,
    /// Where the line that is being written starts, its indentation aside.
    start: usize,
    /// Where that line may be broken.
    marks: Vec<Mark>,
}

impl Printer {
    pub(super) fn with_capacity(capacity: usize) -> Printer {
        Printer { out: String::with_capacity(capacity), depth: 0, start: 0, marks: Vec::new() }
    }

    /// The text as a file: it ends with one line end, unless it is empty.
    pub(super) fn finish(self) -> String {
        self.out
    }

    /// The text as a part of a line.
    pub(super) fn finish_line(self) -> String {
        self.out
    }

    pub(super) fn text(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Starts a line at the current depth.
    pub(super) fn begin_line(&mut self) {
        for _ in 0..self.depth {
            self.out.push_str("  ");
        }
        self.start = self.out.len();
        self.marks.clear();
    }

    /// Breaks the line where it is too long. What is written on from here stays on its last line.
    pub(super) fn wrap_line(&mut self) {
        let indent = self.depth * 2;
        let line = &self.out[self.start..];
        let is_long = indent + line.len() > WIDTH && indent + line.chars().count() > WIDTH;
        if is_long && !self.marks.is_empty() && !line.contains('\n') {
            let line = self.out.split_off(self.start);
            wrap::wrap(&mut self.out, &line, self.start, &self.marks, indent);
        }
        self.marks.clear();
    }

    pub(super) fn end_line(&mut self) {
        self.wrap_line();
        self.out.push('\n');
    }

    /// Writes an empty line, unless one stands there or nothing does.
    pub(super) fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    pub(super) fn deeper(&mut self, body: impl FnOnce(&mut Printer)) {
        self.depth += 1;
        body(self);
        self.depth -= 1;
    }

    /// Writes something that may not fit: what `write` writes is taken back when it answers false or the
    /// line becomes too long or breaks.
    pub(super) fn attempt(&mut self, write: impl FnOnce(&mut Printer)) -> bool {
        let len = self.out.len();
        write(self);
        let line = &self.out[self.start..];
        let fits = !line.contains('\n') && self.depth * 2 + line.chars().count() <= WIDTH;
        if !fits {
            self.out.truncate(len);
            self.marks.retain(|it| it.at <= len);
        }
        fits
    }

    /// Notes that the line may be broken here.
    pub(super) fn mark(&mut self, kind: MarkKind) {
        self.marks.push(Mark { at: self.out.len(), kind });
    }

    /// Writes `items` with commas between them, in brackets. Two or more may be broken apart.
    pub(super) fn list<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Printer, &T)) {
        let may_break = items.len() > 1;
        self.out.push('(');
        if may_break {
            self.mark(MarkKind::Open);
        }
        for (idx, item) in items.iter().enumerate() {
            if idx > 0 {
                self.out.push(',');
                self.mark(MarkKind::Break);
                self.out.push(' ');
            }
            write(self, item);
        }
        if may_break {
            self.mark(MarkKind::Close);
        }
        self.out.push(')');
    }

    /// Writes the parts of a header, with `joint` behind all but the last. They may be broken apart.
    pub(super) fn header_parts<T>(
        &mut self,
        parts: &[T],
        joint: &str,
        mut write: impl FnMut(&mut Printer, &T),
    ) {
        self.mark(MarkKind::OpenHeader);
        for (idx, part) in parts.iter().enumerate() {
            if idx > 0 {
                self.out.push_str(joint);
                self.mark(MarkKind::Break);
                self.out.push(' ');
            }
            write(self, part);
        }
        self.mark(MarkKind::Close);
    }

    /// Writes `items` with `between` them.
    pub(super) fn joined<T>(
        &mut self,
        items: &[T],
        between: &str,
        mut write: impl FnMut(&mut Printer, &T),
    ) {
        for (idx, item) in items.iter().enumerate() {
            if idx > 0 {
                self.out.push_str(between);
            }
            write(self, item);
        }
    }
}
