//! Where a piece goes on below its line.

use super::line::Line;
use super::piece::{Draft, Mode};
use super::scanner::Scanner;
use super::shape::{first_word, keyword};
use crate::syntax::diags;

impl Scanner<'_, '_> {
    /// The line below on which the piece goes on, where it does. Inside brackets that is a deeper one, or one
    /// that starts with a closing bracket; behind a joint of a header, a deeper one.
    pub(super) fn continuation(&self, draft: &Draft, mode: Mode) -> Option<Line> {
        let is_open = draft.n_brackets > 0;
        if !is_open && mode != Mode::Header {
            return None;
        }
        let next = self.next_full_line()?;
        let is_deeper = next.indent > draft.column;
        let content = next.content(self.text);
        let goes_on = match is_open {
            true => is_deeper || content.starts_with([')', ']']),
            false => {
                is_deeper && (self.ends_with_joint(draft) || self.leads_with_dashes(draft, content))
            }
        };
        goes_on.then_some(next)
    }

    /// Whether the header, or what follows a body, ends with what joins its parts, so that the line may end.
    fn ends_with_joint(&self, draft: &Draft) -> bool {
        let text = &self.text[draft.start..draft.end];
        let joints: &[&str] = match keyword(text).map(|it| it.word) {
            Some("relationship") => &[":", "--"],
            Some("union") => &["=", "|"],
            Some("type" | "native") => &["="],
            Some(_) => &[],
            None => return text == "=",
        };
        joints.iter().any(|it| text.ends_with(it))
    }

    /// Whether the next line, which says `content`, starts with the `--` that belongs to the end of this one. It
    /// may also be a comment in the words of SQL.
    fn leads_with_dashes(&self, draft: &Draft, content: &str) -> bool {
        let header = &self.text[draft.start..draft.end];
        let is_first = || !header.contains("--");
        content.starts_with("--")
            && first_word(header) == "relationship"
            && (is_first() || content.trim_end().ends_with('{'))
    }

    /// Reports the `--` that the line starts with on which a header goes on.
    pub(super) fn report_leading_dashes(&mut self, draft: &Draft) {
        let is_leading = draft.n_brackets == 0
            && self.rest_of_line().starts_with("--")
            && !self.ends_with_joint(draft);
        if is_leading {
            let dashes = self.span(self.position, self.position + 2);
            let above = self.span(draft.end, draft.end);
            self.report(diags::leading_dashes(dashes, above));
        }
    }
}
