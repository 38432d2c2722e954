//! From the words of a statement to what it does.

mod block;
mod columns;
mod constraints;
mod create;
mod objects;
mod rows;
mod table;
mod tables;
mod words;

use super::super::statements::Token;
use crate::base::{DialectId, Name};
use crate::dialect::facts::Operation;
use crate::dialect::{self, Dialect};
use crate::schema::QualifiedName;

/// One thing that a statement does.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) operation: Operation,
    /// Whether it is for one table alone and not for its partitions.
    pub(super) only: bool,
}

/// What a statement does; one `alter table` may do several things.
pub(super) fn steps(tokens: &[Token], id: DialectId) -> Vec<Step> {
    if tokens.first().is_some_and(|it| it.is("do")) && id == DialectId::Postgres {
        return block::steps(tokens, id);
    }
    let mut reader = Reader::new(tokens, id);
    let operations = reader.statement();
    let only = reader.only;
    operations.into_iter().map(|operation| Step { operation, only }).collect()
}

/// What a query reads, and which names it has.
pub(super) fn query(tokens: &[Token], id: DialectId) -> (Vec<QualifiedName>, Vec<Name>) {
    let reader = Reader::new(tokens, id);
    (reader.read_tables(), reader.mentions())
}

pub(super) struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
    dialect: &'static dyn Dialect,
    /// Whether `only` stood before the table.
    only: bool,
}

impl<'a> Reader<'a> {
    fn new(tokens: &'a [Token], id: DialectId) -> Reader<'a> {
        Reader { tokens, at: 0, dialect: dialect::of(id), only: false }
    }

    fn is_mysql(&self) -> bool {
        matches!(self.dialect.id(), DialectId::Mysql | DialectId::Mariadb)
    }

    fn statement(&mut self) -> Vec<Operation> {
        let Some(Token::Word(first)) = self.next() else { return vec![Operation::Unknown] };
        let first = first.to_lowercase();
        let one = |it: Option<Operation>| vec![it.unwrap_or(Operation::Unknown)];
        match first.as_str() {
            "create" => one(self.create()),
            "alter" => self.alter(),
            "drop" => self.drop(),
            "truncate" => self.truncate(),
            "rename" => self.rename(),
            "reindex" => one(self.reindex()),
            "refresh" => one(self.refresh()),
            "comment" => one(self.comment()),
            "vacuum" => self.vacuum(),
            "cluster" => one(self.cluster()),
            "optimize" => self.optimize(),
            "analyze" | "analyse" => self.analyze(),
            "lock" => self.lock(),
            "grant" | "revoke" => one(self.grant()),
            "set" | "pragma" => vec![self.set()],
            "with" => self.with(),
            "insert" | "replace" | "merge" | "update" | "delete" | "select" | "copy" | "table"
            | "values" | "load" => self.rows(&first),
            _ => vec![self.session(&first)],
        }
    }

    /// Transactions, and what only the session sees.
    fn session(&mut self, first: &str) -> Operation {
        match first {
            "begin" => Operation::Begin,
            "start" if self.take("transaction") => Operation::Begin,
            "commit" | "end" => Operation::Commit,
            "abort" => Operation::Rollback,
            "rollback" => {
                let _ = self.take("work") || self.take("transaction");
                if self.is_word("to") { Operation::Nothing } else { Operation::Rollback }
            }
            "prepare" | "execute" | "explain" | "show" | "use" | "call" | "savepoint"
            | "release" | "notify" | "listen" | "unlisten" | "reset" | "discard" | "unlock"
            | "start" | "stop" | "flush" | "declare" | "fetch" | "close" | "move"
            | "checkpoint" | "deallocate" | "describe" | "desc" | "attach" | "detach"
            | "security" | "reassign" => Operation::Nothing,
            _ => Operation::Unknown,
        }
    }

    fn set(&mut self) -> Operation {
        let _ = self.take("session") || self.take("local") || self.take("global");
        while self.take_mark('@') {}
        let is_scope = self.is_word("session") || self.is_word("global");
        if is_scope && self.tokens.get(self.at + 1) == Some(&Token::Mark('.')) {
            self.at += 2;
        }
        if self.take("time zone") {
            return Operation::Set(Name::new("timezone"), self.value());
        }
        let Some(name) = self.name() else { return Operation::Nothing };
        let _ = self.take_mark('=') || self.take("to") || self.take_mark('(');
        Operation::Set(Name::new(name.to_lowercase()), self.value())
    }
}
