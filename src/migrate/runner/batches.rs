//! Statements that are run batch by batch, each kept by itself: `-- @repeat` before them.

use super::super::statements::{ScriptStatement, Token, statements};
use super::RunError;
use super::execute::Run;
use crate::base::DialectId;
use crate::dialect::{behind, ends_of_key, history as sql, last_of_batch, up_to};

/// `-- @repeat 10000 rows of customer by id`: the ranges of a key that a statement is run for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Ranges {
    n_rows: usize,
    /// The table, as it stands there.
    table: String,
    /// The columns of its key, as they stand there.
    keys: Vec<String>,
    /// What stands before the condition of the statement, `where` included.
    head: String,
    condition: String,
    /// What stands behind it: `on conflict do nothing`.
    tail: String,
}

impl Ranges {
    /// The ranges that are said of a statement; nothing where it says itself which rows it takes.
    fn of(statement: &ScriptStatement, id: DialectId) -> Option<Ranges> {
        let said =
            statement.comments.iter().find_map(|it| it.trim_start().strip_prefix("@repeat"))?;
        let (number, rest) = said.trim().split_once(" rows of ")?;
        let words = statements(rest, id).pop()?;
        let by = words.tokens.iter().rposition(|it| it.is("by"))?;
        // The last `by` that stands for itself.
        let at = rest.to_lowercase().rfind(" by ")?;
        let keys: Vec<String> = rest[at + 4..].split(',').map(|it| it.trim().to_owned()).collect();
        let has_table = matches!(words.tokens.first(), Some(Token::Word(_) | Token::Quoted(_)));
        let range = statement.condition(id)?;
        let (head, tail) = (&statement.text[..range.start], &statement.text[range.end..]);
        (has_table && by > 0).then(|| Ranges {
            n_rows: number.trim().replace('_', "").parse().unwrap_or(1).max(1),
            table: rest[..at].trim().to_owned(),
            keys,
            head: head.to_owned(),
            condition: statement.text[range].trim().to_owned(),
            tail: tail.trim().to_owned(),
        })
    }

    /// The statement for what is behind one key and not behind another.
    fn text(&self, id: DialectId, after: Option<&[String]>, last: Option<&[String]>) -> String {
        let mut res = format!("{} ({})", self.head, self.condition);
        if let Some(after) = after {
            res.push_str(&format!(" and {}", behind(id, &self.keys, after)));
        }
        if let Some(last) = last {
            res.push_str(&format!(" and {}", up_to(id, &self.keys, last)));
        }
        if !self.tail.is_empty() {
            res.push_str(&format!("\n{}", self.tail));
        }
        res
    }
}

/// How far it is.
struct Progress {
    started: u64,
    n_rows: u64,
    n_batches: u64,
    /// The first and the last number of the key.
    ends: Option<(i128, i128)>,
}

impl Progress {
    fn said(&self, now: u64, last: Option<&[String]>) -> String {
        let millis = now.saturating_sub(self.started);
        let mut res = format!(
            "      {} rows in {} batches, {} s",
            self.n_rows,
            self.n_batches,
            millis / 1000
        );
        let number = last.and_then(|it| it.first()).and_then(|it| it.parse::<i128>().ok());
        if let (Some((first, end)), Some(number)) = (self.ends, number)
            && end > first
        {
            let share = (number.saturating_sub(first)).saturating_mul(100) / (end - first);
            res.push_str(&format!(", {} %", share.clamp(0, 100)));
        }
        res
    }
}

impl Run<'_> {
    /// A statement that fills rows, until there is none left; each batch is kept by itself. One that was stopped goes on
    /// with the first row that is not filled.
    pub(super) fn repeated(&mut self, idx: usize) -> Result<(), RunError> {
        let id = self.session.dialect();
        let started = (self.around.clock)();
        let mut progress = Progress { started, n_rows: 0, n_batches: 0, ends: None };
        self.announce(idx);
        match Ranges::of(&self.all[idx], id) {
            Some(ranges) => self.by_ranges(idx, &ranges, &mut progress)?,
            None => self.by_itself(idx, &mut progress)?,
        }
        self.n_kept = idx + 1;
        Ok(())
    }

    fn by_ranges(
        &mut self,
        idx: usize,
        ranges: &Ranges,
        progress: &mut Progress,
    ) -> Result<(), RunError> {
        let id = self.session.dialect();
        progress.ends = self.ends(ranges);
        let mut after: Option<Vec<String>> = None;
        loop {
            let table = (ranges.table.as_str(), ranges.keys.as_slice());
            let query =
                last_of_batch(id, table, &ranges.condition, after.as_deref(), ranges.n_rows);
            let rows = self.session.query(&query).map_err(|error| self.stopped(idx, error))?;
            let last: Option<Vec<String>> =
                rows.into_iter().next().and_then(|it| it.into_iter().collect());
            let text = ranges.text(id, after.as_deref(), last.as_deref());
            let changed = self.batch(idx, &text, last.is_none())?;
            self.count(progress, changed, last.as_deref())?;
            match last {
                None => return Ok(()),
                last => after = last,
            }
        }
    }

    /// The statement takes as many rows as it likes, until it finds none.
    fn by_itself(&mut self, idx: usize, progress: &mut Progress) -> Result<(), RunError> {
        let text = self.all[idx].text.clone();
        loop {
            let changed = self.batch(idx, &text, false)?;
            if changed == 0 {
                return self.note(idx + 1, idx + 1);
            }
            self.count(progress, changed, None)?;
        }
    }

    /// One batch, kept by itself; the last one with the note that all is done.
    fn batch(&mut self, idx: usize, text: &str, is_last: bool) -> Result<u64, RunError> {
        let [begin, commit, _] = sql::transaction(self.session.dialect());
        let mut changed = 0;
        self.retried(idx, |run| {
            let begun = run.session.execute(begin);
            begun.map_err(|error| run.stopped(idx, error))?;
            let done = run.session.run(text);
            changed = done.map_err(|error| run.stopped(idx, error))?.unwrap_or(0);
            if is_last {
                run.note(idx + 1, idx + 1)?;
            }
            let kept = run.session.execute(commit);
            kept.map_err(|error| run.stopped(idx, error))
        })?;
        Ok(changed)
    }

    fn count(
        &mut self,
        progress: &mut Progress,
        changed: u64,
        last: Option<&[String]>,
    ) -> Result<(), RunError> {
        progress.n_rows += changed;
        progress.n_batches += u64::from(changed > 0);
        if changed > 0 {
            (self.around.say)(&progress.said((self.around.clock)(), last));
        }
        if (self.around.is_interrupted)() {
            return Err(self.interrupted());
        }
        Ok(())
    }

    /// The first and the last number of a key that is one number.
    fn ends(&mut self, ranges: &Ranges) -> Option<(i128, i128)> {
        let [key] = ranges.keys.as_slice() else { return None };
        // Not every type has a least value.
        let rows = self.session.query(&ends_of_key(&ranges.table, key)).ok()?;
        let number = |it: &Option<String>| it.as_ref().and_then(|it| it.parse().ok());
        match rows.first()?.as_slice() {
            [first, last] => number(first).zip(number(last)),
            _ => None,
        }
    }
}
