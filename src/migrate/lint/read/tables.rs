//! What `alter` does.

use super::super::super::statements::Token;
use super::Reader;
use crate::base::{DialectId, Name};
use crate::dialect::facts::{ConstraintKindSpec, Operation, TableAction};
use crate::schema::QualifiedName;

impl Reader<'_> {
    pub(super) fn alter(&mut self) -> Vec<Operation> {
        if self.take("table") {
            self.take("if exists");
            self.take("only");
            let Some(table) = self.qualified() else { return vec![Operation::Unknown] };
            return self.alter_table(&table);
        }
        let unknown = Operation::Unknown;
        if self.take("index") {
            return vec![Operation::RenameIndex { table: None }];
        }
        if self.take("type") {
            let name = self.qualified();
            if self.take("add value") {
                self.take("if not exists");
                let label = Name::new(self.value());
                let is_placed = self.has("before") || self.has("after");
                return vec![name.map_or(unknown, |name| Operation::AddLabel {
                    name,
                    label,
                    is_placed,
                })];
            }
            return vec![name.map_or(unknown, Operation::ChangeType)];
        }
        if self.take("domain") {
            let name = self.qualified();
            let reads =
                self.has("not") && self.has("null") || self.has("add") || self.has("validate");
            let is_later = self.has("valid") && self.has("not") && self.has("add");
            return vec![match name {
                Some(name) if reads && !is_later => Operation::CheckDomain(name),
                Some(name) => Operation::ChangeType(name),
                None => unknown,
            }];
        }
        if self.take("schema") {
            return vec![self.name().map_or(unknown, Operation::RenameNamespace)];
        }
        let known = [
            "sequence",
            "view",
            "function",
            "procedure",
            "trigger",
            "policy",
            "role",
            "user",
            "default",
            "database",
            "extension",
            "materialized",
            "system",
        ];
        let is_known = known.iter().any(|it| self.is_word(it));
        vec![if is_known { Operation::Create } else { Operation::Unknown }]
    }

    pub(super) fn alter_table(&mut self, table: &QualifiedName) -> Vec<Operation> {
        let mut res = Vec::new();
        loop {
            let action = self.action().unwrap_or(TableAction::Unknown);
            res.push(Operation::Alter(table.clone(), action));
            self.skip_to_separator();
            if !self.take_mark(',') {
                return res;
            }
        }
    }

    pub(super) fn action(&mut self) -> Option<TableAction> {
        if self.take("add") {
            return self.add();
        }
        if self.take("drop") {
            return self.drop_action();
        }
        if self.take("alter constraint") {
            let name = self.name()?;
            let enforces = self.has("enforced") && !self.has("not");
            return Some(TableAction::AlterConstraint { name, enforces });
        }
        if self.take("alter") {
            self.take("column");
            return self.alter_column();
        }
        if self.take("modify") || self.take("change") {
            let is_change = self.tokens[self.at - 1].is("change");
            self.take("column");
            self.take("if exists");
            let from = if is_change { Some(self.name()?) } else { None };
            let column = self.column()?;
            let is_placed = column.is_placed;
            let from = from.unwrap_or_else(|| column.name.clone());
            return Some(TableAction::Modify { from, column, is_placed });
        }
        if self.take("rename") {
            return self.rename_action();
        }
        if self.take("validate constraint") {
            return self.name().map(TableAction::Validate);
        }
        if self.take("attach partition") {
            return self.qualified().map(TableAction::Attach);
        }
        if self.take("detach partition") {
            let part = self.qualified()?;
            return Some(TableAction::Detach(part, self.take("concurrently")));
        }
        if self.take("inherit") || self.take("no inherit") {
            return self.qualified().map(TableAction::Inherit);
        }
        if self.take("set schema") {
            return self.name().map(TableAction::SetSchema);
        }
        Some(self.setting())
    }

    pub(super) fn setting(&mut self) -> TableAction {
        let rewriting = ["set logged", "set unlogged", "set access method", "set tablespace"];
        if rewriting.iter().any(|it| self.take(it)) {
            return TableAction::Rewrite;
        }
        if self.take("set") || self.take("reset") {
            return match self.peek() {
                Some(Token::Mark('(')) => TableAction::SetWeak,
                _ => TableAction::SetStrong,
            };
        }
        if self.take("cluster on") {
            return TableAction::SetWeak;
        }
        if self.take("enable trigger") || self.take("disable trigger") {
            return TableAction::SetTrigger;
        }
        if self.take("algorithm") {
            self.take_mark('=');
            return TableAction::Algorithm(Name::new(self.value().to_lowercase()));
        }
        if self.take("lock") {
            self.take_mark('=');
            return TableAction::Lock(Name::new(self.value().to_lowercase()));
        }
        if self.take("convert to") {
            return TableAction::Convert;
        }
        if self.take("partition by") {
            return TableAction::Partition;
        }
        if self.take("engine") || self.take("force") || self.take("row_format") {
            return TableAction::Rewrite;
        }
        let strong = ["owner", "enable", "disable", "force", "replica", "no"];
        if strong.iter().any(|it| self.is_word(it)) {
            return TableAction::SetStrong;
        }
        let metadata = ["comment", "auto_increment", "default", "charset", "character", "collate"];
        match metadata.iter().any(|it| self.is_word(it)) {
            true => TableAction::Metadata,
            false => TableAction::Unknown,
        }
    }

    pub(super) fn add(&mut self) -> Option<TableAction> {
        let is_unique = self.is_word("unique");
        let kind =
            ["fulltext", "spatial"].into_iter().find(|it| self.take(it)).map(Name::new_static);
        let mysql = matches!(self.dialect.id(), DialectId::Mysql | DialectId::Mariadb);
        if kind.is_some() || self.is_word("index") || self.is_word("key") && mysql {
            let _ = self.take("index") || self.take("key");
            self.take("if not exists");
            let name = if self.peek() == Some(&Token::Mark('(')) { None } else { self.name() };
            let columns = self.names();
            return Some(TableAction::AddIndex { name, is_unique, kind, columns });
        }
        if self.is_constraint() {
            let constraint = self.constraint()?;
            let is_index = is_unique && mysql;
            return Some(match is_index {
                true => TableAction::AddIndex {
                    name: constraint.name,
                    is_unique,
                    kind: None,
                    columns: constraint.columns,
                },
                false => TableAction::AddConstraint(constraint),
            });
        }
        self.take("column");
        self.take("if not exists");
        self.column().map(TableAction::AddColumn)
    }

    pub(super) fn drop_action(&mut self) -> Option<TableAction> {
        if self.take("constraint") || self.take("check") {
            self.take("if exists");
            return Some(TableAction::DropConstraint { name: self.name(), kind: None });
        }
        if self.take("foreign key") {
            self.take("if exists");
            let kind = Some(ConstraintKindSpec::ForeignKey);
            return Some(TableAction::DropConstraint { name: self.name(), kind });
        }
        if self.take("primary key") {
            let kind = Some(ConstraintKindSpec::Key);
            return Some(TableAction::DropConstraint { name: None, kind });
        }
        if self.take("index") || self.take("key") {
            self.take("if exists");
            return self.name().map(TableAction::DropIndex);
        }
        self.take("column");
        self.take("if exists");
        let name = self.name()?;
        Some(TableAction::DropColumn { name, cascade: self.take("cascade") })
    }

    pub(super) fn alter_column(&mut self) -> Option<TableAction> {
        let name = self.name()?;
        if self.take("set not null") {
            return Some(TableAction::SetNotNull(name));
        }
        if self.take("drop not null") {
            return Some(TableAction::DropNotNull(name));
        }
        if self.take("set default") || self.take("drop default") {
            return Some(TableAction::Default(name));
        }
        if self.take("set expression") {
            return Some(TableAction::SetExpression(name));
        }
        if self.take("type") || self.take("set data type") {
            let (ty, _) = self.ty();
            let has_collation = self.take("collate");
            if has_collation {
                self.qualified();
            }
            let mut is_computed = false;
            if self.take("using") {
                let start = self.at;
                self.skip_to_separator();
                let words = self.tokens.get(start..self.at).unwrap_or_default();
                let is_itself =
                    matches!(words, [Token::Word(it) | Token::Quoted(it)] if *it == name.as_str());
                is_computed = !is_itself;
            }
            return Some(TableAction::SetType { name, ty, is_computed, has_collation });
        }
        let is_weak = self.take("set statistics") || self.take("set (");
        if is_weak || self.is_word("set") && self.tokens.get(self.at + 1) == Some(&Token::Mark('('))
        {
            return Some(TableAction::SetWeak);
        }
        let identity =
            ["add generated", "drop identity", "drop expression", "set generated", "restart"];
        if identity.iter().any(|it| self.take(it)) {
            return Some(TableAction::Identity(name));
        }
        Some(TableAction::SetStrong)
    }

    pub(super) fn rename_action(&mut self) -> Option<TableAction> {
        if self.take("constraint") {
            return Some(TableAction::RenameConstraint);
        }
        if self.take("index") || self.take("key") {
            return Some(TableAction::RenameIndex);
        }
        if self.take("to") || self.take("as") {
            return self.qualified().map(TableAction::RenameTable);
        }
        self.take("column");
        let from = self.name()?;
        self.take("to");
        Some(TableAction::RenameColumn(from, self.name()?))
    }
}
