//! The line that is being read: where it starts and ends, and how deep it is indented.

/// Found once per line, so that a file of one endless line costs no more than one of many.
#[derive(Clone, Copy)]
pub(super) struct Line {
    /// Its first byte.
    pub(super) start: usize,
    /// Its line end, or the end of the text.
    pub(super) end: usize,
    /// How many blanks it starts with.
    pub(super) indent: usize,
}

impl Line {
    /// The line that starts at `start`.
    pub(super) fn at(text: &str, start: usize) -> Line {
        let rest = &text.as_bytes()[start..];
        let indent = rest.iter().take_while(|&&it| is_blank(it)).count();
        let len = text[start + indent..].find('\n').unwrap_or(rest.len() - indent);
        Line { start, end: start + indent + len, indent }
    }

    /// The line that `position` lies in.
    pub(super) fn around(text: &str, position: usize) -> Line {
        let start = text[..position].rfind('\n').map_or(0, |it| it + 1);
        Line::at(text, start)
    }

    /// The line below, if there is one.
    pub(super) fn next(self, text: &str) -> Option<Line> {
        (self.end < text.len()).then(|| Line::at(text, self.end + 1))
    }

    /// Whether nothing but blanks stands on it.
    pub(super) fn is_empty(self) -> bool {
        self.start + self.indent >= self.end
    }

    /// What stands on it, without its indentation.
    pub(super) fn content(self, text: &str) -> &str {
        &text[self.start + self.indent..self.end]
    }
}

pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r')
}
