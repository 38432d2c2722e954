//! What a script of statements locks, reads and writes, judged against the schema as it stands before each.
// Of some fifty operations each place here cares about a few, and a new one concerns none of them by itself.
#![allow(clippy::wildcard_enum_match_arm)]

mod allow;
mod codes;
mod json;
mod levels;
mod outcome;
mod read;
mod rules;
mod running;
mod state;

pub(super) use codes::CODES;
pub use codes::RULES;
pub use json::{lint_json, lint_statement_json};
pub use levels::RuleLevels;
pub use outcome::{Obstacle, Outcome};
pub(super) use running::{IndexBuild, index_build, is_transactional, names_all_it_makes};

use super::statements::{ScriptStatement, statements};
use crate::base::{Code, DialectId, Severity};
use crate::dialect::Version;
use crate::dialect::facts::{Facts, Operation, Together, facts, judged_versions};
use crate::schema::NativeSchema;
use rules::Transaction;
use state::State;

/// For what a script is judged.
#[derive(Debug, Clone, Copy)]
pub struct LintOptions<'a> {
    /// Whose SQL it is.
    pub dialect: DialectId,
    /// The version of the database; without one the dearest answer of all that are supported counts.
    pub version: Option<Version>,
    /// The schema before the first statement; without one every table may be there.
    pub schema: Option<&'a NativeSchema>,
    /// How much each finding matters.
    pub levels: &'a RuleLevels,
    /// Whether whoever runs the script puts all of it in a transaction.
    pub in_transaction: bool,
}

/// What is known of one statement.
#[derive(Debug, Clone)]
pub struct Judged {
    /// The line of its first word.
    pub line: usize,
    /// Where it starts in the script, in bytes.
    pub start: usize,
    /// Its text.
    pub sql: String,
    /// What it costs.
    pub facts: Facts,
    /// What it means for rows that are there, and for a way back.
    pub outcome: Outcome,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
}

/// One thing that is wrong with a statement.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Which kind.
    pub code: &'static Code,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong, in lower case, without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// Scripts that are judged one after the other, each against what those before it leave.
#[derive(Debug)]
pub struct Linter<'a> {
    options: LintOptions<'a>,
    versions: Vec<Version>,
    is_version_known: bool,
    state: State,
    outcomes: outcome::Outcomes,
}

impl<'a> Linter<'a> {
    /// Before the first script.
    pub fn new(options: LintOptions<'a>) -> Linter<'a> {
        let (versions, is_version_known) = judged_versions(options.dialect, options.version);
        let state = State::of(options.schema, options.dialect);
        Linter {
            options,
            versions,
            is_version_known,
            state,
            outcomes: outcome::Outcomes::default(),
        }
    }

    /// How often something was looked up in the schema so far.
    pub fn n_lookups(&self) -> usize {
        self.state.n_lookups()
    }

    /// Judges every statement of a script. What the script makes locks nobody until it ends.
    pub fn lint(&mut self, script: &str) -> Vec<Judged> {
        let mut transaction = Transaction::new(self.options.in_transaction);
        let mut res: Vec<Judged> = Vec::new();
        let mut silenced = allow::Silenced::default();
        for statement in statements(script, self.options.dialect) {
            let mut judged = self.judge(&statement, &mut transaction);
            if res.is_empty() && !self.is_version_known {
                judged.findings.insert(0, rules::unknown_version(&self.options));
            }
            silenced.take(&statement, &mut judged, self.options.levels);
            res.push(judged);
        }
        self.outcomes.finish(&mut res);
        rules::at_end(&transaction, &mut res);
        silenced.finish(&mut res, self.options.levels);
        self.state.settle();
        res
    }

    fn judge(&mut self, statement: &ScriptStatement, transaction: &mut Transaction) -> Judged {
        let dialect = self.options.dialect;
        let mut all = Facts { is_transactional: true, ..Facts::default() };
        let mut findings = Vec::new();
        let mut steps = read::steps(&statement.tokens, dialect);
        for step in &mut steps {
            self.complete(&mut step.operation);
        }
        let operations: Vec<&Operation> = steps.iter().map(|it| &it.operation).collect();
        let checks = statement.checks_if_any(dialect);
        let mut checks = checks.iter().copied();
        let mut outcome = Outcome { is_reversible: true, ..Outcome::default() };
        let mut together = Together::new(dialect);
        for step in &steps {
            let own = facts(&step.operation, step.only, dialect, &self.versions, &self.state);
            let cx = rules::Context {
                options: &self.options,
                state: &self.state,
                operation: &step.operation,
                facts: &own,
            };
            rules::judge(&cx, transaction, &mut findings);
            all.add(own, dialect);
            self.outcomes.add(&step.operation, &mut checks, &self.state, dialect, &mut outcome);
            together.see(&step.operation, &self.state);
            self.state.apply(&step.operation);
        }
        together.settle(&mut all);
        outcome.settle(&all);
        rules::as_a_whole(&operations, &all, &self.options, &mut findings);
        Judged {
            line: statement.line,
            start: statement.start,
            sql: statement.text.clone(),
            facts: all,
            outcome,
            findings: self.options.levels.settled(findings),
        }
    }

    /// Adds the table of an index that is named without it.
    fn complete(&self, operation: &mut Operation) {
        match operation {
            Operation::DropIndex { table: table @ None, name, .. } => {
                *table = self.state.table_of_index(name);
            }
            Operation::Reindex { table: table @ None, index: Some(name), .. } => {
                *table = self.state.table_of_index(name);
            }
            Operation::AlterIndex { table, name, part, .. } => {
                *table = self.state.table_of_index(name);
                if let Some((part, table)) = part {
                    *table = self.state.table_of_index(part);
                }
            }
            _ => {}
        }
    }
}

/// Judges every statement of one script.
pub fn lint(script: &str, options: LintOptions<'_>) -> Vec<Judged> {
    Linter::new(options).lint(script)
}
