//! What the runner has to know of a statement.

use super::super::lint::is_transactional;
use super::super::statements::ScriptStatement;
use crate::base::DialectId;
use crate::dialect::alter_rules;

/// How a statement is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It tells the session how to behave, and is told again when a run goes on.
    Setting,
    /// It begins a transaction whose last statement is at this place.
    Block(usize),
    /// From `lock tables` to `unlock tables`, whose statement is at this place: no note can be taken in between.
    Locked(usize),
    /// In one transaction with the note that it is done.
    Together,
    /// By itself: it can stand in no transaction, or ends one.
    Alone,
}

/// Whether a statement only tells the session how to behave.
pub(super) fn is_setting(statement: &ScriptStatement) -> bool {
    starts(statement, &["set", "pragma", "reset"])
}

/// Whether it is run again and again until it changes nothing: `-- @repeat` before a statement that fills a batch.
pub(super) fn is_repeated(statement: &ScriptStatement) -> bool {
    statement.comments.iter().any(|it| it.trim_start().starts_with("@repeat"))
}

pub(super) fn of(all: &[ScriptStatement], idx: usize, id: DialectId) -> Kind {
    let statement = &all[idx];
    if starts(statement, &["begin", "start"]) {
        let end = (idx + 1..all.len()).find(|it| ends(&all[*it]));
        // Where changes of the schema end a transaction, such a block is one of rows alone.
        let holds = |it: &ScriptStatement| is_transactional(&it.tokens, id) || is_setting(it);
        return match end {
            Some(end)
                if alter_rules(id).is_transactional || all[idx + 1..end].iter().all(holds) =>
            {
                Kind::Block(end)
            }
            Some(_) | None => Kind::Alone,
        };
    }
    if is_setting(statement) {
        return Kind::Setting;
    }
    if starts(statement, &["lock"]) && !alter_rules(id).is_transactional {
        let end = (idx + 1..all.len()).find(|it| starts(&all[*it], &["unlock"]));
        return end.map_or(Kind::Alone, Kind::Locked);
    }
    match is_transactional(&statement.tokens, id) && !ends(statement) {
        true => Kind::Together,
        false => Kind::Alone,
    }
}

fn ends(statement: &ScriptStatement) -> bool {
    let is_back_to = statement.tokens.iter().any(|it| it.is("to"));
    starts(statement, &["commit", "end"])
        || starts(statement, &["rollback", "abort"]) && !is_back_to
}

pub(super) fn starts(statement: &ScriptStatement, words: &[&str]) -> bool {
    statement.tokens.first().is_some_and(|it| words.iter().any(|word| it.is(word)))
}
