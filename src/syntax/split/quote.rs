//! Strings and quoted names, which hide what would end a piece.

use super::scanner::Scanner;
use super::shape::starts_declaration;
use crate::base::Diagnostic;
use crate::syntax::diags;

impl Scanner<'_, '_> {
    pub(super) fn at_raw_string(&self) -> bool {
        self.text[self.position..].starts_with("\"\"\"")
    }

    /// Reads `"…"`, `'…'` or a quoted name; none of them spans lines.
    pub(super) fn quoted(&mut self, quote: u8) -> Result<(), Box<Diagnostic>> {
        let line = self.rest_of_line().as_bytes();
        let mut idx = 1;
        while idx < line.len() && line[idx] != quote {
            let escapes = line[idx] == b'\\' && quote != b'\'';
            idx += if escapes { 2 } else { 1 };
        }
        if idx < line.len() {
            self.position += idx + 1;
            return Ok(());
        }
        let start = self.here();
        self.skip_line();
        // A quote at the start of the line below is the one that is missing here.
        let below = self
            .line
            .next(self.text)
            .filter(|it| it.content(self.text).as_bytes().first() == Some(&quote));
        if let Some(line) = below {
            self.enter(line);
            self.position += 1;
        }
        Err(Box::new(diags::unclosed_quote(start, quote as char)))
    }

    /// Whether two quotes stand here where the third is missing that opens a text of several lines.
    pub(super) fn at_two_quotes(&self) -> bool {
        let line = self.rest_of_line();
        self.has_odd_raw_string
            && line.trim_end() == "\"\""
            && self.text[self.line.end..].contains("\"\"\"")
    }

    /// Reads a text of several lines that starts with two quotes.
    pub(super) fn two_quotes(&mut self) -> Diagnostic {
        let span = self.span(self.position, self.position + 2);
        let _ = self.raw_text(span.end as usize);
        diags::two_quotes(span)
    }

    /// Reads `"""…"""`. Where one partner is missing in the file, the text ends at the latest before a
    /// line that starts a declaration.
    pub(super) fn raw_string(&mut self) -> Result<(), Box<Diagnostic>> {
        self.raw_text(self.position + 3)
    }

    /// Reads a text of several lines that starts at `start`, through its closing quotes.
    fn raw_text(&mut self, start: usize) -> Result<(), Box<Diagnostic>> {
        let inner = &self.text[start..];
        let close = inner.find("\"\"\"");
        let swallowed = &inner[..close.unwrap_or(inner.len())];
        let is_doubtful = self.has_odd_raw_string || close.is_none();
        let declaration = if is_doubtful { first_declaration(swallowed) } else { None };
        let opened = self.span(self.position, start);
        if is_doubtful && let Some(at) = two_quotes(swallowed) {
            self.jump(start + at + 2);
            return Err(Box::new(diags::two_quotes(self.span(start + at, start + at + 2))));
        }
        match (close, declaration) {
            (Some(close), None) => {
                self.jump(start + close + 3);
                Ok(())
            }
            (_, declaration) => {
                // The line end before the declaration ends the piece.
                self.jump(declaration.map_or(self.text.len(), |it| start + it - 1));
                Err(Box::new(diags::unclosed_raw_string(opened)))
            }
        }
    }
}

/// Where a line of `text` starts with two quotes and a bracket, as the end of it would with three.
fn two_quotes(text: &str) -> Option<usize> {
    let mut starts = text.match_indices('\n').map(|(idx, _)| {
        let line = &text[idx + 1..];
        idx + 1 + line.len() - line.trim_start_matches([' ', '\t']).len()
    });
    starts.find(|&it| text[it..].starts_with("\"\")") || text[it..].starts_with("\"\","))
}

/// Where the first line of `text` starts that looks like a declaration at column 0.
fn first_declaration(text: &str) -> Option<usize> {
    let starts = text.match_indices('\n').map(|(idx, _)| idx + 1);
    let mut starts = starts.filter(|&it| text[it..].starts_with(|c: char| c.is_ascii_alphabetic()));
    starts.find(|&it| starts_declaration(text[it..].lines().next().unwrap_or_default()))
}
