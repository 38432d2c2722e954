//! The texts that were read, by file, with lines found once.

use std::sync::OnceLock;

use super::span::{FileId, Span};

/// Every text of one run. A [`FileId`] is an index into it.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

/// One text and the name it is shown under.
#[derive(Debug)]
pub struct SourceFile {
    /// The path as the user wrote it, or `<stdin>`.
    pub path: String,
    /// The whole text, without a byte order mark.
    pub text: String,
    line_starts: OnceLock<Vec<u32>>,
}

/// A place as people count: both start at 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

impl Sources {
    /// No files yet.
    pub fn new() -> Sources {
        Sources::default()
    }

    /// Takes a text in and gives it its id.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let id = self.next_id();
        self.files.push(SourceFile {
            path: path.into(),
            text: text.into(),
            line_starts: OnceLock::new(),
        });
        id
    }

    /// The id that the next [`Sources::add`] will give.
    pub fn next_id(&self) -> FileId {
        FileId(u32::try_from(self.files.len()).expect("fewer than 2^32 files are read"))
    }

    /// The file of `id`, or nothing for [`Span::nowhere`].
    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// All files with their ids, in the order they were read.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(idx, file)| (FileId(idx as u32), file))
    }

    /// The text under `span`; empty for [`Span::nowhere`].
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.file).and_then(|file| file.text.get(span.range())).unwrap_or_default()
    }
}

impl SourceFile {
    /// Where `offset` lies. Past the end it is the end.
    pub fn line_column(&self, offset: u32) -> LineColumn {
        let starts = self.line_starts();
        let line_idx = starts.partition_point(|&start| start <= offset).saturating_sub(1);
        let line_start = starts[line_idx] as usize;
        let end = (offset as usize).min(self.text.len());
        let before = self.text.get(line_start..end).unwrap_or_default();
        LineColumn { line: line_idx + 1, column: before.chars().count() + 1 }
    }

    /// How many lines there are; an empty text has one.
    pub fn n_lines(&self) -> usize {
        self.line_starts().len()
    }

    /// The bytes of the line with this index (from 0), without its line end.
    pub fn line(&self, line_idx: usize) -> &str {
        let starts = self.line_starts();
        let Some(&start) = starts.get(line_idx) else { return "" };
        let end = starts.get(line_idx + 1).map_or(self.text.len(), |&next| next as usize);
        self.text[start as usize..end].trim_end_matches(['\n', '\r'])
    }

    /// The offset of the first byte of each line.
    pub fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let ends = self.text.match_indices('\n');
            std::iter::once(0).chain(ends.map(|(idx, _)| idx as u32 + 1)).collect()
        })
    }
}
