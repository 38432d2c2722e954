//! Keys, unique constraints, indexes and checks in plain words, `index (owner, opened_on desc) where closed_on is null`:
//! most of those in a model, read without the grammar.
//!
//! It reads a part of what the rules `key`, `unique`, `index` and `check` read, and the same from it; the grammar is
//! asked about all else.

use super::names::ident_at;
use super::plain::Cursor;
use super::{Context, expression};
use crate::syntax::ast::{Check, Expr, Ident, Index, Item, Key, MemberKind, Path, Unique};
use crate::syntax::grammar::Rule;

impl Context<'_, '_> {
    /// The member that `source`, the text of the piece that starts at `start` of the file, says in plain words behind
    /// the one that told its `rule`, which takes `told` bytes.
    pub(super) fn plain_constraint(
        &mut self,
        rule: Rule,
        source: &str,
        told: usize,
        start: usize,
    ) -> Option<MemberKind> {
        let mut cursor = Cursor { source, at: told };
        (self.start, self.offset) = (start, start);
        cursor.blanks();
        let name = self.plain_label(&mut cursor);
        let res = match rule {
            Rule::key => {
                let attributes = self.plain_list(&mut cursor, Context::plain_path)?;
                MemberKind::Key(Box::new(Key { name, attributes }))
            }
            Rule::check => {
                let expr = expression::plain(self, &mut cursor)?;
                MemberKind::Check(Box::new(Check { name, expr }))
            }
            _ => {
                let items = self.plain_list(&mut cursor, Context::plain_item)?;
                let predicate = self.plain_predicate(&mut cursor)?;
                indexed(rule, name, items, predicate)
            }
        };
        cursor.blanks();
        cursor.peek().is_none().then_some(res)
    }

    /// `name:`, where that is what comes next.
    fn plain_label(&mut self, cursor: &mut Cursor<'_>) -> Option<Ident> {
        let mut behind = *cursor;
        let word = behind.word()?;
        behind.eat(b':')?;
        behind.blanks();
        *cursor = behind;
        Some(ident_at(self, cursor.text_of(word), word.0))
    }

    /// What stands in parentheses, with commas between.
    fn plain_list<T>(
        &mut self,
        cursor: &mut Cursor<'_>,
        read: impl Fn(&mut Self, &mut Cursor<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        cursor.eat(b'(')?;
        let rest = &cursor.source[cursor.at..];
        let mut res = Vec::with_capacity(rest.bytes().filter(|it| *it == b',').count() + 1);
        loop {
            cursor.blanks();
            res.push(read(self, cursor)?);
            cursor.blanks();
            if cursor.eat(b',').is_none() {
                break;
            }
        }
        cursor.eat(b')')?;
        Some(res)
    }

    /// A name without dots or quotes.
    pub(super) fn plain_path(&mut self, cursor: &mut Cursor<'_>) -> Option<Path> {
        let word = cursor.word()?;
        Some(Path { first: ident_at(self, cursor.text_of(word), word.0), rest: Vec::new() })
    }

    fn plain_item(&mut self, cursor: &mut Cursor<'_>) -> Option<Item> {
        let start = cursor.at;
        let expr = expression::plain(self, cursor)?;
        let mut end = cursor.at;
        cursor.blanks();
        let descending = cursor.keyword("desc").is_some();
        if descending {
            end = cursor.at;
        }
        let span = self.piece_span(start, end);
        Some(Item { expr, collation: None, operator_class: None, descending, nulls: None, span })
    }

    /// What follows `where`, if anything does.
    fn plain_predicate(&mut self, cursor: &mut Cursor<'_>) -> Option<Option<Expr>> {
        cursor.blanks();
        if cursor.keyword("where").is_none() {
            return Some(None);
        }
        cursor.blanks();
        expression::plain(self, cursor).map(Some)
    }
}

fn indexed(
    rule: Rule,
    name: Option<Ident>,
    items: Vec<Item>,
    predicate: Option<Expr>,
) -> MemberKind {
    if rule == Rule::unique {
        let nulls_not_distinct = false;
        return MemberKind::Unique(Box::new(Unique { name, items, nulls_not_distinct, predicate }));
    }
    let (method, include) = (None, Vec::new());
    MemberKind::Index(Box::new(Index { name, items, method, include, predicate }))
}

#[cfg(test)]
mod tests {
    use super::super::plain::tests::told;
    use super::super::{Grammar, constraint};
    use super::*;
    use pest::Parser;

