//! A page: a heading, then labels on the left and what belongs to them on the right.

use unicode_width::UnicodeWidthStr;

use crate::base::{Sources, Span};

/// How a text for people may look, and where its places are.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// The texts that spans point into.
    pub sources: &'a Sources,
    /// Whether colours may be used.
    pub color: bool,
    /// How many columns there are.
    pub width: usize,
}

/// Collects the lines of a page.
pub(super) struct Page<'a> {
    pub(super) look: Look<'a>,
    text: String,
}

/// The columns that labels have.
const LABEL: usize = 16;

/// How a piece of text is set off.
#[derive(Clone, Copy)]
pub(super) enum Tone {
    Strong,
    Faint,
    Good,
    Bad,
}

impl<'a> Page<'a> {
    pub(super) fn new(look: Look<'a>) -> Page<'a> {
        Page { look, text: String::new() }
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// A heading, with an empty line before it unless it is the first line.
    pub(super) fn heading(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let text = self.tone(Tone::Strong, text);
        self.text.push_str(&text);
        self.text.push('\n');
    }

    /// An empty line.
    pub(super) fn gap(&mut self) {
        self.text.push('\n');
    }

    /// Lines behind a label; nothing where there are none.
    pub(super) fn entry(&mut self, label: &str, lines: &[String]) {
        for (idx, line) in lines.iter().enumerate() {
            let label = if idx == 0 { label } else { "" };
            let fill = LABEL.saturating_sub(label.width());
            let label = self.tone(Tone::Faint, label);
            let line = format!("  {label}{}{line}", " ".repeat(fill));
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
    }

    /// A sentence behind a label, over as many lines as it needs.
    pub(super) fn sentence(&mut self, label: &str, text: &str) {
        let lines = self.wrap(text, LABEL + 2);
        self.entry(label, &lines);
    }

    /// Rows of cells behind a label, in columns.
    pub(super) fn columns(&mut self, label: &str, rows: &[Vec<String>]) {
        self.entry(label, &aligned(rows));
    }

    /// A paragraph over the whole width.
    pub(super) fn paragraph(&mut self, text: &str) {
        for line in self.wrap(text, 2) {
            self.text.push_str("  ");
            self.text.push_str(&line);
            self.text.push('\n');
        }
    }

    /// Lines as they are.
    pub(super) fn lines(&mut self, indent: usize, lines: &[String]) {
        for line in lines {
            self.text.push_str(format!("{}{line}", " ".repeat(indent)).trim_end());
            self.text.push('\n');
        }
    }

    /// `text` set off where colours may be used.
    pub(super) fn tone(&self, tone: Tone, text: &str) -> String {
        let code = match tone {
            Tone::Strong => "1",
            Tone::Faint => "2",
            Tone::Good => "32",
            Tone::Bad => "31",
        };
        match self.look.color && !text.is_empty() {
            true => format!("\x1b[{code}m{text}\x1b[0m"),
            false => text.to_owned(),
        }
    }

    /// `model.erd:12`
    pub(super) fn place(&self, span: Span) -> String {
        match self.look.sources.get(span.file) {
            Some(file) => format!("{}:{}", file.path, file.line_column(span.start).line),
            None => String::new(),
        }
    }

    /// `text` in lines that fit behind `indent` columns.
    fn wrap(&self, text: &str, indent: usize) -> Vec<String> {
        let width = self.look.width.saturating_sub(indent).max(20);
        let mut res: Vec<String> = Vec::new();
        for word in text.split(' ') {
            match res.last_mut() {
                Some(line) if line.width() + 1 + word.width() <= width => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => res.push(word.to_owned()),
            }
        }
        res
    }
}

/// Cells in columns, each as wide as its widest cell.
pub(super) fn aligned(rows: &[Vec<String>]) -> Vec<String> {
    let n_columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|it| it.width()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..n_columns).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths);
        let cells = cells.map(|(it, width)| format!("{it}{}", " ".repeat(width - it.width())));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}
