//! What a statement means for rows that are there, and for a way back.

use rustc_hash::FxHashMap;

use super::state::State;
use crate::base::{DialectId, Name};
use crate::dialect::facts::{
    Blocks, ConstraintKindSpec, ConstraintSpec, Facts, IndexSpec, Operation, Surroundings,
    TableAction, blocks, since, table_of,
};
use crate::dialect::{Sql, Version, of};
use crate::schema::{NativeType, QualifiedName, TypeArgument};

/// What a statement means for rows that are there, and for a way back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Who waits while it runs.
    pub blocks: Blocks,
    /// Whether another statement can undo it.
    pub is_reversible: bool,
    /// What is gone for good behind it.
    pub loses: Vec<String>,
    /// Rows on which it fails.
    pub may_fail: Vec<Obstacle>,
    /// The first version that has it, where older ones that are supported have not.
    pub since: Option<Version>,
}

/// Rows on which a statement fails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstacle {
    /// Which, in words.
    pub rows: String,
    /// The query that finds them, where there is one.
    pub query: Option<String>,
}

/// What is found on the way through a script.
#[derive(Debug, Default)]
pub(super) struct Outcomes {
    /// Constraints that were left for later, and the rows that break them.
    later: FxHashMap<(QualifiedName, Name), Obstacle>,
    /// Tables whose place another one of this script takes: their rows are in that.
    replaced: Vec<QualifiedName>,
}

impl Outcome {
    /// What follows from all locks together.
    pub(super) fn settle(&mut self, facts: &Facts) {
        self.blocks = facts.locks.iter().map(|(_, mode)| blocks(mode)).max().unwrap_or_default();
        self.is_reversible &= self.loses.is_empty();
    }
}

impl Outcomes {
    /// Adds what a part of a statement means where it stands. `checks` are the conditions of its checks.
    pub(super) fn add<'a>(
        &mut self,
        operation: &Operation,
        checks: &mut impl Iterator<Item = &'a str>,
        state: &State,
        id: DialectId,
        res: &mut Outcome,
    ) {
        let check = match operation {
            Operation::Alter(_, TableAction::AddConstraint(it))
                if it.kind == ConstraintKindSpec::Check =>
            {
                checks.next()
            }
            _ => None,
        };
        res.since = res.since.max(since(operation, id));
        if let Operation::Alter(from, TableAction::RenameTable(to)) = operation
            && state.is_new(from)
        {
            self.replaced.push(to.clone());
        }
        if table_of(operation).is_some_and(|it| state.is_new(it)) {
            return;
        }
        let cx = Reading { id, state };
        res.is_reversible &= is_reversible(operation);
        res.loses.extend(cx.loses(operation));
        self.fails(&cx, operation, check, &mut res.may_fail);
    }

    /// Takes back what was said of tables that went, where another one took their place.
    pub(super) fn finish(&mut self, all: &mut [super::Judged]) {
        for table in std::mem::take(&mut self.replaced) {
            let lost = rows_of(&table);
            for it in all.iter_mut().filter(|it| it.outcome.loses.contains(&lost)) {
                it.outcome.loses.retain(|it| *it != lost);
                it.outcome.is_reversible = it.outcome.loses.is_empty();
            }
        }
    }

    fn fails(
        &mut self,
        cx: &Reading<'_>,
        operation: &Operation,
        check: Option<&str>,
        res: &mut Vec<Obstacle>,
    ) {
        match operation {
            Operation::CreateIndex { table, index, .. } if index.is_unique => {
                res.push(cx.unique_index(table, index));
            }
            Operation::Alter(table, action) => match action {
                TableAction::AddConstraint(it) if !it.not_enforced => {
                    let Some(obstacle) = cx.constraint(table, it, check) else { return };
                    match (&it.name, it.not_valid) {
                        (Some(name), true) => {
                            self.later.insert((table.clone(), name.clone()), obstacle);
                        }
                        (None, true) => {}
                        (_, false) => res.push(obstacle),
                    }
                }
                TableAction::Validate(name) => {
                    let known = self.later.get(&(table.clone(), name.clone())).cloned();
                    let otherwise = || Obstacle {
                        rows: format!("rows of `{table}` that break `{name}`"),
                        query: None,
                    };
                    res.push(known.unwrap_or_else(otherwise));
                }
                _ => res.extend(cx.action(table, action)),
            },
            _ => {}
        }
    }
}

