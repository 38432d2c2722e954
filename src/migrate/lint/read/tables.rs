//! What `alter` does.

use super::Reader;
use super::columns::is_itself;
use crate::base::Name;
use crate::dialect::facts::{
    ColumnSpec, ConstraintKindSpec, ConstraintSpec, IndexSpec, Operation, TableAction,
};
use crate::migrate::statements::Token;
use crate::schema::QualifiedName;

/// What `alter` changes without touching a table.
const OTHERS: [&str; 24] = [
    "view",
    "function",
    "procedure",
    "role",
    "user",
    "default",
    "database",
    "extension",
    "materialized",
    "system",
    "aggregate",
    "operator",
    "collation",
    "publication",
    "subscription",
    "server",
    "foreign",
    "event",
    "group",
    "language",
    "large",
    "statistics",
    "text",
    "tablespace",
];

impl Reader<'_> {
    pub(super) fn alter(&mut self) -> Vec<Operation> {
        let _ = self.take("online") || self.take("ignore");
        if self.take("table") || self.take("foreign table") {
            self.take("if exists");
            let Some(table) = self.table() else { return vec![Operation::Unknown] };
            // MariaDB: how long to wait.
            let _ = self.take("nowait") || self.take("wait") && self.next().is_some();
            return self.alter_table(&table);
        }
        let one = |it: Option<Operation>| vec![it.unwrap_or(Operation::Unknown)];
        if self.take("index") {
            return one(self.alter_index());
        }
        if self.take("type") {
            return one(self.alter_type());
        }
        if self.take("domain") {
            return one(self.alter_domain());
        }
        if self.take("schema") || self.take("database") {
            let name = self.name();
            return match self.take("rename") {
                true => one(name.map(Operation::RenameNamespace)),
                false => vec![Operation::Create],
            };
        }
        if self.take("sequence") {
            self.take("if exists");
            let rewrites =
                ["restart", "as", "start", "increment", "minvalue", "maxvalue", "cycle", "cache"];
            let rewrites = rewrites.iter().any(|it| self.has(it));
            return one(self.qualified().map(|name| Operation::AlterSequence { name, rewrites }));
        }
        if self.take("trigger") || self.take("policy") || self.take("rule") {
            self.pass("on");
            return one(self.qualified().map(Operation::DropOfTable));
        }
        let is_known = OTHERS.iter().any(|it| self.is_word(it));
        vec![if is_known { Operation::Create } else { Operation::Unknown }]
    }

    fn alter_index(&mut self) -> Option<Operation> {
        self.take("if exists");
        let name = self.qualified()?.name;
        let to = if self.take("rename to") { self.name() } else { None };
        let part = match self.take("attach partition") {
            true => self.qualified().map(|it| (it.name, None)),
            false => None,
        };
        Some(Operation::AlterIndex { table: None, name, to, part })
    }

    fn alter_type(&mut self) -> Option<Operation> {
        let name = self.qualified()?;
        if self.take("add value") {
            self.take("if not exists");
            let label = Name::new(self.value());
            let is_placed = self.has("before") || self.has("after");
            return Some(Operation::AddLabel { name, label, is_placed });
        }
        let about = ["add attribute", "drop attribute", "alter attribute"];
        if about.iter().any(|it| self.take(it)) {
            return Some(Operation::ChangeAttributes { name, alters_type: self.has("type") });
        }
        Some(Operation::ChangeType(name))
    }

    fn alter_domain(&mut self) -> Option<Operation> {
        let name = self.qualified()?;
        let is_later = self.has("add") && self.has("valid");
        if self.take("validate") {
            return Some(Operation::CheckDomain { name, adds: false });
        }
        if !is_later && (self.take("add") || self.take("set not null")) {
            return Some(Operation::CheckDomain { name, adds: true });
        }
        Some(Operation::ChangeType(name))
    }

    fn alter_table(&mut self, table: &QualifiedName) -> Vec<Operation> {
        let mut res = Vec::new();
        loop {
            let actions = self.actions();
            res.extend(actions.into_iter().map(|it| Operation::Alter(table.clone(), it)));
            self.skip_to_separator();
            if !self.take_mark(',') {
                return res;
            }
        }
    }

    /// One action, or several columns in parentheses.
    fn actions(&mut self) -> Vec<TableAction> {
        let start = self.at;
        if self.take("add") {
            self.take("column");
            self.take("if not exists");
            if self.take_mark('(') {
                let mut res = Vec::new();
                while let Some(column) = self.column() {
                    res.push(TableAction::AddColumn(Box::new(column)));
                    self.skip_to_separator();
                    if !self.take_mark(',') {
                        break;
                    }
                }
                self.take_mark(')');
                return res;
            }
            self.at = start;
        }
        vec![self.action().unwrap_or(TableAction::Unknown)]
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
        if self.is_mysql()
            && (self.take("alter index") || self.take("alter key") || self.take("alter check"))
        {
            return Some(TableAction::Metadata);
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
            return Some(TableAction::Modify { from, column: Box::new(column), is_placed });
        }
        if self.take("rename") {
            return self.rename_action();
        }
        if self.take("validate constraint") {
            return self.name().map(TableAction::Validate);
        }
        if self.take("attach partition") {
            let part = self.qualified()?;
            return Some(TableAction::Attach(part, self.bound()));
        }
        if self.take("detach partition") {
            let part = self.qualified()?;
            let goes_on = self.take("concurrently") || self.take("finalize");
            return Some(TableAction::Detach(part, goes_on));
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
        if self.take("set access method") {
            // What it is by itself is no change.
            let is_usual = self.is_word("heap");
            let action = if is_usual { TableAction::SetStrong } else { TableAction::Rewrite };
            return TableAction::Since(15, Box::new(action));
        }
        if self.take_any(&["set logged", "set unlogged", "set tablespace"]) {
            return TableAction::Rewrite;
        }
        if self.take("set without") || self.take("cluster on") {
            return TableAction::SetWeak;
        }
        if self.take("set") || self.take("reset") {
            return match self.peek() {
                Some(Token::Mark('(')) => TableAction::SetWeak,
                _ => TableAction::SetStrong,
            };
        }
        if self.take_any(&["enable", "disable"]) {
            let _ = self.take_any(&["replica", "always"]);
            return match self.take("trigger") {
                true => TableAction::SetTrigger,
                false => TableAction::SetStrong,
            };
        }
        if self.take("force row") || self.take("no force") {
            return TableAction::SetStrong;
        }
        self.mysql_setting()
    }

    fn mysql_setting(&mut self) -> TableAction {
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
        if self.take("partition by") || self.take("remove partitioning") {
            self.at = self.tokens.len();
            return TableAction::Partition;
        }
        if self.take_any(&["engine", "force", "row_format", "key_block_size", "order by"]) {
            return TableAction::Rewrite;
        }
        let strong = ["owner", "replica", "no", "of", "not"];
        if strong.iter().any(|it| self.is_word(it)) {
            return TableAction::SetStrong;
        }
        let metadata = [
            "comment",
            "auto_increment",
            "default",
            "charset",
            "character",
            "collate",
            "stats_persistent",
            "stats_auto_recalc",
            "with",
            "without",
            "checksum",
            "compression",
            "encryption",
            "max_rows",
            "min_rows",
            "avg_row_length",
            "pack_keys",
            "page_compressed",
            "discard",
            "import",
            "analyze",
            "check",
            "truncate",
            "reorganize",
            "coalesce",
            "exchange",
            "rebuild",
            "optimize",
            "insert_method",
        ];
        match metadata.iter().any(|it| self.is_word(it)) {
            true if self.is_mysql() => TableAction::Metadata,
            _ => TableAction::Unknown,
        }
    }

    fn add(&mut self) -> Option<TableAction> {
        if self.is_index() {
            let (name, index) = self.index()?;
            return Some(TableAction::AddIndex { name, index });
        }
        if self.is_constraint() {
            let is_mysql = self.is_mysql();
            let constraint = self.constraint()?;
            return Some(added(constraint, is_mysql));
        }
        if self.is_mysql() {
            if self.take("partition") {
                self.at = self.tokens.len();
                return Some(TableAction::ChangePartitions(false));
            }
            if self.take("system versioning") || self.take("period") {
                return Some(TableAction::CopyAll);
            }
        }
        self.take("column");
        let if_not_exists = self.take("if not exists");
        let column = self.column()?;
        Some(TableAction::AddColumn(Box::new(ColumnSpec { if_not_exists, ..column })))
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
        if self.take("index") || self.is_mysql() && self.take("key") {
            self.take("if exists");
            return self.name().map(TableAction::DropIndex);
        }
        if self.is_mysql() && self.take("partition") {
            self.at = self.tokens.len();
            return Some(TableAction::ChangePartitions(true));
        }
        if self.is_mysql() && self.take("system versioning") {
            return Some(TableAction::CopyAll);
        }
        self.take("column");
        let if_exists = self.take("if exists");
        let name = self.name()?;
        Some(TableAction::DropColumn { name, cascade: self.take("cascade"), if_exists })
    }

    fn alter_column(&mut self) -> Option<TableAction> {
        let name = self.name()?;
        if self.take("set not null") {
            return Some(TableAction::SetNotNull(name));
        }
        if self.take("drop not null") {
            return Some(TableAction::DropNotNull(name));
        }
        if self.take("set default") {
            return Some(TableAction::Default(name, true));
        }
        if self.take("drop default") {
            return Some(TableAction::Default(name, false));
        }
        if self.take("set expression") {
            return Some(TableAction::SetExpression(name));
        }
        if self.take("type") || self.take("set data type") {
            return Some(self.set_type(name));
        }
        if self.take("set statistics") || self.take("reset") {
            return Some(TableAction::SetWeak);
        }
        if self.take("drop expression") {
            return Some(TableAction::Since(13, Box::new(TableAction::Identity(name))));
        }
        if self.take("set compression") {
            return Some(TableAction::Since(14, Box::new(TableAction::SetStrong)));
        }
        if self.take_any(&["add generated", "drop identity", "set generated", "restart"]) {
            return Some(TableAction::Identity(name));
        }
        if self.take("set") && self.peek() == Some(&Token::Mark('(')) {
            return Some(TableAction::SetWeak);
        }
        Some(TableAction::SetStrong)
    }

    fn set_type(&mut self, name: Name) -> TableAction {
        let (ty, type_text) = self.ty();
        let has_collation = self.take("collate");
        if has_collation {
            self.qualified();
        }
        let mut is_computed = false;
        if self.take("using") {
            let start = self.at;
            self.skip_to_separator();
            let words = self.tokens.get(start..self.at).unwrap_or_default();
            is_computed = !is_itself(words, &name, &type_text);
        }
        TableAction::SetType { name, ty, type_text, is_computed, has_collation }
    }

    fn rename_action(&mut self) -> Option<TableAction> {
        if self.take("constraint") {
            let from = self.name()?;
            self.take("to");
            return Some(TableAction::RenameConstraint(from, self.name()?));
        }
        if self.take("index") || self.is_mysql() && self.take("key") {
            let from = self.name()?;
            self.take("to");
            return Some(TableAction::RenameIndex(from, self.name()?));
        }
        if self.take("to") || self.take("as") {
            return self.qualified().map(TableAction::RenameTable);
        }
        self.take("column");
        let from = self.name()?;
        // MySQL: `rename new_name`.
        if !self.take("to") {
            return Some(TableAction::RenameTable(QualifiedName::plain(from)));
        }
        Some(TableAction::RenameColumn(from, self.name()?))
    }
}

/// A unique constraint of MySQL is an index.
fn added(constraint: ConstraintSpec, is_mysql: bool) -> TableAction {
    if !is_mysql || constraint.kind != ConstraintKindSpec::Unique {
        return TableAction::AddConstraint(constraint);
    }
    let index = IndexSpec { columns: constraint.columns, is_unique: true, ..IndexSpec::default() };
    TableAction::AddIndex { name: constraint.name, index }
}
