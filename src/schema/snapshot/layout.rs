//! The layout of the document: one field or item a line, two spaces a level.

use std::io::{Result, Write};

use serde_json::ser::Formatter;

/// What a line begins with: the comma of the one before, its end, and more spaces than the document is deep.
const LINE: &[u8] = b",\n                                ";

/// Lays JSON out as `serde_json::to_string_pretty` does, but writes the beginning of a line in one piece: a snapshot is
/// nearly all short lines.
#[derive(Default)]
pub(super) struct Layout {
    depth: usize,
    /// Whether something stands in what was begun last.
    is_filled: bool,
}

impl Layout {
    fn begin<W: Write + ?Sized>(&mut self, writer: &mut W, bracket: &[u8]) -> Result<()> {
        self.depth += 1;
        self.is_filled = false;
        writer.write_all(bracket)
    }

    fn end<W: Write + ?Sized>(&mut self, writer: &mut W, bracket: &[u8]) -> Result<()> {
        self.depth -= 1;
        if self.is_filled {
            self.line(writer, true)?;
        }
        writer.write_all(bracket)
    }

    fn line<W: Write + ?Sized>(&mut self, writer: &mut W, is_first: bool) -> Result<()> {
        let end = (2 + 2 * self.depth).min(LINE.len());
        writer.write_all(&LINE[usize::from(is_first)..end])
    }
}

impl Formatter for Layout {
    fn begin_array<W: Write + ?Sized>(&mut self, writer: &mut W) -> Result<()> {
        self.begin(writer, b"[")
    }

    fn end_array<W: Write + ?Sized>(&mut self, writer: &mut W) -> Result<()> {
        self.end(writer, b"]")
    }

    fn begin_array_value<W: Write + ?Sized>(&mut self, writer: &mut W, first: bool) -> Result<()> {
        self.line(writer, first)
    }

    fn end_array_value<W: Write + ?Sized>(&mut self, _: &mut W) -> Result<()> {
        self.is_filled = true;
        Ok(())
    }

    fn begin_object<W: Write + ?Sized>(&mut self, writer: &mut W) -> Result<()> {
        self.begin(writer, b"{")
    }

    fn end_object<W: Write + ?Sized>(&mut self, writer: &mut W) -> Result<()> {
        self.end(writer, b"}")
    }

    fn begin_object_key<W: Write + ?Sized>(&mut self, writer: &mut W, first: bool) -> Result<()> {
        self.line(writer, first)
    }

    fn begin_object_value<W: Write + ?Sized>(&mut self, writer: &mut W) -> Result<()> {
        writer.write_all(b": ")
    }

    fn end_object_value<W: Write + ?Sized>(&mut self, _: &mut W) -> Result<()> {
        self.is_filled = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Layout;
    use serde::Serialize;
    use serde_json::{Serializer, json, to_string_pretty};

    #[test]
    fn is_that_of_serde_json() {
        let value = json!({ "a": [], "b": {}, "c": [1, [null, true], { "d": "\n\"" }], "e": { "f": [[], {}] } });
        let mut bytes = Vec::new();
        value.serialize(&mut Serializer::with_formatter(&mut bytes, Layout::default())).unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), to_string_pretty(&value).unwrap());
    }
}
