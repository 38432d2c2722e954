//! Events and the order of triggers, in one form for scripts and catalogs.

use super::emit::{quoted, string};
use crate::base::{DialectId, Name, SqlText};

/// What an event says of itself (manual, "CREATE EVENT Statement").
#[derive(Debug, Default)]
pub(crate) struct EventWords {
    /// The moment of the one time at which it runs.
    pub(crate) at: Option<String>,
    /// How often it runs: a number or a text like `1:30`, and its unit.
    pub(crate) every: Option<(String, String)>,
    /// From when on, where that is not when it was made.
    pub(crate) starts: Option<String>,
    /// Until when.
    pub(crate) ends: Option<String>,
    /// Whether it stays when it will run no more.
    pub(crate) is_kept: bool,
    /// ` disable` or ` disable on slave`; nothing where it runs.
    pub(crate) status: &'static str,
    /// Its comment.
    pub(crate) comment: Option<String>,
}

impl EventWords {
    /// The statement that makes it.
    pub(crate) fn statement(&self, name: &str, body: &str) -> String {
        let every = self.every.as_ref().map(|(count, _)| count.clone());
        let unit = self.every.as_ref().map(|(_, unit)| format!(" {}", unit.to_lowercase()));
        let mut res = format!("create event {} on schedule", quoted(name));
        let said = [
            (" at ", &self.at, ""),
            (" every ", &every, unit.as_deref().unwrap_or_default()),
            (" starts ", &self.starts, ""),
            (" ends ", &self.ends, ""),
        ];
        for (words, text, unit) in said {
            if let Some(text) = text {
                res.push_str(words);
                string(text, &mut res);
                res.push_str(unit);
            }
        }
        if self.is_kept {
            res.push_str(" on completion preserve");
        }
        res.push_str(self.status);
        if let Some(comment) = &self.comment {
            res.push_str(" comment ");
            string(comment, &mut res);
        }
        format!("{res} do\n{body}")
    }
}

/// The trigger that a trigger says it follows.
pub fn trigger_before(body: &SqlText) -> Option<&str> {
    let text = [DialectId::Mysql, DialectId::Mariadb].into_iter().find_map(|it| body.text(it))?;
    let (_, body) = text.split_once("for each row")?;
    body.trim_start().strip_prefix("follows `")?.split('`').next()
}

/// Which trigger each of these, in their order, has to name as the one before it: none where the order is that of their
/// names.
pub(crate) fn triggers_before(names: &[Name]) -> Vec<Option<Name>> {
    let says = !names.is_sorted();
    let before = (0..names.len()).map(|at| names.get(at.checked_sub(1)?).cloned());
    before.map(|it| it.filter(|_| says)).collect()
}
