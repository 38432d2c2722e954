//! Columns, types and constraints as statements say them.

use super::super::super::statements::Token;
use super::Reader;
use crate::base::Name;
use crate::dialect::facts::{ColumnSpec, ConstraintKindSpec, ConstraintSpec, DefaultKind};
use crate::schema::NativeType;

impl Reader<'_> {
    pub(super) fn is_constraint(&self) -> bool {
        ["constraint", "primary", "unique", "foreign", "check", "exclude", "key", "index"]
            .iter()
            .any(|it| self.is_word(it))
            || self.is_word("fulltext")
            || self.is_word("spatial")
    }

    /// `[constraint name] check (…)` and its like.
    pub(super) fn constraint(&mut self) -> Option<ConstraintSpec> {
        let name = if self.take("constraint") { self.name() } else { None };
        let mut res = ConstraintSpec {
            name,
            kind: ConstraintKindSpec::Check,
            columns: Vec::new(),
            target: None,
            not_null: None,
            not_valid: false,
            not_enforced: false,
            using_index: None,
        };
        if self.take("primary key") {
            res.kind = ConstraintKindSpec::Key;
        } else if self.take("unique") {
            res.kind = ConstraintKindSpec::Unique;
            let _ = self.take("key") || self.take("index");
            let _ = self.take("nulls not distinct");
            if matches!(self.peek(), Some(Token::Word(it)) if it != "using")
                || matches!(self.peek(), Some(Token::Quoted(_)))
            {
                res.name = self.name();
            }
        } else if self.take("foreign key") {
            res.kind = ConstraintKindSpec::ForeignKey;
            if self.peek() != Some(&Token::Mark('(')) {
                self.name();
            }
            res.columns = self.names();
            self.take("references");
            res.target = self.qualified();
        } else if self.take("exclude") {
            res.kind = ConstraintKindSpec::Exclusion;
        } else if self.take("not null") {
            res.kind = ConstraintKindSpec::NotNull;
            res.columns = self.name().into_iter().collect();
        } else if self.take("check") {
            res.not_null = not_null_of(self.skip_group());
        } else {
            return None;
        }
        if self.take("using index") {
            res.using_index = self.name();
        } else if matches!(res.kind, ConstraintKindSpec::Key | ConstraintKindSpec::Unique) {
            res.columns = self.names();
        }
        self.constraint_tail(&mut res);
        Some(res)
    }

    pub(super) fn constraint_tail(&mut self, res: &mut ConstraintSpec) {
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

    /// `name type option…`
    pub(super) fn column(&mut self) -> Option<ColumnSpec> {
        let name = self.name()?;
        let (ty, type_text) = self.ty();
        let mut res = ColumnSpec { name, ty, type_text, ..ColumnSpec::default() };
        while let Some(token) = self.peek() {
            match token {
                Token::Mark(',' | ')') => break,
                Token::Mark('(') => drop(self.skip_group()),
                _ if self.take("not null") => res.is_not_null = true,
                _ if self.take("primary key") => res.is_key = true,
                _ if self.take("default") => res.default = Some(self.default()),
                _ if self.take("generated") => self.generated(&mut res),
                _ if self.take("as") => res.generated = Some(self.is_stored()),
                _ if self.take("auto_increment") || self.take("autoincrement") => {
                    res.is_identity = true;
                }
                _ if self.take("unique") => res.is_unique = true,
                _ if self.take("check") => res.has_check = true,
                _ if self.take("comment") => res.has_comment = true,
                _ if self.take("first") || self.take("after") => res.is_placed = true,
                _ if self.take("references") => res.references = self.qualified(),
                _ => self.at += 1,
            }
        }
        Some(res)
    }

    pub(super) fn generated(&mut self, res: &mut ColumnSpec) {
        let _ = self.take("always") || self.take("by default");
        self.take("as");
        if self.take("identity") {
            res.is_identity = true;
        } else {
            res.generated = Some(self.is_stored());
        }
    }

    pub(super) fn is_stored(&mut self) -> bool {
        self.skip_group();
        if self.take("virtual") {
            return false;
        }
        // Left out, it is computed on reading; PostgreSQL says it before version 18.
        self.take("stored") || self.take("persistent")
    }

    /// The default, without what comes behind it.
    pub(super) fn default(&mut self) -> DefaultKind {
        let start = self.at;
        let ends = [
            "not",
            "null",
            "check",
            "references",
            "unique",
            "primary",
            "constraint",
            "first",
            "after",
            "comment",
            "generated",
            "on",
            "collate",
            "auto_increment",
            "default",
        ];
        let mut is_first = true;
        while let Some(token) = self.peek() {
            let ends_here = !is_first && ends.iter().any(|it| token.is(it));
            match token {
                Token::Mark(',' | ')') => break,
                _ if ends_here => break,
                Token::Mark('(') => drop(self.skip_group()),
                _ => self.at += 1,
            }
            is_first = false;
        }
        default_kind(self.tokens.get(start..self.at).unwrap_or_default())
    }

    /// A type: its words up to the first option, and what stands in its parentheses.
    pub(super) fn ty(&mut self) -> (Option<NativeType>, String) {
        let ends = [
            "not",
            "null",
            "default",
            "primary",
            "unique",
            "check",
            "references",
            "generated",
            "constraint",
            "collate",
            "using",
            "first",
            "after",
            "comment",
            "auto_increment",
            "as",
            "on",
            "compression",
            "storage",
            "invisible",
            "charset",
            "autoincrement",
        ];
        let mut text = String::new();
        while let Some(token) = self.peek() {
            let is_end = ends.iter().any(|it| token.is(it))
                || token.is("character") && !text.is_empty() && !text.ends_with("national");
            match token {
                Token::Mark(',' | ')') => break,
                _ if is_end => break,
                Token::Mark('(') => {
                    let group = self.skip_group();
                    text.push_str(&group.iter().map(spelled).collect::<String>());
                }
                Token::Mark(c) => {
                    text.push(*c);
                    self.at += 1;
                }
                token => {
                    if !text.is_empty() && !text.ends_with('.') {
                        text.push(' ');
                    }
                    text.push_str(&spelled(token));
                    self.at += 1;
                }
            }
        }
        (self.dialect.type_words().read(&text), text)
    }
}

