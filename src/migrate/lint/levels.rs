//! How much each finding matters.

use rustc_hash::FxHashMap;

use super::{Finding, codes};
use crate::base::{Code, Severity};

/// How much findings matter where it is not as usual.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RuleLevels {
    /// For single findings; nothing turns them off.
    pub chosen: FxHashMap<&'static str, Option<Severity>>,
}

impl RuleLevels {
    /// The finding of this name.
    pub fn code(name: &str) -> Option<&'static Code> {
        codes::RULES.iter().find(|(code, _)| code.name == name).map(|(code, _)| *code)
    }

    /// How much a finding matters; nothing where it is off.
    pub fn of(&self, code: &Code) -> Option<Severity> {
        if let Some(chosen) = self.chosen.get(code.name) {
            return *chosen;
        }
        codes::RULES.iter().find(|(it, _)| it.name == code.name).and_then(|(_, level)| *level)
    }

    /// Findings as severe as they are to be, without those that are off; each once.
    pub(super) fn settled(&self, findings: Vec<Finding>) -> Vec<Finding> {
        let mut res: Vec<Finding> = Vec::new();
        for finding in findings {
            let Some(severity) = self.of(finding.code) else { continue };
            let is_there =
                |it: &Finding| it.code.name == finding.code.name && it.message == finding.message;
            if !res.iter().any(is_there) {
                res.push(Finding { severity, ..finding });
            }
        }
        res
    }
}
