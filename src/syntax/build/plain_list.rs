//! Keys, unique constraints and indexes over nothing but plain names, `index (owner, opened_on desc)`: most of those
//! in a model, read without the grammar.
//!
//! It reads a part of what the rules `key`, `unique` and `index` read, and the same from it; the grammar is asked
//! about all else.

use super::Context;
use super::names::ident_at;
use super::plain::Cursor;
use crate::base::{ExprKind, Span};
use crate::syntax::ast::{Expr, Ident, Index, Item, Key, MemberKind, Path, Unique};
use crate::syntax::grammar::Rule;
use crate::syntax::spelling;

/// Words that are values, or stand before one, and are no names.
const VALUES: [&str; 4] = ["null", "true", "false", "not"];

impl Context<'_, '_> {
    /// The member that `source`, the text of the piece that starts at `start` of the file, says in plain words behind
    /// the one that told its `rule`, which takes `told` bytes.
    pub(super) fn plain_list(
        &mut self,
        rule: Rule,
        source: &str,
        told: usize,
        start: usize,
    ) -> Option<MemberKind> {
        let shape = Shape::of(source, told)?;
        let is_key = rule == Rule::key;
        let may_stand = |it: &Listed| if is_key { !it.is_descending } else { it.is_value(source) };
        if !shape.names.iter().all(may_stand) {
            return None;
        }
        (self.start, self.offset) = (start, start);
        let mut ident = |(from, to): (usize, usize)| ident_at(self, &source[from..to], from);
        let name = shape.label.map(&mut ident);
        let paths = shape.names.iter().map(|it| Path { first: ident(it.name), rest: Vec::new() });
        if is_key {
            return Some(MemberKind::Key(Box::new(Key { name, attributes: paths.collect() })));
        }
        let items = paths.zip(&shape.names).map(|(path, it)| it.to_item(path)).collect();
        Some(match rule {
            Rule::unique => unique(name, items),
            _ => index(name, items),
        })
    }
}

fn unique(name: Option<Ident>, items: Vec<Item>) -> MemberKind {
    MemberKind::Unique(Box::new(Unique { name, items, nulls_not_distinct: false, predicate: None }))
}

fn index(name: Option<Ident>, items: Vec<Item>) -> MemberKind {
    let (method, include, predicate) = (None, Vec::new(), None);
    MemberKind::Index(Box::new(Index { name, items, method, include, predicate }))
}

/// Where the parts of a plain list are, in bytes.
struct Shape {
    label: Option<(usize, usize)>,
    names: Vec<Listed>,
}

/// A name in a list.
struct Listed {
    name: (usize, usize),
    /// Whether `desc` follows.
    is_descending: bool,
    /// Where that word ends, or else the name.
    end: usize,
}

impl Shape {
    fn of(source: &str, told: usize) -> Option<Shape> {
        let mut cursor = Cursor { text: source.as_bytes(), at: told };
        cursor.blanks();
        let label = cursor.word();
        if label.is_some() {
            cursor.eat(b':')?;
            cursor.blanks();
        }
        cursor.eat(b'(')?;
        let mut names = Vec::with_capacity(source.bytes().filter(|it| *it == b',').count() + 1);
        loop {
            names.push(Listed::read(source, &mut cursor)?);
            if cursor.eat(b',').is_none() {
                break;
            }
        }
        cursor.eat(b')')?;
        cursor.blanks();
        (cursor.at == source.len()).then_some(Shape { label, names })
    }
}

impl Listed {
    fn read(source: &str, cursor: &mut Cursor<'_>) -> Option<Listed> {
        cursor.blanks();
        let name = cursor.word()?;
        cursor.blanks();
        let order = cursor.word();
        let is_descending = match order {
            Some((from, to)) if &source[from..to] == "desc" => true,
            Some(_) => return None,
            None => false,
        };
        cursor.blanks();
        Some(Listed { name, is_descending, end: order.unwrap_or(name).1 })
    }

    /// Whether the name can stand for a value.
    fn is_value(&self, source: &str) -> bool {
        let name = &source[self.name.0..self.name.1];
        !spelling::is_operand_word(name) && !VALUES.contains(&name)
    }

    fn to_item(&self, path: Path) -> Item {
        let name = path.first.span;
        let more = self.end - self.name.1;
        Item {
            expr: Expr::new(ExprKind::Reference(path), name),
            collation: None,
            operator_class: None,
            descending: self.is_descending,
            nulls: None,
            span: Span { end: name.end + more as u32, ..name },
        }
    }
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

    #[test]
    fn what_is_plain_is_read_as_the_grammar_reads_it() {
        let mut n_plain = 0;
        let words = [("key", Rule::key), ("unique", Rule::unique), ("index", Rule::index)];
        let named = NAMES.map(|it| format!("({it}, a)"));
        let lists = LISTS.into_iter().chain(named.iter().map(String::as_str));
        for (list, (word, rule)) in lists.flat_map(|it| words.map(|word| (it, word))) {
            for source in [format!("{word} {list}"), format!("{word}{list}")] {
                let len = word.len();
                let (plain, _) = told(&source, |cx| cx.plain_list(rule, &source, len, 0));
                let Some(plain) = plain else { continue };
                let (expected, n_messages) = told(&source, |cx| {
                    let rest = source[len..].trim_start();
                    cx.offset = source.len() - rest.len();
                    let node = Grammar::parse(rule, rest).ok()?.next()?;
                    constraint::constraint(cx, rule, node, &mut Vec::new())
                });
                assert_eq!(format!("{:?}", Some(plain)), format!("{expected:?}"), "{source}");
                assert_eq!(n_messages, 0, "{source}");
                n_plain += 1;
            }
        }
        assert!(n_plain > 70, "{n_plain} of the sources are plain");
    }
}
