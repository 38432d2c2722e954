//! What is dropped, rebuilt, commented on and granted.

use super::Reader;
use crate::base::{DialectId, Name};
use crate::dialect::facts::{Operation, TableAction};
use crate::migrate::statements::Token;
use crate::schema::QualifiedName;

impl Reader<'_> {
    pub(super) fn drop(&mut self) -> Vec<Operation> {
        let cascade = self.has("cascade");
        self.take("temporary");
        if self.take("table") || self.take("foreign table") {
            let if_exists = self.take("if exists");
            return self.list(|table| Operation::DropTable { table, cascade, if_exists });
        }
        if self.take("index") {
            let concurrently = self.take("concurrently");
            self.take("if exists");
            let names = self.list(|it| it.name);
            let table = if self.take("on") { self.qualified() } else { None };
            let drop = |name| Operation::DropIndex { table: table.clone(), name, concurrently };
            return names.into_iter().map(drop).collect();
        }
        if self.take("materialized view") || self.take("view") {
            self.take("if exists");
            return self.list(|view| Operation::DropView { view, cascade });
        }
        if self.take("trigger") || self.take("policy") || self.take("rule") {
            if !self.has("on") {
                return vec![Operation::Create];
            }
            self.pass("on");
            return vec![self.qualified().map_or(Operation::Unknown, Operation::DropOfTable)];
        }
        let Some(kind) = self.name().map(|it| Name::new(it.to_lowercase())) else {
            return vec![Operation::Unknown];
        };
        self.take("if exists");
        self.list(|it| Operation::DropOther { kind: kind.clone(), name: it.name, cascade })
    }

    pub(super) fn truncate(&mut self) -> Vec<Operation> {
        self.take("table");
        let cascade = self.has("cascade");
        self.list(|table| Operation::Truncate { table, cascade })
    }

    /// `rename table a to b, c to d`
    pub(super) fn rename(&mut self) -> Vec<Operation> {
        let mut res = Vec::new();
        let _ = self.take("table") || self.take("tables");
        while let Some(from) = self.qualified() {
            self.take("to");
            let Some(to) = self.qualified() else { break };
            res.push(Operation::Alter(from, TableAction::RenameTable(to)));
            if !self.take_mark(',') {
                break;
            }
        }
        res
    }

    pub(super) fn reindex(&mut self) -> Option<Operation> {
        let options = self.options();
        let is_table = self.take("table");
        let is_index = !is_table && self.take("index");
        let is_many = !is_table && !is_index && self.take_any(&["schema", "database", "system"]);
        let concurrently =
            self.take("concurrently") || options.iter().any(|it| it == "concurrently");
        let name = self.qualified();
        let index = name.clone().filter(|_| is_index).map(|it| it.name);
        let table = name.filter(|_| !is_index && !is_many);
        Some(Operation::Reindex { table, index, concurrently, is_many })
    }

    /// Words in parentheses: `(verbose, full)`; those that are turned off are left out.
    fn options(&mut self) -> Vec<Name> {
        if self.peek() != Some(&Token::Mark('(')) {
            return Vec::new();
        }
        let group = self.skip_group();
        let parts = group.split(|it| matches!(it, Token::Mark('(' | ',' | ')')));
        let is_off = |it: &[Token]| it.iter().any(|it| it.is("off") || it.is("false"));
        parts
            .filter(|it| !is_off(it))
            .filter_map(|it| it.first().and_then(|it| self.name_of(it)))
            .collect()
    }

    pub(super) fn refresh(&mut self) -> Option<Operation> {
        self.take("materialized view");
        let concurrently = self.take("concurrently");
        Some(Operation::Refresh { view: self.qualified()?, concurrently })
    }

    pub(super) fn comment(&mut self) -> Option<Operation> {
        self.take("on");
        let is_column = self.take("column");
        if is_column || self.take_any(&["table", "materialized view", "view", "foreign table"]) {
            let name = self.qualified()?;
            // A column is named behind its table.
            let table = match is_column {
                true => {
                    let mut parts = self.tokens[..self.at].iter().rev().skip(1);
                    let mut part = || parts.find_map(|it| self.name_of(it));
                    let table = part()?;
                    let namespace = part().filter(|it| it != "column");
                    let usual = self.dialect.capabilities().default_namespace;
                    let namespace = namespace.filter(|it| Some(it.as_str()) != usual);
                    QualifiedName { namespace, name: table }
                }
                false => name,
            };
            return Some(Operation::Comment(Some(table)));
        }
        Some(Operation::Comment(None))
    }

    pub(super) fn vacuum(&mut self) -> Vec<Operation> {
        let options = self.options();
        let is_sqlite = self.dialect.id() == DialectId::Sqlite;
        let mut is_full = is_sqlite || options.iter().any(|it| it == "full");
        while let Some(Token::Word(it)) = self.peek() {
            if !["full", "freeze", "verbose", "analyze"].contains(&it.to_lowercase().as_str()) {
                break;
            }
            is_full |= self.is_word("full");
            self.at += 1;
        }
        let tables = if is_sqlite { Vec::new() } else { self.list(Some) };
        let make = |table| match is_full {
            true => Operation::Cluster { table, is_vacuum: true },
            false => Operation::Vacuum(table),
        };
        match tables.is_empty() {
            true => vec![make(None)],
            false => tables.into_iter().map(make).collect(),
        }
    }

    pub(super) fn cluster(&mut self) -> Option<Operation> {
        self.options();
        self.take("verbose");
        let mut table = self.qualified();
        // `cluster i on t` is how it was once said.
        if self.take("on") {
            table = self.qualified();
        }
        Some(Operation::Cluster { table, is_vacuum: false })
    }

    pub(super) fn optimize(&mut self) -> Vec<Operation> {
        let _ = self.take_any(&["no_write_to_binlog", "local"]);
        let _ = self.take_any(&["table", "tables"]);
        self.list(|table| Operation::Cluster { table: Some(table), is_vacuum: false })
    }

    pub(super) fn analyze(&mut self) -> Vec<Operation> {
        self.options();
        let _ = self.take_any(&["verbose", "local table", "table"]);
        let res = self.list(|it| it);
        match res.is_empty() {
            true => vec![Operation::Nothing],
            false => res.into_iter().map(Operation::Analyze).collect(),
        }
    }

    pub(super) fn lock(&mut self) -> Vec<Operation> {
        let _ = self.take("tables") || self.take("table");
        if self.is_mysql() {
            let mut res = Vec::new();
            while let Some(table) = self.qualified() {
                let mode = if self.has("write") { "WRITE" } else { "READ" };
                res.push(Operation::Lock { table, mode: mode.to_owned() });
                self.skip_to_separator();
                if !self.take_mark(',') {
                    break;
                }
            }
            return res;
        }
        let tables = self.list(|it| it);
        let mut words: Vec<String> = Vec::new();
        if self.take("in") {
            while let Some(Token::Word(word)) = self.peek() {
                if self.take("mode") {
                    break;
                }
                words.push(word.to_uppercase());
                self.at += 1;
            }
        }
        let mode = if words.is_empty() { "ACCESS EXCLUSIVE".to_owned() } else { words.join(" ") };
        tables.into_iter().map(|table| Operation::Lock { table, mode: mode.clone() }).collect()
    }

    pub(super) fn grant(&mut self) -> Option<Operation> {
        if !self.pass("on") {
            return Some(Operation::Create);
        }
        let kinds = [
            "schema",
            "database",
            "function",
            "sequence",
            "all",
            "type",
            "domain",
            "language",
            "procedure",
        ];
        if kinds.iter().any(|it| self.is_word(it)) {
            return Some(Operation::Create);
        }
        self.take("table");
        Some(Operation::Grant(self.list(|it| it)))
    }
}