/// The column of `(column is not null)`.
fn not_null_of(group: &[Token]) -> Option<Name> {
    let inner: Vec<&Token> =
        group.iter().filter(|it| !matches!(it, Token::Mark('(' | ')'))).collect();
    match inner.as_slice() {
        [Token::Word(name) | Token::Quoted(name), is, not, null]
            if is.is("is") && not.is("not") && null.is("null") =>
        {
            Some(Name::new(name))
        }
        _ => None,
    }
}

/// Whether a default is the same for all rows of a statement.
fn default_kind(tokens: &[Token]) -> DefaultKind {
    const STABLE: [&str; 10] = [
        "now",
        "current_timestamp",
        "current_date",
        "current_time",
        "localtime",
        "localtimestamp",
        "transaction_timestamp",
        "statement_timestamp",
        "current_user",
        "session_user",
    ];
    if let [token] = tokens
        && token.is("null")
    {
        return DefaultKind::Null;
    }
    let mut calls = tokens.windows(2).filter_map(|pair| match pair {
        [Token::Word(name), Token::Mark('(')] => Some(name.as_str()),
        _ => None,
    });
    let is_stable_word = |it: &Token| STABLE.iter().any(|word| it.is(word));
    let types = ["varchar", "char", "numeric", "decimal", "cast", "timestamp", "interval"];
    if calls.clone().any(|it| !STABLE.contains(&it) && !types.contains(&it)) {
        return match calls
            .all(|it| ["lower", "upper", "length", "round", "abs", "coalesce"].contains(&it))
        {
            true => DefaultKind::Stable,
            false => DefaultKind::Volatile,
        };
    }
    match tokens.iter().any(is_stable_word) {
        true => DefaultKind::Stable,
        false if tokens.first() == Some(&Token::Mark('(')) => DefaultKind::Stable,
        false => DefaultKind::Constant,
    }
}

fn spelled(token: &Token) -> String {
    match token {
        Token::Word(it) | Token::Quoted(it) | Token::Number(it) => it.clone(),
        Token::Text(it) => format!("'{}'", it.replace('\'', "''")),
        Token::Mark(it) => it.to_string(),
    }
}
