//! Headers of entities and enums in plain words, `Order extends Document with Audited`: most of those in a model, read
//! without the grammar.
//!
//! It reads a part of what the rules `entity_header` and `enum_header` read, and the same from it; the grammar is asked
//! about all else.

use super::Context;
use super::header::Header;
use super::names::ident_at;
use super::plain::Cursor;
use crate::syntax::grammar::Rule;

impl Context<'_, '_> {
    /// The header that `source`, the text of the piece that starts at `start` of the file, says in plain words behind
    /// the one that told its `rule`, which takes `told` bytes.
    pub(super) fn plain_header(
        &mut self,
        rule: Rule,
        source: &str,
        told: usize,
        start: usize,
    ) -> Option<Header> {
        if !matches!(rule, Rule::entity_header | Rule::enum_header) {
            return None;
        }
        (self.start, self.offset) = (start, start);
        let mut cursor = Cursor { source, at: told };
        cursor.blanks();
        let name = cursor.word()?;
        let name = ident_at(self, cursor.text_of(name), name.0);
        let mut res = Header { name: Some(name), ..Header::default() };
        cursor.blanks();
        if rule == Rule::entity_header {
            if cursor.keyword("extends").is_some() {
                cursor.blanks();
                res.paths.push(self.plain_path(&mut cursor)?);
                cursor.blanks();
            }
            if cursor.keyword("with").is_some() {
                cursor.blanks();
                res.mixins.push(self.plain_path(&mut cursor)?);
                cursor.blanks();
            }
        }
        cursor.peek().is_none().then_some(res)
    }
}

#[cfg(test)]
mod tests {
    use super::super::plain::tests::told;
    use super::super::{Grammar, header};
    use super::*;
    use pest::Parser;

    const HEADERS: [&str; 22] = [
        "A",
        " A ",
        "A extends B",
        "A with M",
        "A extends B with M",
        "A  with  M ",
        "A with M extends B",
        "A with M, N",
        "A extends b.B",
        "A extends",
        "A with",
        "extends extends extends",
        "with with with",
        "extends B",
        "withB",
        "A withM",
        "A extends\tB",
        "A @was(B)",
        "A.B",
        "`A`",
        "Ä",
        "",
    ];

    #[test]
    fn what_is_plain_is_read_as_the_grammar_reads_it() {
        let mut n_plain = 0;
        let words = [("entity", Rule::entity_header), ("enum", Rule::enum_header)];
        for (text, (word, rule)) in HEADERS.iter().flat_map(|it| words.map(|word| (it, word))) {
            let (source, len) = (format!("{word} {text}"), word.len());
            let (plain, _) = told(&source, |cx| cx.plain_header(rule, &source, len, 0));
            let Some(plain) = plain else { continue };
            let (expected, n_messages) = told(&source, |cx| {
                let rest = source[len..].trim_start();
                cx.offset = source.len() - rest.len();
                let node = Grammar::parse(rule, rest).ok()?.next()?;
                Some(header::read(cx, node))
            });
            assert_eq!(format!("{:?}", Some(plain)), format!("{expected:?}"), "{source}");
            assert_eq!(n_messages, 0, "{source}");
            n_plain += 1;
        }
        assert!(n_plain > 10, "{n_plain} of the headers are plain");
    }
}
