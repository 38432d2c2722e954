//! From the words of a statement to what it does.

mod columns;
mod tables;

use super::super::statements::Token;
use crate::base::{DialectId, Name};
use crate::dialect::facts::Operation;
use crate::dialect::{self, Dialect};
use crate::schema::QualifiedName;

/// What a statement does; one `alter table` may do several things.
pub(super) fn operations(tokens: &[Token], id: DialectId) -> Vec<Operation> {
    let dialect = dialect::of(id);
    let mut reader = Reader { tokens, at: 0, dialect };
    reader.statement()
}

pub(super) struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
    dialect: &'static dyn Dialect,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<&'a Token> {
        self.tokens.get(self.at)
    }

    fn is_word(&self, word: &str) -> bool {
        self.peek().is_some_and(|it| it.is(word))
    }

    /// Takes words if they come next, all of them.
    fn take(&mut self, words: &str) -> bool {
        let wanted: Vec<&str> = words.split(' ').collect();
        let come = self.tokens.get(self.at..self.at + wanted.len());
        let is_it = come.is_some_and(|it| it.iter().zip(&wanted).all(|(a, b)| a.is(b)));
        if is_it {
            self.at += wanted.len();
        }
        is_it
    }

    fn take_mark(&mut self, mark: char) -> bool {
        let is_it = self.peek() == Some(&Token::Mark(mark));
        self.at += usize::from(is_it);
        is_it
    }

    fn next(&mut self) -> Option<&'a Token> {
        let res = self.peek();
        self.at += usize::from(res.is_some());
        res
    }

    fn name(&mut self) -> Option<Name> {
        let res = match self.peek()? {
            Token::Word(it) | Token::Quoted(it) => Name::new(it),
            Token::Text(_) | Token::Number(_) | Token::Mark(_) => return None,
        };
        self.at += 1;
        Some(res)
    }

    /// `a`, `schema.a`; the default schema goes without saying.
    fn qualified(&mut self) -> Option<QualifiedName> {
        let mut first = self.name()?;
        let mut namespace = None;
        while self.take_mark('.') {
            namespace = Some(first);
            first = self.name()?;
        }
        let usual = self.dialect.capabilities().default_namespace;
        let is_usual = |it: &Name| {
            Some(it.as_str()) == usual || it == "temp" || it == "pg_temp" || it == "main"
        };
        let namespace = namespace.filter(|it: &Name| !is_usual(it));
        Some(QualifiedName { namespace, name: first })
    }

    /// Passes over what stands in parentheses.
    fn skip_group(&mut self) -> &'a [Token] {
        let start = self.at;
        let mut depth = 0_usize;
        while let Some(token) = self.peek() {
            match token {
                Token::Mark('(') => depth += 1,
                Token::Mark(')') => depth = depth.saturating_sub(1),
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                break;
            }
        }
        self.tokens.get(start..self.at).unwrap_or_default()
    }

    /// The plain names in a list in parentheses.
    fn names(&mut self) -> Vec<Name> {
        let group = self.skip_group();
        let mut res = Vec::new();
        let mut is_start = false;
        let mut depth = 0_usize;
        for token in group {
            match token {
                Token::Mark('(') => {
                    depth += 1;
                    is_start = depth == 1;
                    continue;
                }
                Token::Mark(')') => depth = depth.saturating_sub(1),
                Token::Mark(',') => {
                    is_start = depth == 1;
                    continue;
                }
                Token::Word(it) | Token::Quoted(it) if is_start => res.push(Name::new(it)),
                _ => {}
            }
            is_start = false;
        }
        res
    }

    fn has(&self, word: &str) -> bool {
        self.tokens[self.at.min(self.tokens.len())..].iter().any(|it| it.is(word))
    }

    fn statement(&mut self) -> Vec<Operation> {
        let Some(Token::Word(first)) = self.next() else { return vec![Operation::Unknown] };
        match first.as_str() {
            "create" => vec![self.create().unwrap_or(Operation::Unknown)],
            "alter" => self.alter(),
            "drop" => self.drop(),
            "truncate" => {
                self.take("table");
                self.take("only");
                let cascade = self.has("cascade");
                let table = self.qualified();
                vec![
                    table
                        .map_or(Operation::Unknown, |table| Operation::Truncate { table, cascade }),
                ]
            }
            "rename" => self.rename(),
            "reindex" => vec![self.reindex()],
            "refresh" => {
                self.take("materialized view");
                let concurrently = self.take("concurrently");
                let view = self.qualified();
                vec![
                    view.map_or(Operation::Unknown, |view| Operation::Refresh {
                        view,
                        concurrently,
                    }),
                ]
            }
            "comment" => {
                let about = self.take("on table") || self.take("on column");
                let name = self.qualified().filter(|_| about);
                // A column is named behind its table.
                let is_column = self.tokens.iter().take(3).any(|it| it.is("column"));
                let name = match (is_column, name) {
                    (true, Some(it)) => it.namespace.map(QualifiedName::plain),
                    (_, it) => it,
                };
                vec![Operation::Comment(name)]
            }
            "vacuum" => {
                let is_full = self.has("full") || self.dialect.id() == DialectId::Sqlite;
                if !is_full {
                    return vec![Operation::Nothing];
                }
                self.take("full");
                vec![Operation::Cluster(self.qualified())]
            }
            "cluster" => vec![Operation::Cluster(self.qualified())],
            "analyze" => {
                self.take("table");
                vec![self.qualified().map_or(Operation::Nothing, Operation::Analyze)]
            }
            "begin" | "start" => vec![Operation::Begin],
            "commit" | "end" => vec![Operation::Commit],
            "rollback" => vec![Operation::Rollback],
            "set" | "pragma" => vec![self.set()],
            "insert" | "replace" => {
                let _ = self.take("into") || self.take("ignore into");
                vec![self.qualified().map_or(Operation::Unknown, Operation::Insert)]
            }
            "update" => {
                let has_condition = self.has("where");
                self.take("only");
                let table = self.qualified();
                vec![
                    table.map_or(Operation::Unknown, |table| Operation::Update {
                        table,
                        has_condition,
                    }),
                ]
            }
            "delete" => {
                let has_condition = self.has("where");
                let _ = self.take("from only") || self.take("from");
                let table = self.qualified();
                vec![
                    table.map_or(Operation::Unknown, |table| Operation::Delete {
                        table,
                        has_condition,
                    }),
                ]
            }
            "select" | "with" | "values" | "do" | "explain" | "show" | "grant" | "revoke"
            | "lock" | "use" | "call" | "savepoint" | "release" | "notify" | "copy" | "reset"
            | "discard" | "table" => vec![Operation::Nothing],
            _ => vec![Operation::Unknown],
        }
    }

    fn set(&mut self) -> Operation {
        let _ = self.take("session") || self.take("local") || self.take("global");
        if self.take("time zone") {
            return Operation::Set(Name::new("timezone"), self.value());
        }
        let Some(name) = self.name() else { return Operation::Nothing };
        let _ = self.take_mark('=') || self.take("to") || self.take_mark('(');
        Operation::Set(Name::new(name.to_lowercase()), self.value())
    }

    fn value(&mut self) -> String {
        match self.next() {
            Some(Token::Word(it) | Token::Quoted(it) | Token::Text(it) | Token::Number(it)) => {
                it.clone()
            }
            Some(Token::Mark(it)) => it.to_string(),
            None => String::new(),
        }
    }

    fn create(&mut self) -> Option<Operation> {
        let replaces = self.take("or replace");
        let is_unlogged = self.take("unlogged");
        let _ = self.take("temporary") || self.take("temp");
        let is_unique = self.take("unique");
        let kind =
            ["fulltext", "spatial"].into_iter().find(|it| self.take(it)).map(Name::new_static);
        if self.take("index") {
            return self.create_index(is_unique, kind);
        }
        if self.take("table") {
            let if_not_exists = self.take("if not exists");
            let table = self.qualified()?;
            return Some(self.create_table(table, if_not_exists, is_unlogged));
        }
        let is_materialized = self.take("materialized");
        if self.take("view") {
            self.take("if not exists");
            let view = self.qualified()?;
            return Some(Operation::CreateView {
                view,
                reads: self.read_tables(),
                is_materialized,
                replaces,
            });
        }
        let _ = self.take("constraint");
        if self.take("trigger") {
            self.pass("on");
            return self.qualified().map(Operation::CreateTrigger);
        }
        if self.take("policy") || self.take("rule") {
            let _ = self.has("on") && self.pass("on");
            return self.qualified().map(Operation::CreatePolicy);
        }
        if self.take("statistics") {
            self.pass("from");
            return self.qualified().map(Operation::Analyze);
        }
        Some(Operation::Create)
    }

    /// Goes behind the next such word.
    fn pass(&mut self, word: &str) -> bool {
        while let Some(token) = self.next() {
            if token.is(word) {
                return true;
            }
        }
        false
    }

    /// What stands behind every `from` and `join`.
    fn read_tables(&mut self) -> Vec<QualifiedName> {
        let mut res = Vec::new();
        while let Some(token) = self.next() {
            if token.is("from") || token.is("join") {
                res.extend(self.qualified());
            }
        }
        res.sort_unstable();
        res.dedup();
        res
    }

    fn create_index(&mut self, is_unique: bool, kind: Option<Name>) -> Option<Operation> {
        let concurrently = self.take("concurrently");
        let if_not_exists = self.take("if not exists");
        let name = if self.is_word("on") { None } else { self.qualified().map(|it| it.name) };
        self.take("on");
        self.take("only");
        let table = self.qualified()?;
        if self.take("using") {
            self.name();
        }
        let columns = self.names();
        Some(Operation::CreateIndex {
            table,
            name,
            is_unique,
            concurrently,
            if_not_exists,
            kind,
            columns,
        })
    }

    fn create_table(
        &mut self,
        table: QualifiedName,
        if_not_exists: bool,
        is_unlogged: bool,
    ) -> Operation {
        let (mut columns, mut references) = (Vec::new(), Vec::new());
        let partition_of = if self.take("partition of") { self.qualified() } else { None };
        if self.take_mark('(') {
            loop {
                if self.is_constraint() {
                    references.extend(self.constraint().and_then(|it| it.target));
                } else if let Some(column) = self.column() {
                    references.extend(column.references.clone());
                    columns.push(column);
                }
                self.skip_to_separator();
                if !self.take_mark(',') {
                    break;
                }
            }
        }
        references.retain(|it| *it != table);
        references.sort_unstable();
        references.dedup();
        Operation::CreateTable {
            table,
            columns,
            references,
            partition_of,
            if_not_exists,
            is_unlogged,
        }
    }

    /// Goes to the next `,` or `)` of this level.
    fn skip_to_separator(&mut self) {
        while let Some(token) = self.peek() {
            match token {
                Token::Mark(',' | ')') => return,
                Token::Mark('(') => drop(self.skip_group()),
                _ => self.at += 1,
            }
        }
    }

    fn drop(&mut self) -> Vec<Operation> {
        let cascade = self.has("cascade");
        if self.take("table") {
            self.take("if exists");
            return self.list(|table| Operation::DropTable { table, cascade });
        }
        if self.take("index") {
            let concurrently = self.take("concurrently");
            self.take("if exists");
            let Some(name) = self.qualified() else { return vec![Operation::Unknown] };
            let table = if self.take("on") { self.qualified() } else { None };
            return vec![Operation::DropIndex { table, name: name.name, concurrently }];
        }
        if self.take("materialized view") || self.take("view") {
            self.take("if exists");
            return self.list(Operation::DropView);
        }
        if self.take("trigger") || self.take("policy") || self.take("rule") {
            if !self.has("on") {
                return vec![Operation::Create];
            }
            self.pass("on");
            return vec![self.qualified().map_or(Operation::Unknown, Operation::DropOfTable)];
        }
        let kind = self.name().unwrap_or_default();
        self.take("if exists");
        let name = self.name().unwrap_or_default();
        vec![Operation::DropOther { kind, name, cascade }]
    }

    fn list(&mut self, make: impl Fn(QualifiedName) -> Operation) -> Vec<Operation> {
        let mut res = Vec::new();
        while let Some(name) = self.qualified() {
            res.push(make(name));
            if !self.take_mark(',') {
                break;
            }
        }
        res
    }

    /// `rename table a to b, c to d`
    fn rename(&mut self) -> Vec<Operation> {
        let mut res = Vec::new();
        self.take("table");
        while let Some(from) = self.qualified() {
            self.take("to");
            let Some(to) = self.qualified() else { break };
            res.push(Operation::Alter(from, crate::dialect::facts::TableAction::RenameTable(to)));
            if !self.take_mark(',') {
                break;
            }
        }
        res
    }

    fn reindex(&mut self) -> Operation {
        let is_table = self.take("table");
        let _ = self.take("index") || self.take("schema") || self.take("database");
        let concurrently = self.take("concurrently");
        let table = if is_table { self.qualified() } else { None };
        Operation::Reindex { table, concurrently }
    }
}
