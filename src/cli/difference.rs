//! The difference of two texts, line by line, as `diff -u` writes it and `patch` reads it.

use std::fmt;

use imara_diff::{
    Algorithm, Diff, InternedInput, Interner, Token, UnifiedDiffConfig, UnifiedDiffPrinter,
};

/// What changes between two versions of the file that is shown as `path`.
pub(super) fn unified(path: &str, before: &str, after: &str) -> String {
    let lines = InternedInput::new(before, after);
    let mut diff = Diff::compute(Algorithm::Histogram, &lines);
    diff.postprocess_lines(&lines);
    let printer = Lines(&lines.interner);
    let hunks = diff.unified_diff(&printer, UnifiedDiffConfig::default(), &lines);
    format!("--- {path}\n+++ {path}\n{hunks}")
}

/// Writes lines, those at the end of a file that lack their line end included.
struct Lines<'a>(&'a Interner<&'a str>);

impl Lines<'_> {
    fn line(&self, f: &mut impl fmt::Write, mark: char, line: Token) -> fmt::Result {
        let line = self.0[line];
        f.write_char(mark)?;
        f.write_str(line)?;
        if line.ends_with('\n') { Ok(()) } else { f.write_str("\n\\ No newline at end of file\n") }
    }
}

impl UnifiedDiffPrinter for Lines<'_> {
    fn display_header(
        &self,
        mut f: impl fmt::Write,
        start_before: u32,
        start_after: u32,
        len_before: u32,
        len_after: u32,
    ) -> fmt::Result {
        let range = |start: u32, len: u32| {
            // Of no lines, the one above is told; of one, not how many.
            let start = if len == 0 { start } else { start + 1 };
            if len == 1 { start.to_string() } else { format!("{start},{len}") }
        };
        let (before, after) = (range(start_before, len_before), range(start_after, len_after));
        writeln!(f, "@@ -{before} +{after} @@")
    }

    fn display_context_token(&self, mut f: impl fmt::Write, token: Token) -> fmt::Result {
        self.line(&mut f, ' ', token)
    }

    fn display_hunk(
        &self,
        mut f: impl fmt::Write,
        before: &[Token],
        after: &[Token],
    ) -> fmt::Result {
        before.iter().try_for_each(|it| self.line(&mut f, '-', *it))?;
        after.iter().try_for_each(|it| self.line(&mut f, '+', *it))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_patch_has_to_know_is_told() {
        let cases = [
            ("a\nb\n", "a\nc\n", "@@ -1,2 +1,2 @@\n a\n-b\n+c\n"),
            ("a", "a\n", "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n"),
            ("", "a\n", "@@ -0,0 +1 @@\n+a\n"),
            ("a\n", "", "@@ -1 +0,0 @@\n-a\n"),
            (
                "1\n2\n3\n4\n5\n6\n7\n8\n9\n",
                "0\n2\n3\n4\n5\n6\n7\n8\n0",
                "@@ -1,4 +1,4 @@\n-1\n+0\n 2\n 3\n 4\n@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-9\n+0\n\\ No newline at end of file\n",
            ),
        ];
        for (before, after, expected) in cases {
            let expected = format!("--- m.erd\n+++ m.erd\n{expected}");
            assert_eq!(unified("m.erd", before, after), expected);
        }
    }
}
