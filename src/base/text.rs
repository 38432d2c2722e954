//! Text that is written line by line with a depth.

/// Collects text; each line is indented by two spaces a level.
#[derive(Debug, Default)]
pub struct TextWriter {
    text: String,
    depth: usize,
}

impl TextWriter {
    /// Empty, at depth 0.
    pub fn new() -> TextWriter {
        TextWriter::default()
    }

    /// Writes `line` with the indentation of the current depth and a line end.
    pub fn line(&mut self, line: impl AsRef<str>) {
        let line = line.as_ref();
        if !line.is_empty() {
            self.indent();
            self.text.push_str(line);
        }
        self.text.push('\n');
    }

    /// Writes an empty line, unless nothing or an empty line stands before it.
    pub fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Writes the indentation of the current depth alone.
    pub fn indent(&mut self) {
        for _ in 0..self.depth {
            self.text.push_str("  ");
        }
    }

    /// Writes `text` as it is.
    pub fn raw(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Writes what `body` writes, one level deeper.
    pub fn nested(&mut self, body: impl FnOnce(&mut TextWriter)) {
        self.depth += 1;
        body(self);
        self.depth -= 1;
    }

    /// What was written so far.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The whole text.
    pub fn into_string(self) -> String {
        self.text
    }
}

impl std::fmt::Write for TextWriter {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.text.push_str(text);
        Ok(())
    }
}
