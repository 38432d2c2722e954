//! Attributes of nothing but a plain name, a plain type, a mark and words that need no more: most of a model, read
//! without the grammar.
//!
//! It reads a part of what the rule `attribute` reads, and the same from it; the grammar is asked about all else.

use super::Context;
use super::names::ident_at;
use crate::base::{ReferentialAction, Span};
use crate::syntax::ast::{
    Attribute, Modifier, ModifierKind, Path, Quantifier, QuantifierKind, TypeKind, TypeRef,
};
use crate::syntax::spelling;

/// How many digits a number has at most that is certain to fit.
const MAX_DIGITS: usize = 9;

/// What may stand behind the type and its mark, each once and in this order.
static WORDS: [(&str, ModifierKind); 8] = [
    ("key", ModifierKind::Key),
    ("unique", ModifierKind::Unique),
    ("identity", ModifierKind::Identity),
    ("on delete cascade", ModifierKind::OnDelete(ReferentialAction::Cascade)),
    ("on delete restrict", ModifierKind::OnDelete(ReferentialAction::Restrict)),
    ("on delete set null", ModifierKind::OnDelete(ReferentialAction::SetNull)),
    ("on delete set default", ModifierKind::OnDelete(ReferentialAction::SetDefault)),
    ("on delete no action", ModifierKind::OnDelete(ReferentialAction::NoAction)),
];

impl Context<'_, '_> {
    /// The attribute that `source`, the text of the piece that starts at `start` of the file, says in plain words:
    /// `email varchar(254)? unique`, `owner Person on delete cascade`.
    pub(super) fn plain_attribute(&mut self, source: &str, start: usize) -> Option<Attribute> {
        let shape = Shape::of(source.as_bytes())?;
        let ty = &source[shape.ty.0..shape.ty.1];
        if spelling::TYPE_STOPS.contains(&ty) {
            return None;
        }
        (self.start, self.offset) = (start, start);
        let name = ident_at(self, &source[..shape.name_end], 0);
        let first = ident_at(self, ty, shape.ty.0);
        let span = self.piece_span(shape.ty.0, shape.type_end);
        let kind = TypeKind::Named {
            path: Path { first, rest: Vec::new() },
            arguments: shape.arguments(source),
        };
        let quantifier = self.plain_quantifier(shape.mark, span);
        let ty = TypeRef { kind, is_array: false, span };
        let modifiers = shape.words.iter().flatten().map(|&(which, at)| {
            let (words, kind) = &WORDS[which];
            Modifier { kind: kind.clone(), span: self.piece_span(at, at + words.len()) }
        });
        Some(Attribute { name, ty, quantifier, modifiers: modifiers.collect() })
    }

    fn plain_quantifier(&self, mark: Option<(QuantifierKind, usize)>, before: Span) -> Quantifier {
        match mark {
            Some((kind, at)) => Quantifier { kind, span: self.piece_span(at, at + 1) },
            None => Quantifier { kind: QuantifierKind::One, span: before.at_end() },
        }
    }
}

/// Where the parts of a plain attribute are, in bytes.
struct Shape {
    name_end: usize,
    ty: (usize, usize),
    /// The numbers in parentheses.
    numbers: [Option<(usize, usize)>; 2],
    /// Behind the closing parenthesis, or behind the type.
    type_end: usize,
    mark: Option<(QuantifierKind, usize)>,
    /// Which of [`WORDS`] follow, and where.
    words: [Option<(usize, usize)>; 4],
}

impl Shape {
    fn of(text: &[u8]) -> Option<Shape> {
        let mut cursor = Cursor { text, at: 0 };
        let (_, name_end) = cursor.word()?;
        cursor.blanks();
        let ty = cursor.word()?;
        let numbers = cursor.numbers()?;
        let type_end = cursor.at;
        cursor.blanks();
        let mark = cursor.mark();
        let words = cursor.words()?;
        Some(Shape { name_end, ty, numbers, type_end, mark, words })
    }

    fn arguments(&self, source: &str) -> Vec<u32> {
        let numbers = self.numbers.iter().flatten();
        numbers.filter_map(|&(start, end)| source[start..end].parse().ok()).collect()
    }
}

