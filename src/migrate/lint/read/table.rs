//! What `create table` says.

use super::Reader;
use super::words::spelled;
use crate::dialect::facts::{Bound, Operation, TableSpec};
use crate::migrate::statements::Token;

impl Reader<'_> {
    pub(super) fn create_table(&mut self, mut spec: TableSpec) -> Option<Operation> {
        spec.table = self.qualified()?;
        if self.take("partition of") {
            spec.partition_of = self.qualified();
        } else if self.take("like") {
            spec.reads.extend(self.qualified());
            spec.is_copied = true;
        }
        if self.take_mark('(') {
            self.elements(&mut spec);
            self.take_mark(')');
        }
        if spec.partition_of.is_some() {
            spec.bound = Some(self.bound());
        }
        self.table_tail(&mut spec);
        Some(Operation::CreateTable(Box::new(spec)))
    }

    fn elements(&mut self, spec: &mut TableSpec) {
        loop {
            if self.take("like") {
                spec.reads.extend(self.qualified());
                spec.is_copied = true;
            } else if self.is_index() {
                spec.indexes.extend(self.index());
            } else if self.is_constraint() {
                spec.constraints.extend(self.constraint());
            } else if self.is_word("select") || self.is_word("with") {
                break;
            } else if let Some(column) = self.column() {
                spec.columns.push(column);
            }
            self.skip_to_separator();
            if !self.take_mark(',') {
                break;
            }
        }
    }

    /// What stands behind the parentheses.
    fn table_tail(&mut self, spec: &mut TableSpec) {
        while let Some(token) = self.peek() {
            if self.take("inherits") {
                spec.inherits =
                    self.names().into_iter().map(crate::schema::QualifiedName::plain).collect();
            } else if self.take("partition by") {
                spec.is_partitioned = true;
            } else if token.is("select")
                || token.is("with") && self.has("select")
                || token.is("table")
            {
                spec.is_copied = true;
                spec.reads.extend(self.read_tables());
                return;
            } else if *token == Token::Mark('(') {
                self.skip_group();
            } else {
                self.at += 1;
            }
        }
    }

    /// `for values from (…) to (…)`, `for values in (…)`, `default`
    pub(super) fn bound(&mut self) -> Bound {
        if self.take("default") {
            return Bound::Default;
        }
        self.take("for values");
        if self.take("from") {
            let from = self.values();
            self.take("to");
            return Bound::Range(from, self.values());
        }
        if self.take("in") {
            return Bound::List(self.values());
        }
        Bound::Other
    }

    fn values(&mut self) -> Vec<String> {
        if self.peek() != Some(&Token::Mark('(')) {
            return Vec::new();
        }
        let group = self.skip_group();
        let inner = group.get(1..group.len().saturating_sub(1)).unwrap_or_default();
        inner
            .split(|it| *it == Token::Mark(','))
            .map(|it| it.iter().map(spelled).collect::<Vec<String>>().concat())
            .collect()
    }
}
