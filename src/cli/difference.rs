//! The difference of two texts, line by line, as `diff -u` writes it and `patch` reads it.

use std::ops::Range;
use std::time::{Duration, Instant};

use similar::algorithms::{Capture, Replace, myers};
use similar::{DiffOp, DiffTag};

/// How many lines that stay stand around those that change.
const CONTEXT: usize = 3;

/// How long the shortest difference is looked for; a longer one is as right.
const MOST_TIME: Duration = Duration::from_secs(2);

/// What changes between two versions of the file that is shown as `path`.
pub(super) fn unified(path: &str, before: &str, after: &str) -> String {
    let (before, after) = (lines(before), lines(after));
    let mut res = format!("--- {path}\n+++ {path}\n");
    for hunk in changes(&before, &after).into_grouped_ops(CONTEXT) {
        push_hunk(&hunk, &before, &after, &mut res);
    }
    res
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// By Myers, "An O(ND) Difference Algorithm and Its Variations", 1986.
fn changes(before: &[&str], after: &[&str]) -> Capture {
    let mut res = Replace::new(Capture::new());
    let (whole, other) = (0..before.len(), 0..after.len());
    let end = Some(Instant::now() + MOST_TIME);
    let Ok(()) = myers::diff_deadline(&mut res, before, whole, after, other, end);
    res.into_inner()
}

fn push_hunk(hunk: &[DiffOp], before: &[&str], after: &[&str], res: &mut String) {
    let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else { return };
    let old = range(first.old_range().start..last.old_range().end);
    let new = range(first.new_range().start..last.new_range().end);
    res.push_str(&format!("@@ -{old} +{new} @@\n"));
    for part in hunk {
        let (old, new) = (&before[part.old_range()], &after[part.new_range()]);
        if part.tag() == DiffTag::Equal {
            old.iter().for_each(|it| push_line(' ', it, res));
        } else {
            old.iter().for_each(|it| push_line('-', it, res));
            new.iter().for_each(|it| push_line('+', it, res));
        }
    }
}

/// The first line and how many follow: of no lines the one above is told, of one not how many.
fn range(lines: Range<usize>) -> String {
    match lines.len() {
        0 => format!("{},0", lines.start),
        1 => format!("{}", lines.start + 1),
        n_lines => format!("{},{n_lines}", lines.start + 1),
    }
}

fn push_line(mark: char, line: &str, res: &mut String) {
    res.push(mark);
    res.push_str(line);
    if !line.ends_with('\n') {
        res.push_str("\n\\ No newline at end of file\n");
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
                "1\n2\n3\n4\n5\n0\n7\n8\n9\n",
                "@@ -3,7 +3,7 @@\n 3\n 4\n 5\n-6\n+0\n 7\n 8\n 9\n",
            ),
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

    /// What `patch` makes of `before`: lines are looked for where the heads of the hunks say.
    fn patched(before: &str, difference: &str) -> String {
        let (before, mut res, mut at) = (lines(before), String::new(), 0);
        let mut told = lines(difference).into_iter().skip(2).peekable();
        while let Some(line) = told.next() {
            let (mark, rest) = line.split_at(1);
            let ends_file = told.next_if(|it| it.starts_with('\\')).is_some();
            let text = if ends_file { rest.trim_end_matches('\n') } else { rest };
            if mark == "@" {
                let old = line.split([' ', '-']).nth(2).unwrap_or_default();
                let (start, len) = old.split_once(',').unwrap_or((old, "1"));
                let start: usize = start.parse().unwrap_or_default();
                let start = if len == "0" { start } else { start - 1 };
                res.extend(before[at..start].iter().copied());
                at = start;
            } else if mark == "+" {
                res.push_str(text);
            } else {
                assert_eq!(before[at], text, "{difference}");
                res.push_str(if mark == " " { text } else { "" });
                at += 1;
            }
        }
        res.extend(before[at..].iter().copied());
        res
    }

    #[test]
    fn what_is_told_makes_one_of_the_other() {
        // Numbers that look random: the high bits of a linear congruence.
        let mut state = 1u32;
        let mut next = move |bound: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) % bound
        };
        for _ in 0..500 {
            let mut text = || -> String {
                let lines: Vec<String> = (0..next(40)).map(|_| next(3).to_string()).collect();
                lines.join("\n") + if next(2) == 0 { "\n" } else { "" }
            };
            let (before, after) = (text(), text());
            assert_eq!(patched(&before, &unified("m.erd", &before, &after)), after);
        }
    }
}
