//! What `create` makes, tables aside.

use super::Reader;
use crate::base::Name;
use crate::dialect::facts::{IndexSpec, Operation, TableSpec};
use crate::migrate::statements::Token;

impl Reader<'_> {
    pub(super) fn create(&mut self) -> Option<Operation> {
        let replaces = self.take("or replace");
        let is_unlogged = self.take("unlogged");
        let is_temporary =
            self.take_any(&["global temporary", "local temporary", "temporary", "temp"]);
        let is_unique = self.take("unique");
        let kind = self.index_kind();
        if self.take("index") {
            return self.create_index(is_unique, kind);
        }
        let is_foreign = self.take("foreign table");
        if is_foreign || self.take("table") {
            let if_not_exists = self.take("if not exists");
            let is_passing = is_temporary || is_foreign;
            let spec = TableSpec { if_not_exists, is_unlogged, is_passing, ..TableSpec::default() };
            return self.create_table(spec);
        }
        self.definer();
        self.take("recursive");
        let is_materialized = self.take("materialized");
        if self.take("view") {
            return self.create_view(is_materialized, replaces);
        }
        let _ = self.take("constraint");
        if self.take("trigger") {
            return self.create_trigger();
        }
        let is_rule = self.take("rule");
        if is_rule || self.take("policy") {
            let _ = self.has("on") && self.pass("on");
            let table = match self.take("update") || self.take("insert") || self.take("delete") {
                // `create rule r as on insert to t`
                true => self.take("to").then(|| self.qualified()).flatten()?,
                false => self.qualified()?,
            };
            return Some(Operation::CreatePolicy { table, is_rule, mentions: self.mentions() });
        }
        if self.take("statistics") {
            self.pass("from");
            return self.qualified().map(Operation::Analyze);
        }
        if self.take("type") {
            return self.qualified().map(Operation::CreateType);
        }
        if self.take("domain") {
            let name = self.qualified()?;
            self.take("as");
            let (ty, _) = self.ty();
            let is_constrained = self.has("check") || self.has("not") && self.has("null");
            return Some(Operation::CreateDomain { name, ty, is_constrained });
        }
        Some(Operation::Create)
    }

    /// `definer = …`, `algorithm = …`, `sql security …` of MySQL.
    fn definer(&mut self) {
        let starts = ["definer", "algorithm", "sql"];
        if self.is_mysql() && starts.iter().any(|it| self.is_word(it)) {
            let kinds = ["view", "trigger", "procedure", "function", "event"];
            while self.peek().is_some_and(|it| !kinds.iter().any(|kind| it.is(kind))) {
                self.at += 1;
            }
        }
    }

    pub(super) fn index_kind(&mut self) -> Option<Name> {
        ["fulltext", "spatial"].into_iter().find(|it| self.take(it)).map(Name::new_static)
    }

    fn create_view(&mut self, is_materialized: bool, replaces: bool) -> Option<Operation> {
        self.take("if not exists");
        let view = self.qualified()?;
        let (reads, mentions) = (self.read_tables(), self.mentions());
        Some(Operation::CreateView { view, reads, mentions, is_materialized, replaces })
    }

    fn create_trigger(&mut self) -> Option<Operation> {
        let mut columns = Vec::new();
        while let Some(token) = self.next() {
            if token.is("of") {
                while let Some(name) = self.name() {
                    columns.push(name);
                    if !self.take_mark(',') {
                        break;
                    }
                }
            } else if token.is("on") {
                return self.qualified().map(|table| Operation::CreateTrigger { table, columns });
            }
        }
        None
    }

    fn create_index(&mut self, is_unique: bool, kind: Option<Name>) -> Option<Operation> {
        let concurrently = self.take("concurrently");
        let if_not_exists = self.take("if not exists");
        let name = if self.is_word("on") { None } else { self.qualified().map(|it| it.name) };
        // MySQL: `using btree` may stand before the table.
        if self.take("using") {
            self.name();
        }
        self.take("on");
        let only = self.is_word("only");
        let table = self.table()?;
        let index = self.index_body(is_unique, kind);
        Some(Operation::CreateIndex { table, name, index, concurrently, if_not_exists, only })
    }

    /// `using gin (a, b) include (c) where …`
    pub(super) fn index_body(&mut self, is_unique: bool, kind: Option<Name>) -> IndexSpec {
        let method = if self.take("using") { self.name() } else { None };
        let start = self.at;
        let columns = self.names();
        let items = self.tokens.get(start..self.at).unwrap_or_default();
        let calls = items.windows(2).any(|it| match it {
            [Token::Mark('(' | ','), Token::Mark('(')] => true,
            [Token::Mark('(' | ','), _] => false,
            [Token::Word(_), Token::Mark('(')] => !self.is_mysql(),
            _ => false,
        });
        let n_included = if self.take("include") { self.names().len() } else { 0 };
        let nulls_not_distinct = self.take("nulls not distinct");
        let mut predicate = None;
        while let Some(token) = self.peek() {
            match token {
                Token::Mark(',' | ')') => break,
                Token::Mark('(') => drop(self.skip_group()),
                it if it.is("where") => {
                    predicate = Some(self.mentions());
                    self.at = self.tokens.len();
                }
                _ => self.at += 1,
            }
        }
        IndexSpec {
            columns,
            has_expressions: calls,
            is_unique,
            kind,
            method,
            predicate,
            n_included,
            nulls_not_distinct,
        }
    }
}
