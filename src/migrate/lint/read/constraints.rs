//! Constraints and indexes as statements say them.

use super::Reader;
use super::words::spelled;
use crate::base::Name;
use crate::dialect::facts::{ConstraintKindSpec, ConstraintSpec, IndexSpec};
use crate::migrate::statements::Token;

impl Reader<'_> {
    pub(super) fn is_constraint(&self) -> bool {
        let next = self.tokens.get(self.at + 1);
        let is_pair = |a: &str, b: &str| self.is_word(a) && next.is_some_and(|it| it.is(b));
        let opens = next == Some(&Token::Mark('('));
        self.is_word("constraint") && next.is_some_and(|it| self.name_of(it).is_some())
            || is_pair("primary", "key")
            || is_pair("foreign", "key")
            || self.is_word("check") && opens
            || self.is_word("exclude") && (opens || next.is_some_and(|it| it.is("using")))
            || is_pair("not", "null")
            || self.is_word("unique")
                && (opens
                    || self.is_mysql()
                    || ["using", "key", "index", "nulls"]
                        .iter()
                        .any(|it| next.is_some_and(|next| next.is(it))))
    }

    /// Whether an index of MySQL comes next: `key a (b)`, `fulltext (c)`.
    pub(super) fn is_index(&self) -> bool {
        let is_kind = ["fulltext", "spatial"].iter().any(|it| self.is_word(it));
        self.is_mysql() && (is_kind || self.is_word("index") || self.is_word("key"))
    }

    pub(super) fn index(&mut self) -> Option<(Option<Name>, IndexSpec)> {
        let kind = self.index_kind();
        let _ = self.take("index") || self.take("key");
        self.take("if not exists");
        let is_named = self.peek() != Some(&Token::Mark('(')) && !self.is_word("using");
        let name = if is_named { self.name() } else { None };
        Some((name, self.index_body(false, kind)))
    }

    /// `[constraint name] check (…)` and its like.
    pub(super) fn constraint(&mut self) -> Option<ConstraintSpec> {
        let mut name = None;
        if self.take("constraint") {
            self.take("if not exists");
            let kinds = ["primary", "unique", "foreign", "check", "exclude"];
            // MySQL: the name may be left out behind `constraint`.
            if !kinds.iter().any(|it| self.is_word(it)) {
                name = self.name();
            }
        }
        let mut res = ConstraintSpec { name, ..ConstraintSpec::default() };
        if self.take("primary key") {
            res.kind = ConstraintKindSpec::Key;
        } else if self.take("unique") {
            self.unique(&mut res);
        } else if self.take("foreign key") {
            self.foreign_key(&mut res);
        } else if self.take("exclude") {
            res.kind = ConstraintKindSpec::Exclusion;
        } else if self.take("not null") {
            res.kind = ConstraintKindSpec::NotNull;
            res.columns = self.name().into_iter().collect();
        } else if self.take("check") {
            let group = self.skip_group();
            self.check(group, &mut res);
        } else {
            return None;
        }
        if self.take("using index") {
            res.using_index = self.name();
        } else if matches!(res.kind, ConstraintKindSpec::Key | ConstraintKindSpec::Unique) {
            if self.take("using") {
                self.name();
            }
            res.columns = self.names();
        }
        self.constraint_tail(&mut res);
        Some(res)
    }

    fn unique(&mut self, res: &mut ConstraintSpec) {
        res.kind = ConstraintKindSpec::Unique;
        let _ = self.take("key") || self.take("index");
        self.take("if not exists");
        res.nulls_not_distinct = self.take("nulls not distinct");
        let is_named = match self.peek() {
            Some(Token::Word(it)) => !it.eq_ignore_ascii_case("using"),
            Some(Token::Quoted(_)) => true,
            _ => false,
        };
        if is_named {
            res.name = self.name();
        }
    }

    fn foreign_key(&mut self, res: &mut ConstraintSpec) {
        res.kind = ConstraintKindSpec::ForeignKey;
        self.take("if not exists");
        if self.peek() != Some(&Token::Mark('(')) {
            let name = self.name();
            res.name = res.name.take().or(name);
        }
        res.columns = self.names();
        self.take("references");
        res.target = self.qualified();
        res.target_columns = self.names();
    }

    /// What a check uses and says: its columns, and which of them are not null.
    fn check(&self, group: &[Token], res: &mut ConstraintSpec) {
        let calls = |idx: usize| group.get(idx + 1) == Some(&Token::Mark('('));
        for (idx, token) in group.iter().enumerate() {
            if !calls(idx) {
                res.columns.extend(self.name_of(token));
            }
        }
        res.words = group.iter().map(|it| spelled(it).to_lowercase()).collect();
        // Each part of `a is not null and …`.
        let inner: Vec<&Token> =
            group.iter().filter(|it| !matches!(it, Token::Mark('(' | ')'))).collect();
        let is_joined = inner.iter().any(|it| it.is("or"));
        for part in inner.split(|it| it.is("and")).filter(|_| !is_joined) {
            if let [name, is, not, null] = part
                && is.is("is")
                && not.is("not")
                && null.is("null")
            {
                res.not_null.extend(self.name_of(name));
            }
        }
    }

    fn constraint_tail(&mut self, res: &mut ConstraintSpec) {
        while let Some(token) = self.peek() {
            match token {
                Token::Mark(',' | ')') => return,
                Token::Mark('(') => drop(self.skip_group()),
                _ if self.take("not valid") => res.not_valid = true,
                _ if self.take("not enforced") => res.not_enforced = true,
                _ => self.at += 1,
            }
        }
    }
}