pub(super) struct Cursor<'a> {
    pub(super) text: &'a [u8],
    pub(super) at: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    pub(super) fn eat(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    pub(super) fn blanks(&mut self) {
        while self.peek() == Some(b' ') {
            self.at += 1;
        }
    }

    fn while_matches(&mut self, is_inner: impl Fn(u8) -> bool) -> (usize, usize) {
        let start = self.at;
        while self.peek().is_some_and(&is_inner) {
            self.at += 1;
        }
        (start, self.at)
    }

    /// A name of ASCII letters.
    pub(super) fn word(&mut self) -> Option<(usize, usize)> {
        let first = self.peek()?;
        let is_start = first.is_ascii_alphabetic() || first == b'_';
        is_start.then(|| self.while_matches(|it| it.is_ascii_alphanumeric() || it == b'_'))
    }

    /// `(80)`, `(10, 2)` or neither; nothing where something else stands in the parentheses.
    fn numbers(&mut self) -> Option<[Option<(usize, usize)>; 2]> {
        if self.eat(b'(').is_none() {
            return Some([None, None]);
        }
        let first = self.number()?;
        let second = match self.eat(b',') {
            Some(()) => {
                self.blanks();
                Some(self.number()?)
            }
            None => None,
        };
        self.eat(b')')?;
        Some([Some(first), second])
    }

    fn number(&mut self) -> Option<(usize, usize)> {
        let res = self.while_matches(|it| it.is_ascii_digit());
        (1..=MAX_DIGITS).contains(&(res.1 - res.0)).then_some(res)
    }

    fn mark(&mut self) -> Option<(QuantifierKind, usize)> {
        let kind = match self.peek()? {
            b'?' => QuantifierKind::Optional,
            b'*' => QuantifierKind::Any,
            b'+' => QuantifierKind::Some,
            _ => return None,
        };
        self.at += 1;
        Some((kind, self.at - 1))
    }

    /// What follows up to the end; nothing where it is more than [`WORDS`] in their order.
    fn words(&mut self) -> Option<[Option<(usize, usize)>; 4]> {
        let mut res = [None; 4];
        let (mut n_words, mut next) = (0, 0);
        while self.at < self.text.len() {
            let is_apart = self.text[self.at - 1] == b' ';
            let rest = &self.text[self.at..];
            let is_here = |words: &str| rest.strip_prefix(words.as_bytes()).is_some_and(ends_word);
            let which = (next..WORDS.len()).find(|&it| is_here(WORDS[it].0) && is_apart)?;
            *res.get_mut(n_words)? = Some((which, self.at));
            // What is to be done on a delete is said once.
            let is_last = matches!(WORDS[which].1, ModifierKind::OnDelete(_));
            (n_words, next) = (n_words + 1, if is_last { WORDS.len() } else { which + 1 });
            self.at += WORDS[which].0.len();
            self.blanks();
        }
        Some(res)
    }
}

/// Whether a word ends before `rest`.
fn ends_word(rest: &[u8]) -> bool {
    rest.first().is_none_or(|it| *it == b' ')
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::{Grammar, Rule, Scanner, member};
    use super::*;
    use crate::base::{Diagnostics, FileId};
    use crate::syntax::mistakes::Mistakes;
    use pest::Parser;

    const WORDS: [&str; 9] = ["a", "_b1", "key", "varchar", "sql", "case", "é", "1x", "not"];
    const BEHIND: [&str; 28] = [
        "",
        "(8)",
        " (8)",
        "(10,2)",
        "(10, 2)",
        "(10 ,2)",
        "( 8 )",
        "()",
        "(9999999999)",
        "?",
        " ?",
        "(8)*",
        "[]",
        ".b",
        " key",
        "+ +",
        " key identity",
        "?  unique",
        "?unique",
        "(8) unique  identity ",
        " identity key",
        " unique unique",
        " keys",
        " unique = 1",
        " on delete cascade",
        "? unique on delete set null",
        " on delete  restrict",
        " on delete cascade on delete restrict",
    ];

    /// What `read` makes of `source`, with the messages.
    pub(in super::super) fn told<T: std::fmt::Debug>(
        source: &str,
        read: impl FnOnce(&mut Context<'_, '_>) -> T,
    ) -> (T, usize) {
        let mut diagnostics = Diagnostics::new();
        let scanner = Scanner::new(FileId(0), source, Mistakes::new(&mut diagnostics));
        let mut cx = Context::new(FileId(0), source, scanner);
        let res = read(&mut cx);
        let _ = cx.scanner.mistakes.finish(source);
        (res, diagnostics.into_vec().len())
    }

    fn by_grammar(source: &str) -> (Option<Attribute>, usize) {
        told(source, |cx| {
            let node = Grammar::parse(Rule::attribute, source).ok()?.next()?;
            member::attribute(cx, node, &mut Vec::new())
        })
    }

    #[test]
    fn what_is_plain_is_read_as_the_grammar_reads_it() {
        let mut n_plain = 0;
        for (name, ty) in WORDS.iter().flat_map(|it| WORDS.map(|ty| (it, ty))) {
            for (gap, behind) in [" ", "  ", "\t"].iter().flat_map(|it| BEHIND.map(|b| (it, b))) {
                let source = format!("{name}{gap}{ty}{behind}");
                let (plain, _) = told(&source, |cx| cx.plain_attribute(&source, 0));
                let Some(plain) = plain else { continue };
                let (expected, n_messages) = by_grammar(&source);
                assert_eq!(format!("{:?}", Some(plain)), format!("{expected:?}"), "{source}");
                assert_eq!(n_messages, 0, "{source}");
                n_plain += 1;
            }
        }
        assert!(n_plain > 300, "{n_plain} of the sources are plain");
    }
}
