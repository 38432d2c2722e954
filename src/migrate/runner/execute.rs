//! The statements of a script, one after the other, each with the note that it is done.

use super::super::lint::names_all_it_makes;
use super::super::statements::ScriptStatement;
use super::indexes::{self, Found};
use super::kind::{self, Kind};
use super::{RunError, Surroundings, execute, first, history};
use crate::dialect::{Session, SessionError, history as sql};

/// What is remembered of a script.
#[derive(Debug, Clone, Copy)]
pub(super) enum Recorder<'a> {
    /// How far a migration is.
    Up(&'a str),
    /// That a migration is gone, when all is done.
    Down(&'a str),
}

/// A script that runs.
pub(super) struct Run<'a> {
    pub(super) session: &'a mut dyn Session,
    pub(super) around: &'a Surroundings<'a>,
    pub(super) recorder: Recorder<'a>,
    pub(super) all: &'a [ScriptStatement],
    /// How many statements are done for good.
    pub(super) n_kept: usize,
}

impl Run<'_> {
    /// Runs from a statement on, of which it may be unknown whether it is done.
    pub(super) fn run(mut self, start: usize, is_uncertain: bool) -> Result<(), RunError> {
        let mut idx = start;
        if is_uncertain && idx < self.all.len() {
            let kind = kind::of(self.all, idx, self.session.dialect());
            idx = if let Kind::Locked(end) = kind {
                self.locked(idx, end, true)?;
                end + 1
            } else {
                self.recover(idx)?;
                idx + 1
            };
        }
        while idx < self.all.len() {
            if (self.around.is_interrupted)() {
                return Err(self.interrupted());
            }
            idx = self.step(idx)?;
        }
        // Settings at the end leave no note of their own; neither does a script without statements.
        if self.n_kept < self.all.len() || self.all.is_empty() {
            self.note(self.all.len(), self.all.len())?;
        }
        Ok(())
    }

    /// Runs the next statement or transaction; answers the place behind it.
    fn step(&mut self, idx: usize) -> Result<usize, RunError> {
        let id = self.session.dialect();
        match kind::of(self.all, idx, id) {
            Kind::Setting => {
                let done = self.session.execute(&self.all[idx].text);
                done.map_err(|error| self.stopped(idx, error))?;
                Ok(idx + 1)
            }
            Kind::Block(end) => {
                self.retried(idx, |run| run.block(idx, end))?;
                self.n_kept = end + 1;
                Ok(end + 1)
            }
            Kind::Locked(end) => {
                self.locked(idx, end, false)?;
                Ok(end + 1)
            }
            Kind::Together if kind::is_repeated(&self.all[idx]) => {
                self.repeated(idx)?;
                Ok(idx + 1)
            }
            Kind::Together => {
                let begun = self.retried(idx, |run| run.together(idx));
                match begun {
                    Err(RunError::Statement { error, .. })
                        if sql::is_alone(id, error.code.as_deref()) =>
                    {
                        self.alone(idx)?;
                    }
                    other => other?,
                }
                self.n_kept = idx + 1;
                Ok(idx + 1)
            }
            Kind::Alone => {
                self.alone(idx)?;
                self.n_kept = idx + 1;
                Ok(idx + 1)
            }
        }
    }

    /// A transaction that the script says itself.
    fn block(&mut self, start: usize, end: usize) -> Result<(), RunError> {
        for idx in start..end {
            if (self.around.is_interrupted)() {
                let _ = self.session.execute("rollback");
                return Err(self.interrupted());
            }
            self.one(idx)?;
        }
        // It counts from the moment at which it is kept.
        if !kind::starts(&self.all[end], &["rollback", "abort"]) {
            let noted = self.note(end + 1, end + 1);
            noted.inspect_err(|_| drop(self.session.execute("rollback")))?;
        }
        self.one(end).map(|_| ())
    }

    /// Statements under the lock of a table. Each is whole or not done at all, and refused when it is done already: of a
    /// run that ended among them what is left is done.
    fn locked(&mut self, start: usize, end: usize, is_again: bool) -> Result<(), RunError> {
        let id = self.session.dialect();
        self.note(start + 1, start)?;
        let mut is_again = is_again;
        let done = self.retried(start, |run| {
            let was_tried = std::mem::replace(&mut is_again, true);
            for idx in start..=end {
                match run.one(idx) {
                    Err(RunError::Statement { error, .. })
                        if was_tried && sql::has_its_name(id, error.code.as_deref()) => {}
                    Err(error) => {
                        let _ = run.session.execute("unlock tables");
                        return Err(error);
                    }
                    Ok(_) => {}
                }
            }
            Ok(())
        });
        done?;
        self.n_kept = end + 1;
        self.note(end + 1, end + 1)
    }

    /// One statement and the note that it is done, kept together.
    fn together(&mut self, idx: usize) -> Result<(), RunError> {
        let [begin, commit, _] = sql::transaction(self.session.dialect());
        let begun = self.session.execute(begin);
        begun.map_err(|error| self.stopped(idx, error))?;
        self.one(idx)?;
        self.note(idx + 1, idx + 1).inspect_err(|_| drop(self.session.execute("rollback")))?;
        let kept = self.session.execute(commit);
        kept.map_err(|error| self.stopped(idx, error))
    }

    /// A statement that stands in no transaction: a note before, and one behind it.
    fn alone(&mut self, idx: usize) -> Result<(), RunError> {
        let id = self.session.dialect();
        let index = indexes::built(&self.all[idx], id);
        if let Some(index) = &index {
            indexes::clear(self.session, index, self.around)?;
        }
        self.note(idx + 1, idx)?;
        // It is in nobody's way while it waits.
        let patience = match index.is_some() {
            true => first(self.session, sql::LOCK_TIMEOUT, "read a setting")?,
            false => None,
        };
        if patience.is_some() {
            execute(self.session, &sql::set_lock_timeout("0"), "set up the session")?;
        }
        let done = self.retried(idx, |run| run.one(idx).map(|_| ()));
        if let Some(patience) = patience {
            let _ = self.session.execute(&sql::set_lock_timeout(&patience));
        }
        match done {
            Ok(()) => self.note(idx + 1, idx + 1),
            Err(error) => Err(self.left_invalid(index.as_ref(), error)),
        }
    }

    /// What failed is not done: databases make a statement whole or not at all. But an index may be left behind.
    fn left_invalid(
        &mut self,
        index: Option<&super::super::lint::IndexBuild>,
        mut error: RunError,
    ) -> RunError {
        let id = self.session.dialect();
        let is_lost = matches!(
            &error,
            RunError::Statement { error, .. } if sql::is_lost(id, error.code.as_deref())
        );
        if !is_lost {
            let _ = self.note(self.n_kept, self.n_kept);
        }
        if let (Some(index), RunError::Statement { note, .. }) = (index, &mut error)
            && (is_lost || indexes::find(self.session, index) == Ok(Found::Invalid))
        {
            let text = format!(
                "the index {} is left INVALID; the next run drops it concurrently and builds it again",
                index.name
            );
            *note = Some(text.into());
        }
        error
    }

    /// Finds out whether a statement was done before the run that began it ended, and does it if not.
    fn recover(&mut self, idx: usize) -> Result<(), RunError> {
        let id = self.session.dialect();
        let statement = &self.all[idx];
        let index = indexes::built(statement, id);
        if let Some(index) = &index
            && indexes::find(self.session, index)? == Found::Valid
        {
            self.n_kept = idx + 1;
            return self.note(idx + 1, idx + 1);
        }
        if !names_all_it_makes(&statement.tokens, id) {
            return Err(self.unknown(idx));
        }
        let again = self.alone(idx);
        self.n_kept = idx + 1;
        match again {
            Err(RunError::Statement { error, .. })
                if sql::is_done_already(id, error.code.as_deref()) =>
            {
                (self.around.say)(&format!(
                    "statement {} was done before the last run ended ({error})",
                    idx + 1
                ));
                self.note(idx + 1, idx + 1)
            }
            other => {
                self.n_kept = if other.is_ok() { idx + 1 } else { idx };
                other
            }
        }
    }

    fn unknown(&self, idx: usize) -> RunError {
        let (Recorder::Up(name) | Recorder::Down(name)) = self.recorder;
        let table = sql::HISTORY_TABLE;
        let number = idx + 1;
        RunError::History(
            format!(
                "statement {number} of `{name}` was begun, and nothing tells whether it is done: {}",
                self.all[idx].text
            ),
            Some(format!(
                "look at the database; then `update {table} set n_done = {number} where name = '{name}'` if it is done, or `set n_started = {idx}` if not"
            )),
        )
    }

    /// Says which statement is next.
    pub(super) fn announce(&self, idx: usize) {
        let number = format!("{}/{}", idx + 1, self.all.len());
        (self.around.say)(&format!("  {number:>5}  {}", shortened(&self.all[idx].text)));
    }

    /// Runs a statement and says so.
    fn one(&mut self, idx: usize) -> Result<Option<u64>, RunError> {
        let statement = &self.all[idx];
        let is_quiet =
            kind::starts(statement, &["begin", "start", "commit", "end", "set", "pragma"]);
        if !is_quiet {
            self.announce(idx);
        }
        let started = (self.around.clock)();
        let done = self.session.run(&statement.text);
        let n_rows = done.map_err(|error| self.stopped(idx, error))?;
        let millis = (self.around.clock)() - started;
        let rows = n_rows.filter(|it| *it > 0 && !is_quiet).map(|it| format!("{it} rows"));
        let time = (millis >= 1000).then(|| format!("{}.{} s", millis / 1000, millis / 100 % 10));
        let said: Vec<String> = rows.into_iter().chain(time).collect();
        if !said.is_empty() {
            (self.around.say)(&format!("         {}", said.join(", ")));
        }
        Ok(n_rows)
    }

    /// Tries again what did not get its lock.
    pub(super) fn retried(
        &mut self,
        idx: usize,
        mut work: impl FnMut(&mut Self) -> Result<(), RunError>,
    ) -> Result<(), RunError> {
        let id = self.session.dialect();
        let mut n_tries = 0;
        loop {
            match work(self) {
                Err(RunError::Statement { error, .. })
                    if n_tries < self.around.n_retries
                        && sql::is_lock_timeout(id, error.code.as_deref())
                        && !(self.around.is_interrupted)() =>
                {
                    n_tries += 1;
                    let millis = 500 << n_tries.min(6);
                    (self.around.say)(&format!(
                        "statement {} did not get its lock; try {} of {} in {} s",
                        idx + 1,
                        n_tries + 1,
                        self.around.n_retries + 1,
                        millis / 1000
                    ));
                    (self.around.pause)(millis);
                }
                other => return other,
            }
        }
    }

    pub(super) fn note(&mut self, n_started: usize, n_done: usize) -> Result<(), RunError> {
        match self.recorder {
            Recorder::Up(name) => history::progress(self.session, name, n_started, n_done),
            Recorder::Down(name) if n_done == self.all.len() => {
                let text = sql::forget_history(self.session.dialect(), name);
                execute(self.session, &text, "forget the migration")
            }
            Recorder::Down(_) => Ok(()),
        }
    }

    pub(super) fn interrupted(&self) -> RunError {
        let (Recorder::Up(name) | Recorder::Down(name)) = self.recorder;
        RunError::Interrupted {
            migration: name.to_owned(),
            n_done: self.n_kept,
            of: self.all.len(),
        }
    }

    pub(super) fn stopped(&mut self, idx: usize, error: SessionError) -> RunError {
        let id = self.session.dialect();
        let code = error.code.as_deref();
        let is_lost = sql::is_lost(id, code);
        if !is_lost {
            let _ = self.session.execute("rollback");
        }
        if sql::is_cancelled(id, code) && (self.around.is_interrupted)() {
            return self.interrupted();
        }
        let note = is_lost.then(|| {
            "the server went away, so it is not known whether this statement is done; the next run finds out".into()
        });
        let (Recorder::Up(name) | Recorder::Down(name)) = self.recorder;
        RunError::Statement {
            migration: name.to_owned(),
            number: idx + 1,
            of: self.all.len(),
            n_done: self.n_kept,
            line: self.all.get(idx).map_or(0, |it| it.line),
            error,
            note,
        }
    }
}

/// The start of a statement, on one line.
fn shortened(sql: &str) -> String {
    let text = sql.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
