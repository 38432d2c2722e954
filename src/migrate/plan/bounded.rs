//! What a database shall refuse to do behind one's back: `algorithm = …, lock = …`, as dear as is known and no dearer.

use super::super::lint::{LintOptions, RuleLevels, lint};
use super::super::statements::statements;
use super::Plan;
use crate::base::DialectId;
use crate::dialect::bounded;
use crate::dialect::facts::Work;
use crate::schema::NativeSchema;

/// Says of each `alter table` how it is to be done, where the database takes that.
pub(super) fn bound(plan: &mut Plan, before: &NativeSchema) {
    let takes_words = match plan.dialect {
        DialectId::Mysql | DialectId::Mariadb => true,
        DialectId::Postgres | DialectId::Sqlite => false,
    };
    if !takes_words || plan.steps.is_empty() {
        return;
    }
    let script: String = plan.steps.iter().map(|it| it.sql.as_str()).collect();
    let options = LintOptions {
        dialect: plan.dialect,
        version: Some(plan.version),
        schema: Some(before),
        levels: &RuleLevels::default(),
        in_transaction: false,
    };
    let mut judged = lint(&script, options).into_iter();
    for step in &mut plan.steps {
        let n_statements = statements(&step.sql, plan.dialect).len();
        let all: Vec<_> = judged.by_ref().take(n_statements).collect();
        let [only] = all.as_slice() else { continue };
        // Nobody waits for a table that is made on the way.
        if only.facts.locks.is_empty() {
            continue;
        }
        let work = only.facts.work.iter().max().copied().unwrap_or(Work::Catalog);
        let is_shared = only.facts.locks.iter().any(|(_, mode)| *mode == "SHARED");
        if let Some(sql) = bounded(&step.sql, plan.dialect, work, is_shared) {
            step.sql = sql;
        }
    }
}
