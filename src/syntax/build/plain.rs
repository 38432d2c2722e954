//! Attributes of nothing but a plain name, a plain type, a mark and the usual words behind them: most of a model, read
//! without the grammar.
//!
//! It reads a part of what the rule `attribute` reads, and the same from it; the grammar is asked about all else.

use super::names::ident_at;
use super::{Context, expression};
use crate::base::{CompactPush, ReferentialAction, Span, Storage};
use crate::syntax::ast::{
    Attribute, Modifier, ModifierKind, Path, Quantifier, QuantifierKind, TypeKind, TypeRef,
};
use crate::syntax::spelling;

/// How many digits a number has at most that is certain to fit.
const MAX_DIGITS: usize = 9;

/// Words that may stand behind the type and its mark.
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
    /// `email varchar(254)? unique`, `owner Person on delete cascade`, `quantity int = 1 check quantity > 0`.
    pub(super) fn plain_attribute(&mut self, source: &str, start: usize) -> Option<Attribute> {
        let mut cursor = Cursor { source, at: 0 };
        let shape = Shape::read(&mut cursor)?;
        let ty = &source[shape.ty.0..shape.ty.1];
        if spelling::TYPE_STOPS.contains(&ty) {
            return None;
        }
        (self.start, self.offset) = (start, start);
        let modifiers = self.plain_modifiers(&mut cursor)?;
        let name = ident_at(self, &source[..shape.name_end], 0);
        let first = ident_at(self, ty, shape.ty.0);
        let span = self.piece_span(shape.ty.0, shape.type_end);
        let kind = TypeKind::Named {
            path: Path { first, rest: Vec::new() },
            arguments: shape.arguments(source),
        };
        let quantifier = self.plain_quantifier(shape.mark, span);
        let ty = TypeRef { kind, is_array: false, span };
        Some(Attribute { name, ty, quantifier, modifiers })
    }

    fn plain_quantifier(&self, mark: Option<(QuantifierKind, usize)>, before: Span) -> Quantifier {
        match mark {
            Some((kind, at)) => Quantifier { kind, span: self.piece_span(at, at + 1) },
            None => Quantifier { kind: QuantifierKind::One, span: before.at_end() },
        }
    }

    /// All that is left, each thing once and in its order.
    fn plain_modifiers(&mut self, cursor: &mut Cursor<'_>) -> Option<Vec<Modifier>> {
        let mut res: Vec<Modifier> = Vec::new();
        while cursor.peek().is_some() {
            let start = cursor.at;
            let is_apart = cursor.source[..start].ends_with(' ');
            let kind = self.plain_modifier(cursor).filter(|_| is_apart)?;
            if res.last().is_some_and(|it| it.kind.rank() >= kind.rank()) {
                return None;
            }
            let span = self.piece_span(start, cursor.at);
            res.compact_push(Modifier { kind, span });
            cursor.blanks();
        }
        Some(res)
    }

    fn plain_modifier(&mut self, cursor: &mut Cursor<'_>) -> Option<ModifierKind> {
        if cursor.starts_with("=") {
            cursor.at += 1;
            cursor.blanks();
            return expression::plain(self, cursor).map(ModifierKind::Default);
        }
        if cursor.starts_with(":=") {
            cursor.at += 2;
            cursor.blanks();
            let expr = expression::plain(self, cursor)?;
            return Some(ModifierKind::Derived(expr, cursor.storage()));
        }
        if cursor.keyword("check").is_some() {
            cursor.blanks();
            return expression::plain(self, cursor).map(ModifierKind::Check);
        }
        let words = WORDS.iter().find(|(words, _)| cursor.keyword(words).is_some());
        words.map(|(_, kind)| kind.clone())
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
}

impl Shape {
    /// Reads up to the first modifier.
    fn read(cursor: &mut Cursor<'_>) -> Option<Shape> {
        let (_, name_end) = cursor.word()?;
        cursor.blanks();
        let ty = cursor.word()?;
        let numbers = cursor.numbers()?;
        let type_end = cursor.at;
        cursor.blanks();
        let mark = cursor.mark();
        if mark.is_some() {
            cursor.blanks();
        }
        Some(Shape { name_end, ty, numbers, type_end, mark })
    }

    fn arguments(&self, source: &str) -> Vec<u32> {
        let numbers = self.numbers.iter().flatten();
        numbers.filter_map(|&(start, end)| source[start..end].parse().ok()).collect()
    }
}

/// A place in the text of a piece, in bytes.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub(super) source: &'a str,
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn peek(&self) -> Option<u8> {
        self.source.as_bytes().get(self.at).copied()
    }

    pub(super) fn starts_with(&self, text: &str) -> bool {
        self.source.as_bytes()[self.at..].starts_with(text.as_bytes())
    }

    pub(super) fn text_of(&self, (start, end): (usize, usize)) -> &'a str {
        &self.source[start..end]
    }

    pub(super) fn eat(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    /// These words, and no longer ones that start like them.
    pub(super) fn keyword(&mut self, words: &str) -> Option<()> {
        let behind = self.at + words.len();
        let next = self.source.as_bytes().get(behind);
        let is_end = next.is_none_or(|it| *it == b' ' || *it == b')');
        (self.starts_with(words) && is_end).then(|| self.at = behind)
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

    /// How many digits there are.
    pub(super) fn digits(&mut self) -> usize {
        let (start, end) = self.while_matches(|it| it.is_ascii_digit());
        end - start
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
        let start = self.at;
        (1..=MAX_DIGITS).contains(&self.digits()).then_some((start, self.at))
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

    /// Whether a derived value is kept, behind blanks.
    fn storage(&mut self) -> Option<Storage> {
        let before = *self;
        self.blanks();
        for (word, storage) in [("stored", Storage::Stored), ("virtual", Storage::Virtual)] {
            if self.keyword(word).is_some() {
                return Some(storage);
            }
        }
        *self = before;
        None
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::{Grammar, Rule, Scanner, member};
    use super::*;
    use crate::base::{Diagnostics, FileId};
    use crate::syntax::mistakes::Mistakes;
    use pest::Parser;

    const WORDS: [&str; 9] = ["a", "_b1", "key", "varchar", "sql", "case", "é", "1x", "not"];
    const BEHIND: [&str; 28 + 22] = [
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
        " = 1",
        "=1",
        "? = now()",
        " =now( ) unique",
        " unique = a",
        " = \"x y\" check a <> \"\"",
        " = \"\"\"x\"\"\"",
        " = 1 check a > 0 on delete cascade",
        " = 1 check a > 0 unique",
        " = 1 = 2",
        " = true check not a",
        " = -1",
        " = 1.50",
        " := a * b stored",
        " := a * b virtual stored",
        " := a*b",
        " := stored stored",
        " := a storedd",
        " check a > 0 check b > 0",
        " check a",
        " check(a)",
        " = 1check a",
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
