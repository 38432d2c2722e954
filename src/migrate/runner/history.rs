//! What the database remembers, and whether it goes with the folder.

use super::super::folder::{Migration, checksum};
use super::super::statements::{ScriptStatement, statements};
use super::{RunError, execute, first};
use crate::base::DialectId;
use crate::dialect::{Session, history as sql};

/// What a database remembers of one migration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// Its name.
    pub name: String,
    /// The checksum of its script.
    pub checksum: String,
    /// How many statements it has.
    pub n_statements: usize,
    /// How many were begun.
    pub n_started: usize,
    /// How many are done.
    pub n_done: usize,
    /// Its script as it was run.
    pub script: String,
}

impl Applied {
    /// Whether all of it is done.
    pub fn is_whole(&self) -> bool {
        self.n_done >= self.n_statements
    }
}

fn refused<T>(message: String, help: &str) -> Result<T, RunError> {
    Err(RunError::History(message, Some(help.to_owned()).filter(|it| !it.is_empty())))
}

/// Makes the table where it is not there; refuses one that is not as erc makes it.
pub(super) fn prepare(session: &mut dyn Session) -> Result<(), RunError> {
    let id = session.dialect();
    if !is_there(session)? {
        let elsewhere = match sql::history_elsewhere(id) {
            Some(query) => first(session, &query, "look for the history")?,
            None => None,
        };
        if let Some(schema) = elsewhere {
            return refused(
                format!(
                    "the history of this database is in its schema `{schema}`, which the session does not look in"
                ),
                "connect with that schema first in the `search_path`",
            );
        }
    }
    execute(session, &sql::create_history(id), "make the table of migrations")
}

fn is_there(session: &mut dyn Session) -> Result<bool, RunError> {
    let query = sql::has_history(session.dialect());
    Ok(first(session, &query, "read the history")?.is_some())
}

/// What the database remembers; nothing where it was never asked to.
pub fn applied(session: &mut dyn Session) -> Result<Vec<Applied>, RunError> {
    if !is_there(session)? {
        return Ok(Vec::new());
    }
    check_columns(session)?;
    let rows = session.query(&sql::read_history());
    let rows = rows.map_err(|it| RunError::Session("read the history".to_owned(), it))?;
    rows.iter().map(|it| read(it)).collect()
}

/// The table may be of another version of erc, or of another program.
fn check_columns(session: &mut dyn Session) -> Result<(), RunError> {
    let rows = session.query(&sql::history_columns(session.dialect()));
    let rows = rows.map_err(|it| RunError::Session("read the history".to_owned(), it))?;
    let there: Vec<String> = rows.into_iter().filter_map(|mut it| it.pop().flatten()).collect();
    let table = sql::HISTORY_TABLE;
    let missing = sql::HISTORY_COLUMNS.iter().find(|it| !there.iter().any(|own| own == *it));
    if let Some(missing) = missing {
        return refused(
            format!(
                "the table `{table}` has no column `{missing}`: it is not one that this erc makes"
            ),
            "rename it away if it is of another program",
        );
    }
    match there.iter().find(|it| !sql::HISTORY_COLUMNS.contains(&it.as_str())) {
        Some(other) => refused(
            format!("the table `{table}` has a column `{other}`, which this erc does not know"),
            "a newer erc may have made it: use that one",
        ),
        None => Ok(()),
    }
}

fn read(row: &[Option<String>]) -> Result<Applied, RunError> {
    let number = |it: &Option<String>| it.as_ref().and_then(|it| it.parse::<usize>().ok());
    let broken = |name: &str| {
        refused(
            format!("what `{}` says of `{name}` makes no sense", sql::HISTORY_TABLE),
            "look at the row: somebody has changed it",
        )
    };
    let [Some(name), Some(checksum), n_statements, n_started, n_done, Some(script)] = row else {
        return broken("a migration");
    };
    let (Some(n_statements), Some(n_started), Some(n_done)) =
        (number(n_statements), number(n_started), number(n_done))
    else {
        return broken(name);
    };
    if n_done > n_statements || n_started > n_statements || n_started < n_done {
        return broken(name);
    }
    Ok(Applied {
        name: name.clone(),
        checksum: checksum.clone(),
        n_statements,
        n_started,
        n_done,
        script: script.clone(),
    })
}

