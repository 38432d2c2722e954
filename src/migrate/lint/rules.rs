//! Which findings an operation deserves where it stands.

mod columns;
mod constraints;
mod indexes;
mod locks;
mod opinions;
mod refused;
mod rows;
mod tables;
mod transactions;
mod types;

pub(super) use transactions::{Transaction, at_end};
pub(super) use types::is_narrower;

use super::codes;
use super::state::State;
use super::{Finding, LintOptions};
use crate::base::{Code, DialectId, Severity};
use crate::dialect::facts::{Facts, Operation, Surroundings, TableAction, Work, measured};
use crate::schema::QualifiedName;

/// An operation, what it costs, and where it stands.
pub(super) struct Context<'a> {
    pub(super) options: &'a LintOptions<'a>,
    pub(super) state: &'a State,
    pub(super) operation: &'a Operation,
    pub(super) facts: &'a Facts,
}

impl Context<'_> {
    fn id(&self) -> DialectId {
        self.options.dialect
    }

    fn is_postgres(&self) -> bool {
        self.id() == DialectId::Postgres
    }

    fn is_mysql_like(&self) -> bool {
        matches!(self.id(), DialectId::Mysql | DialectId::Mariadb)
    }

    fn is_new(&self, table: &QualifiedName) -> bool {
        self.state.is_new(table)
    }

    fn has(&self, work: Work) -> bool {
        self.facts.work.contains(&work)
    }
}

/// A finding; how much it matters is decided later.
fn finding(code: &'static Code, message: impl Into<String>, help: impl Into<String>) -> Finding {
    let help = Some(help.into()).filter(|it| !it.is_empty());
    Finding { code, severity: Severity::Warning, message: message.into(), help }
}

/// Adds what an operation deserves.
pub(super) fn judge(cx: &Context<'_>, transaction: &mut Transaction, res: &mut Vec<Finding>) {
    refused::judge(cx, res);
    match cx.operation {
        Operation::CreateTable(spec) => tables::create(cx, spec, res),
        Operation::Alter(table, action) if !cx.is_new(table) => alter(cx, table, action, res),
        Operation::Alter(table, TableAction::Since(_, action)) => alter(cx, table, action, res),
        _ => {
            indexes::judge(cx, res);
            rows::judge(cx, res);
            tables::judge(cx, res);
        }
    }
    opinions::judge(cx, res);
    transactions::judge(cx, transaction, res);
    if cx.is_postgres() {
        locks::judge(cx, transaction, res);
    }
}

fn alter(cx: &Context<'_>, table: &QualifiedName, action: &TableAction, res: &mut Vec<Finding>) {
    columns::judge(cx, table, action, res);
    constraints::judge(cx, table, action, res);
    tables::action(cx, table, action, res);
    if let TableAction::AddIndex { index, .. } = action {
        indexes::added(cx, table, index, res);
    }
}

/// What is seen only when all parts of a statement are.
pub(super) fn as_a_whole(
    operations: &[&Operation],
    facts: &Facts,
    options: &LintOptions<'_>,
    res: &mut Vec<Finding>,
) {
    if !matches!(options.dialect, DialectId::Mysql | DialectId::Mariadb) {
        return;
    }
    let table = operations.iter().find_map(|it| crate::dialect::facts::table_of(it));
    let table = table.map(ToString::to_string).unwrap_or_default();
    let mut said = false;
    for operation in operations {
        let Operation::Alter(_, action) = operation else { continue };
        let asked = match action {
            TableAction::Algorithm(it) => it.as_str(),
            TableAction::Lock(it) if it == "none" => "online",
            TableAction::Lock(_) => {
                said = true;
                continue;
            }
            _ => continue,
        };
        said = true;
        let needs = needed(facts);
        if needs > allowed(asked) {
            let way = ["instant", "nocopy", "inplace", "copy"][needs];
            res.push(finding(
                &codes::ALGORITHM_REFUSED,
                format!("the server can change `{table}` by `{way}` alone, and refuses this"),
                format!("say `algorithm = {way}`, or take another way round"),
            ));
        }
    }
    let is_copied = facts.work.contains(&Work::Copy);
    let is_dear = facts.work.contains(&Work::Rewrite) || facts.work.contains(&Work::IndexBuild);
    if is_copied {
        res.push(finding(
            &codes::TABLE_COPIED,
            format!("`{table}` is copied row by row, and nobody may write meanwhile"),
            "use an online schema change tool, or a new column that takes the old one's place",
        ));
    } else if is_dear && !said && matches!(operations.first(), Some(Operation::Alter(..))) {
        res.push(finding(
            &codes::ALGORITHM_MISSING,
            format!("the server may change `{table}` in any way that it can"),
            "add `algorithm = inplace, lock = none`, so that it refuses what blocks",
        ));
    }
}

/// Which algorithm does it: instant, nocopy, inplace, copy.
fn needed(facts: &Facts) -> usize {
    match facts.work.last() {
        Some(Work::Copy) => 3,
        Some(Work::Rewrite) => 2,
        Some(Work::IndexBuild) => 1,
        Some(Work::Catalog | Work::Scan) | None => 0,
    }
}

fn allowed(asked: &str) -> usize {
    match asked {
        "instant" => 0,
        "nocopy" => 1,
        "inplace" | "online" => 2,
        _ => 3,
    }
}

/// That nothing certain is known of the version.
pub(super) fn unknown_version(options: &LintOptions<'_>) -> Finding {
    let (first, last) = measured(options.dialect);
    let title = options.dialect.title();
    let version = options.version.map(|it| it.to_string()).unwrap_or_default();
    finding(
        &codes::UNKNOWN_VERSION,
        format!(
            "what {title} {version} does is not known; what is said is the dearest that {title} {first} to {last} does"
        ),
        "look at the locks yourself",
    )
}