fn is_reversible(operation: &Operation) -> bool {
    match operation {
        Operation::Insert { .. }
        | Operation::Update { .. }
        | Operation::Delete { .. }
        | Operation::Truncate { .. }
        | Operation::AddLabel { .. }
        | Operation::DropTable { .. }
        | Operation::DropOther { .. }
        | Operation::Unknown => false,
        Operation::Alter(_, action) => {
            !matches!(action, TableAction::DropColumn { .. } | TableAction::Unknown)
        }
        _ => true,
    }
}

fn rows_of(table: &QualifiedName) -> String {
    format!("the rows of `{table}`")
}

struct Reading<'a> {
    id: DialectId,
    state: &'a State,
}

impl Reading<'_> {
    fn loses(&self, operation: &Operation) -> Option<String> {
        match operation {
            Operation::DropTable { table, .. } | Operation::Truncate { table, .. } => {
                Some(rows_of(table))
            }
            Operation::Delete { table, .. } => Some(format!("rows of `{table}`")),
            Operation::DropOther { kind, name, .. }
                if matches!(kind.as_str(), "schema" | "database" | "sequence") =>
            {
                Some(format!("the {kind} `{name}` and what it holds"))
            }
            Operation::Alter(table, TableAction::DropColumn { name, .. }) => {
                Some(format!("the values of `{table}.{name}`"))
            }
            _ => None,
        }
    }

    fn action(&self, table: &QualifiedName, action: &TableAction) -> Option<Obstacle> {
        match action {
            TableAction::SetNotNull(name)
                if !self.state.is_proved_not_null(table, name)
                    && self.state.is_not_null(table, name) != Some(true) =>
            {
                Some(self.nulls(table, name))
            }
            TableAction::Modify { from, column, .. }
                if column.is_not_null && self.state.is_not_null(table, from) != Some(true) =>
            {
                Some(self.nulls(table, from))
            }
            TableAction::AddColumn(it)
                if it.is_not_null
                    && it.default.is_none()
                    && !it.is_identity
                    && it.generated.is_none()
                    && !matches!(self.id, DialectId::Mysql | DialectId::Mariadb) =>
            {
                Some(Obstacle {
                    rows: format!("any row of `{table}`: nothing says what `{}` is in it", it.name),
                    query: Some(self.query(table, |_| {}, "", " limit 1")),
                })
            }
            TableAction::AddIndex { index, .. } if index.is_unique => {
                Some(self.unique_index(table, index))
            }
            TableAction::SetType { name, ty: Some(ty), is_computed: false, .. } => {
                self.narrowed(table, name, ty)
            }
            TableAction::Modify { from, column, .. } => {
                column.ty.as_ref().and_then(|it| self.narrowed(table, from, it))
            }
            _ => None,
        }
    }

    /// `select * from table where …`
    fn query(
        &self,
        table: &QualifiedName,
        condition: impl Fn(&mut Sql<'_>),
        word: &str,
        tail: &str,
    ) -> String {
        let mut sql = Sql::new(of(self.id));
        sql.push("select * from ");
        sql.qualified(table);
        sql.push(word);
        condition(&mut sql);
        sql.push(tail);
        sql.into_string()
    }

    fn nulls(&self, table: &QualifiedName, name: &Name) -> Obstacle {
        let condition = |sql: &mut Sql<'_>| {
            sql.name(name);
            sql.push(" is null");
        };
        Obstacle {
            rows: format!("rows of `{table}` in which `{name}` is null"),
            query: Some(self.query(table, condition, " where ", "")),
        }
    }

    fn unique_index(&self, table: &QualifiedName, index: &IndexSpec) -> Obstacle {
        let is_plain = !index.has_expressions && index.predicate.is_none();
        let columns = &index.columns[..index.columns.len().saturating_sub(index.n_included)];
        let is_whole = is_plain && !columns.is_empty();
        Obstacle {
            rows: format!("rows of `{table}` that agree"),
            query: is_whole.then(|| self.twice(table, columns, index.nulls_not_distinct)),
        }
    }

    fn twice(&self, table: &QualifiedName, columns: &[Name], counts_nulls: bool) -> String {
        let mut sql = Sql::new(of(self.id));
        sql.push("select ");
        sql.list(columns, |sql, it| sql.name(it));
        sql.push(", count(*) from ");
        sql.qualified(table);
        if !counts_nulls {
            sql.push(" where ");
            sql.list_by(" and ", columns, |sql, it| {
                sql.name(it);
                sql.push(" is not null");
            });
        }
        sql.push(" group by ");
        sql.list(columns, |sql, it| sql.name(it));
        sql.push(" having count(*) > 1");
        sql.into_string()
    }

    fn constraint(
        &self,
        table: &QualifiedName,
        it: &ConstraintSpec,
        check: Option<&str>,
    ) -> Option<Obstacle> {
        match it.kind {
            ConstraintKindSpec::Key | ConstraintKindSpec::Unique => {
                it.using_index.is_none().then(|| Obstacle {
                    rows: format!("rows of `{table}` that agree"),
                    query: (!it.columns.is_empty())
                        .then(|| self.twice(table, &it.columns, it.nulls_not_distinct)),
                })
            }
            ConstraintKindSpec::ForeignKey => self.orphans(table, it),
            ConstraintKindSpec::Check => Some(Obstacle {
                rows: format!("rows of `{table}` that are against it"),
                query: check.map(|it| {
                    self.query(table, |sql| sql.push(&format!("({it})")), " where not ", "")
                }),
            }),
            ConstraintKindSpec::NotNull => it.columns.first().map(|name| self.nulls(table, name)),
            ConstraintKindSpec::Exclusion => Some(Obstacle {
                rows: format!("rows of `{table}` that exclude each other"),
                query: None,
            }),
        }
    }

    /// Rows that refer to nothing.
    fn orphans(&self, table: &QualifiedName, it: &ConstraintSpec) -> Option<Obstacle> {
        let target = it.target.as_ref()?;
        let key = || {
            let own = self.state.table(target)?;
            let mut keys = own.constraints.values();
            keys.find(|it| it.kind == ConstraintKindSpec::Key).map(|it| it.columns.clone())
        };
        let theirs = match it.target_columns.is_empty() {
            true => key().unwrap_or_default(),
            false => it.target_columns.clone(),
        };
        let rows = format!("rows of `{table}` that refer to nothing in `{target}`");
        if theirs.len() != it.columns.len() || theirs.is_empty() {
            return Some(Obstacle { rows, query: None });
        }
        let mut sql = Sql::new(of(self.id));
        let of_row = |sql: &mut Sql<'_>, row: &str, column: &Name| {
            sql.push(row);
            sql.push(".");
            sql.name(column);
        };
        sql.push("select a.* from ");
        sql.qualified(table);
        sql.push(" as a where ");
        sql.list_by(" and ", &it.columns, |sql, it| {
            of_row(sql, "a", it);
            sql.push(" is not null");
        });
        sql.push(" and not exists (select 1 from ");
        sql.qualified(target);
        sql.push(" as b where ");
        let pairs: Vec<(&Name, &Name)> = it.columns.iter().zip(&theirs).collect();
        sql.list_by(" and ", &pairs, |sql, (own, theirs)| {
            of_row(sql, "b", theirs);
            sql.push(" = ");
            of_row(sql, "a", own);
        });
        sql.push(")");
        Some(Obstacle { rows, query: Some(sql.into_string()) })
    }

    /// Values that have no room in a type.
    fn narrowed(&self, table: &QualifiedName, name: &Name, after: &NativeType) -> Option<Obstacle> {
        let before = self.state.column_type(table, name)?;
        if !super::rules::is_narrower(&before, after) {
            return None;
        }
        let length = match after.arguments.first() {
            Some(TypeArgument::Number(it)) => Some(*it),
            _ => None,
        };
        let range = match after.name.split(' ').next().unwrap_or_default() {
            "tinyint" => Some(("-128", "127")),
            "smallint" => Some(("-32768", "32767")),
            "int" | "integer" => Some(("-2147483648", "2147483647")),
            _ => None,
        };
        let texts = ["character varying", "varchar", "character", "char"];
        let condition = |sql: &mut Sql<'_>| {
            if let Some((least, most)) = range {
                sql.name(name);
                sql.push(&format!(" not between {least} and {most}"));
            } else if let Some(length) = length {
                sql.push(if self.id == DialectId::Sqlite { "length(" } else { "char_length(" });
                sql.name(name);
                sql.push(&format!(") > {length}"));
            }
        };
        let is_known = range.is_some() || texts.contains(&after.name.as_str()) && length.is_some();
        Some(Obstacle {
            rows: format!("values of `{table}.{name}` that have no room in the new type"),
            query: is_known.then(|| self.query(table, condition, " where ", "")),
        })
    }
}