/// The migrations that are still to be run, oldest first, where history and folder go together.
pub fn pending<'a>(
    migrations: &'a [Migration],
    applied: &[Applied],
    dialect: DialectId,
) -> Result<Vec<&'a Migration>, RunError> {
    let shared = applied.iter().any(|it| migrations.iter().any(|other| other.name == it.name));
    if !shared && !applied.is_empty() && !migrations.is_empty() {
        return refused(
            format!(
                "this database has {} migrations of another folder (`{}` is the last)",
                applied.len(),
                applied[applied.len() - 1].name
            ),
            "look at the URL and at `--folder`: one of them is not what you mean",
        );
    }
    for it in applied {
        let Some(migration) = migrations.iter().find(|other| other.name == it.name) else {
            return refused(
                format!("`{}` was applied to this database and is not in the folder", it.name),
                "bring it back, with `git log --diff-filter=D -- FOLDER` to find it",
            );
        };
        let script = migration.up(dialect).unwrap_or_default();
        if checksum(script) != it.checksum && it.is_whole() {
            return refused(
                format!(
                    "`{}` was applied to this database and has been changed since: {}",
                    it.name,
                    difference(&it.script, script)
                ),
                "undo the change, and make it in a new migration",
            );
        }
    }
    let last = applied.iter().filter(|it| it.is_whole()).map(|it| it.name.as_str()).max();
    let is_done =
        |it: &&Migration| applied.iter().any(|other| other.name == it.name && other.is_whole());
    let res: Vec<&Migration> = migrations.iter().filter(|it| !is_done(it)).collect();
    if let (Some(first), Some(last)) = (res.first(), last)
        && first.name.as_str() < last
    {
        return refused(
            format!("`{}` is older than `{last}`, which is applied already", first.name),
            "rename its folder so that it comes last, and type `erc migrate rebase`",
        );
    }
    Ok(res)
}

/// The first line that differs.
fn difference(before: &str, after: &str) -> String {
    let (mut a, mut b) = (before.lines(), after.lines());
    let mut line = 1;
    loop {
        match (a.next(), b.next()) {
            (Some(old), Some(new)) if old.trim_end() == new.trim_end() => line += 1,
            (Some(old), Some(new)) => {
                return format!("line {line} was `{}` and is `{}`", old.trim(), new.trim());
            }
            (Some(old), None) => return format!("line {line} was `{}` and is gone", old.trim()),
            (None, Some(new)) => {
                return format!("line {line} is `{}` and was not there", new.trim());
            }
            (None, None) => return "it is another text".to_owned(),
        }
    }
}

/// Remembers that a migration begins.
pub(super) fn begin(
    session: &mut dyn Session,
    name: &str,
    script: &str,
    n_statements: usize,
) -> Result<(), RunError> {
    let id = session.dialect();
    let text = sql::begin_history(id, name, &checksum(script), n_statements, script);
    execute(session, &text, "remember the migration")
}

/// Remembers how far it is.
pub(super) fn progress(
    session: &mut dyn Session,
    name: &str,
    n_started: usize,
    n_done: usize,
) -> Result<(), RunError> {
    let text = sql::progress_history(session.dialect(), name, n_started, n_done);
    execute(session, &text, "remember how far it is")
}

/// A migration that was left half done goes on where what is done is still what it was; the rest may be mended.
pub(super) fn go_on(
    session: &mut dyn Session,
    there: &Applied,
    script: &str,
    all: &[ScriptStatement],
) -> Result<(), RunError> {
    if checksum(script) == there.checksum {
        return Ok(());
    }
    let id = session.dialect();
    let before = statements(&there.script, id);
    let is_same =
        |idx: &usize| before.get(*idx).map(|it| &it.text) == all.get(*idx).map(|it| &it.text);
    let n_begun = there.n_started.max(there.n_done);
    if let Some(idx) = (0..n_begun).find(|it| !is_same(it)) {
        return refused(
            format!(
                "statement {} of `{}` is done, or was begun, and has been changed since: {}",
                idx + 1,
                there.name,
                difference(&there.script, script)
            ),
            "undo the change; what comes behind what is done may be changed",
        );
    }
    let text = sql::changed_history(id, &there.name, &checksum(script), all.len(), script);
    execute(session, &text, "remember the migration")
}