    const LISTS: [&str; 27] = [
        "(a)",
        "( a )",
        "(a,b)",
        "(a , b)",
        "(a, b desc, c)",
        "(a  desc )",
        "(a desc, b desc)",
        "live: (a)",
        "live:(a, b)",
        "live : (a)",
        "desc: (desc)",
        "(desc desc)",
        "(a asc)",
        "(a desc nulls first)",
        "(a.b)",
        "(lower(a))",
        "(a) where b is null",
        "(a) include (b)",
        "(a) nulls not distinct",
        "(a) @was(b)",
        "(a",
        "()",
        "(a,)",
        "(é)",
        "(\ta)",
        "a",
        "(a) ",
    ];
    const NAMES: [&str; 13] = [
        "null",
        "true",
        "false",
        "not",
        "case",
        "cast",
        "extract",
        "sql",
        "and",
        "category",
        "expires",
        "notes",
        "references",
    ];

    const TOKENS: [&str; 46] = [
        "a",
        "b",
        "line_no",
        "null",
        "true",
        "not",
        "and",
        "or",
        "is",
        "is null",
        "is not null",
        "between",
        "between 1 and 9",
        "in",
        "like",
        "=",
        "<>",
        "<",
        ">=",
        "+",
        "-",
        "*",
        "/",
        "||",
        "->",
        "(",
        ")",
        "()",
        ",",
        "1",
        "0.5",
        "1e3",
        "2x",
        "\"x\"",
        "\"\"",
        "\"\\n\"",
        "'q'",
        "lower",
        "now()",
        "lower(a)",
        "f(a, 1)",
        "a.b",
        "é",
        "where",
        "desc",
        ":",
    ];

    /// What the grammar makes of the member that `word` starts, and how much there is to say of it.
    fn by_grammar(rule: Rule, word: &str, source: &str) -> (Option<MemberKind>, usize) {
        told(source, |cx| {
            let rest = source[word.len()..].trim_start();
            cx.offset = source.len() - rest.len();
            let node = Grammar::parse(rule, rest).ok()?.next()?;
            constraint::constraint(cx, rule, node, &mut Vec::new())
        })
    }

    /// Whether the source is plain; if so, it is read as the grammar reads it.
    fn is_read_alike(rule: Rule, word: &str, source: &str) -> bool {
        let (plain, _) = told(source, |cx| cx.plain_constraint(rule, source, word.len(), 0));
        let Some(plain) = plain else { return false };
        let (expected, n_messages) = by_grammar(rule, word, source);
        assert_eq!(format!("{:?}", Some(plain)), format!("{expected:?}"), "{source}");
        assert_eq!(n_messages, 0, "{source}");
        true
    }

    const WORDS: [(&str, Rule); 4] = [
        ("key", Rule::key),
        ("unique", Rule::unique),
        ("index", Rule::index),
        ("check", Rule::check),
    ];

    #[test]
    fn what_is_plain_is_read_as_the_grammar_reads_it() {
        let named = NAMES.map(|it| format!("({it}, a)"));
        let lists = LISTS.into_iter().chain(named.iter().map(String::as_str));
        let mut n_plain = 0;
        for (list, (word, rule)) in lists.flat_map(|it| WORDS.map(|word| (it, word))) {
            for source in [format!("{word} {list}"), format!("{word}{list}")] {
                n_plain += usize::from(is_read_alike(rule, word, &source));
            }
        }
        assert!(n_plain > 90, "{n_plain} of the sources are plain");
    }

    #[test]
    fn expressions_of_any_words_are_read_as_the_grammar_reads_them() {
        let mut seed = 7_u64;
        let mut below = |bound: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 33) as usize % bound
        };
        let mut n_plain = 0;
        for _ in 0..60_000 {
            let n_tokens = 1 + below(8);
            let mut text = String::new();
            for _ in 0..n_tokens {
                text.push_str(TOKENS[below(TOKENS.len())]);
                text.push_str(["", " ", " ", "  "][below(4)]);
            }
            let (sources, rules) = ([format!("({text})"), text], [1, 2, 3]);
            let (word, rule) = WORDS[rules[below(3)]];
            let list = &sources[usize::from(rule == Rule::check || below(8) == 0)];
            n_plain += usize::from(is_read_alike(rule, word, &format!("{word} {list}")));
        }
        assert!(n_plain > 2_000, "{n_plain} of the sources are plain");
    }
}
