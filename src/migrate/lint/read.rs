//! From the words of a statement to what it does.

use super::super::statements::Token;
use crate::base::{DialectId, Name};
use crate::dialect::facts::{
    ColumnSpec, ConstraintKindSpec, ConstraintSpec, DefaultKind, Operation, TableAction,
};
use crate::dialect::{self, Dialect};
use crate::schema::{NativeType, QualifiedName};

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
                self.to_separator();
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
    fn to_separator(&mut self) {
        while let Some(token) = self.peek() {
            match token {
                Token::Mark(',' | ')') => return,
                Token::Mark('(') => drop(self.skip_group()),
                _ => self.at += 1,
            }
        }
    }

    fn is_constraint(&self) -> bool {
        ["constraint", "primary", "unique", "foreign", "check", "exclude", "key", "index"]
            .iter()
            .any(|it| self.is_word(it))
            || self.is_word("fulltext")
            || self.is_word("spatial")
    }

    /// `[constraint name] check (…)` and its like.
    fn constraint(&mut self) -> Option<ConstraintSpec> {
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

    /// `name type option…`
    fn column(&mut self) -> Option<ColumnSpec> {
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

    fn generated(&mut self, res: &mut ColumnSpec) {
        let _ = self.take("always") || self.take("by default");
        self.take("as");
        if self.take("identity") {
            res.is_identity = true;
        } else {
            res.generated = Some(self.is_stored());
        }
    }

    fn is_stored(&mut self) -> bool {
        self.skip_group();
        if self.take("virtual") {
            return false;
        }
        // Left out, it is computed on reading; PostgreSQL says it before version 18.
        self.take("stored") || self.take("persistent")
    }

    /// The default, without what comes behind it.
    fn default(&mut self) -> DefaultKind {
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
    fn ty(&mut self) -> (Option<NativeType>, String) {
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

    fn alter(&mut self) -> Vec<Operation> {
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

    fn alter_table(&mut self, table: &QualifiedName) -> Vec<Operation> {
        let mut res = Vec::new();
        loop {
            let action = self.action().unwrap_or(TableAction::Unknown);
            res.push(Operation::Alter(table.clone(), action));
            self.to_separator();
            if !self.take_mark(',') {
                return res;
            }
        }
    }

    fn action(&mut self) -> Option<TableAction> {
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

    fn setting(&mut self) -> TableAction {
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

    fn add(&mut self) -> Option<TableAction> {
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

    fn drop_action(&mut self) -> Option<TableAction> {
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

    fn alter_column(&mut self) -> Option<TableAction> {
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
                self.to_separator();
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

    fn rename_action(&mut self) -> Option<TableAction> {
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
            res.push(Operation::Alter(from, TableAction::RenameTable(to)));
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
