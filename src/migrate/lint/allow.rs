//! Comments that silence findings: `-- @allow(rule, "reason")` at a statement, `-- @allow-file(rule, "reason")`
//! anywhere for all of them.

use rustc_hash::FxHashSet;

use super::{Finding, Judged, RuleLevels, codes};
use crate::base::{Code, Severity};
use crate::migrate::statements::ScriptStatement;

/// What comments for the whole file silence.
#[derive(Debug, Default)]
pub(super) struct Silenced {
    /// The rules, and the statement at which each is said.
    of_file: Vec<(String, usize)>,
    used: FxHashSet<String>,
    n_statements: usize,
}

/// One rule that a comment silences.
struct Allow<'a> {
    rule: &'a str,
    has_reason: bool,
}

impl Silenced {
    /// Takes away what the comments at a statement silence; adds what is wrong with the comments.
    pub(super) fn take(
        &mut self,
        statement: &ScriptStatement,
        judged: &mut Judged,
        levels: &RuleLevels,
    ) {
        let mut own = Vec::new();
        for comment in &statement.comments {
            for allow in allows(comment, "@allow(") {
                let n_before = judged.findings.len();
                judged.findings.retain(|it| it.code.name != allow.rule);
                if judged.findings.len() == n_before {
                    own.push(stale(allow.rule));
                }
                own.extend(unexplained(&allow));
            }
            for allow in allows(comment, "@allow-file(") {
                self.of_file.push((allow.rule.to_owned(), self.n_statements));
                own.extend(unexplained(&allow));
            }
        }
        judged.findings.extend(levels.settled(own));
        self.n_statements += 1;
    }

    /// Takes away what is silenced for the file.
    pub(super) fn finish(&mut self, judged: &mut [Judged], levels: &RuleLevels) {
        for it in judged.iter_mut() {
            it.findings.retain(|it| {
                let is_silenced = self.of_file.iter().any(|(rule, _)| rule == it.code.name);
                if is_silenced {
                    self.used.insert(it.code.name.to_owned());
                }
                !is_silenced
            });
        }
        for (rule, idx) in self.of_file.iter().filter(|(rule, _)| !self.used.contains(rule)) {
            if let Some(it) = judged.get_mut(*idx) {
                it.findings.extend(levels.settled(vec![stale(rule)]));
            }
        }
    }
}

/// What stands in a comment behind `mark`: rules, and whether a reason follows.
fn allows<'a>(comment: &'a str, mark: &'a str) -> impl Iterator<Item = Allow<'a>> {
    comment.split(mark).skip(1).map(|rest| {
        let end = rest.find([',', ')']).unwrap_or(rest.len());
        let reason = rest[end..].strip_prefix(',').unwrap_or_default();
        let is_text =
            reason.trim_start().starts_with('"') && !reason.trim_start().starts_with("\"\"");
        Allow { rule: rest[..end].trim(), has_reason: is_text }
    })
}

fn stale(rule: &str) -> Finding {
    match RuleLevels::code(rule) {
        Some(_) => finding(
            &codes::UNUSED_ALLOW,
            format!("there is no `{rule}` here to allow"),
            "take the comment away",
        ),
        None => {
            let names = codes::RULES.iter().map(|(code, _)| code.name);
            let help = match crate::base::closest(rule, names) {
                Some(meant) => format!("write `{meant}`, if that is meant"),
                None => "take the comment away".to_owned(),
            };
            finding(&codes::UNUSED_ALLOW, format!("there is no finding `{rule}`"), &help)
        }
    }
}

fn unexplained(allow: &Allow<'_>) -> Option<Finding> {
    let message = || format!("it is not said why `{}` is all right here", allow.rule);
    (!allow.has_reason).then(|| {
        finding(
            &codes::ALLOW_WITHOUT_REASON,
            message(),
            "write the reason behind a comma, in quotes",
        )
    })
}

fn finding(code: &'static Code, message: String, help: &str) -> Finding {
    Finding { code, severity: Severity::Warning, message, help: Some(help.to_owned()) }
}
