//! Comments of other languages: passed over like comments, and reported once where several follow one
//! another.

use super::scanner::Scanner;
use crate::base::{Edit, Fix, Span};
use crate::syntax::diags;

/// Comments of another language that stand on lines in a row.
#[derive(Default)]
pub(super) struct ForeignComments {
    first: Option<(Span, &'static str)>,
    edits: Vec<Edit>,
}

impl ForeignComments {
    /// Reads one more, if one starts here.
    pub(super) fn take(&mut self, scanner: &mut Scanner<'_, '_>) -> bool {
        let Some(mark) = scanner.foreign_mark() else { return false };
        let start = scanner.position;
        let here = scanner.span(start, start + mark.len());
        self.first.get_or_insert((here, mark));
        if mark == "/*" {
            let comment = scanner.block_comment();
            let text = as_line_comments(comment, scanner.line_start_blanks(start));
            self.edits.push(Edit { span: scanner.span(start, start + comment.len()), text });
        } else {
            let marks = scanner.rest_of_line().bytes().take_while(|it| mark.as_bytes()[0] == *it);
            let span = scanner.span(start, start + marks.count());
            self.edits.push(Edit { span, text: "//".to_owned() });
            scanner.skip_line();
        }
        true
    }

    /// Reports what was read.
    pub(super) fn report(self, scanner: &mut Scanner<'_, '_>) {
        if let Some((span, mark)) = self.first {
            let fix = Fix::safe("write `//`", self.edits);
            scanner.report(diags::foreign_comment(span, mark, fix));
        }
    }
}

/// The lines of `/* … */`, each with `//`.
fn as_line_comments(comment: &str, indent: &str) -> String {
    let inner = comment.trim_start_matches(['/', '*']).trim_end_matches(['/', '*']).trim();
    let lines = inner.lines().map(|it| it.trim().trim_start_matches('*').trim());
    let lines: Vec<_> = lines.map(|it| format!("// {it}").trim_end().to_owned()).collect();
    match lines.is_empty() {
        true => "//".to_owned(),
        false => lines.join(&format!("\n{indent}")),
    }
}

impl<'a> Scanner<'a, '_> {
    /// How the comment of another language that starts here is marked.
    fn foreign_mark(&self) -> Option<&'static str> {
        let rest = &self.text[self.position..];
        ["/*", "--", "#"].into_iter().find(|it| rest.starts_with(it))
    }

    /// Whether a comment of another language stands behind the piece that is being read. `--` counts
    /// between blanks alone, since an operand may be negative.
    pub(super) fn at_foreign_comment(&self) -> bool {
        let before = self.text[..self.position].ends_with([' ', '\t']);
        let behind = self.rest_of_line().get(2..).unwrap_or_default();
        match self.foreign_mark() {
            Some("/*") => true,
            Some("--") => before && (behind.is_empty() || behind.starts_with([' ', '\t'])),
            Some(_) => before,
            None => false,
        }
    }

    /// Reads `/* … */`; one that is not closed ends with its line.
    fn block_comment(&mut self) -> &'a str {
        let rest = &self.text[self.position..];
        let last = *self.last_block_end.get_or_insert_with(|| self.text.rfind("*/").unwrap_or(0));
        let end = if last < self.position { None } else { rest.find("*/") };
        let len = end.map_or(self.rest_of_line().trim_end().len(), |it| it + 2);
        self.jump(self.position + len);
        &rest[..len]
    }

    /// The indentation of the line that holds `position`, where nothing else stands before it.
    fn line_start_blanks(&self, position: usize) -> &'a str {
        let from = self.text.floor_char_boundary(position.saturating_sub(200));
        let before = &self.text[from..position];
        let line = before.rfind('\n').map_or(before, |it| &before[it + 1..]);
        if line.trim().is_empty() { line } else { "" }
    }
}
