//! Where something stands in the sources: a file and a range of bytes.

/// A file of the current [`Sources`](super::Sources), in the order in which the files were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A range of bytes in one file. `start <= end`, and both lie on character boundaries of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte behind the last.
    pub end: u32,
}

impl Span {
    /// The bytes `start..end` of `file`.
    pub fn new(file: FileId, start: usize, end: usize) -> Span {
        Span { file, start: clamp(start), end: clamp(end) }
    }

    /// The span of what no file says, such as a table read from a database.
    pub fn nowhere() -> Span {
        Span { file: FileId(u32::MAX), start: 0, end: 0 }
    }

    /// Whether this is [`Span::nowhere`].
    pub fn is_nowhere(self) -> bool {
        self.file.0 == u32::MAX
    }

    /// The smallest span that covers both. The file is that of `self`.
    pub fn to(self, other: Span) -> Span {
        Span { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The empty span at the start.
    pub fn at_start(self) -> Span {
        Span { end: self.start, ..self }
    }

    /// The empty span at the end.
    pub fn at_end(self) -> Span {
        Span { start: self.end, ..self }
    }

    /// The range to slice the text of the file with.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Sources over 4 GiB are refused by the loader, so no offset is ever cut here.
fn clamp(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
