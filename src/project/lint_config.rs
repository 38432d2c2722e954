//! `[lint]` in `erc.toml`: levels of rules and groups, and what rules are told.

use std::sync::OnceLock;

use super::settings::Table;
use crate::base::{Diagnostics, Name};
use crate::lint::{Level, Levels, Options, names};
use crate::migrate::{RULES, RuleLevels};

/// What a project wants of the linter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LintConfig {
    /// Levels of rules and groups.
    pub levels: Levels,
    /// What rules are told.
    pub options: Options,
    /// Levels of findings about migrations.
    pub migrations: RuleLevels,
}

const OPTIONS: &[&str] =
    &["max-attributes", "max-indexes", "mandatory-attributes", "key-types", "table-prefix"];

pub(super) fn read(table: Table<'_>, diagnostics: &mut Diagnostics) -> LintConfig {
    let mut res = LintConfig::default();
    let mut table = table.named("[lint]", all_names());
    if let Some(inner) = table.table("options", diagnostics) {
        res.options = options(inner, diagnostics);
    }
    for name in names() {
        if let Some(level) = table.word(name, &Level::WORDS, diagnostics) {
            res.levels.set(name, level);
        }
    }
    for (code, _) in RULES {
        if let Some(level) = table.word(code.name, &Level::WORDS, diagnostics) {
            res.migrations.chosen.insert(code.name, level.severity());
        }
    }
    table.finish(diagnostics);
    res
}

/// The names of rules about models and about migrations.
fn all_names() -> &'static [&'static str] {
    static ALL: OnceLock<Vec<&'static str>> = OnceLock::new();
    ALL.get_or_init(|| {
        names().iter().copied().chain(RULES.iter().map(|(code, _)| code.name)).collect()
    })
}

fn options(table: Table<'_>, diagnostics: &mut Diagnostics) -> Options {
    let mut res = Options::default();
    let mut table = table.named("[lint.options]", OPTIONS);
    if let Some(count) = table.count("max-attributes", diagnostics) {
        res.max_attributes = count;
    }
    if let Some(count) = table.count("max-indexes", diagnostics) {
        res.max_indexes = count;
    }
    if let Some(them) = table.texts("mandatory-attributes", diagnostics) {
        res.mandatory_attributes = them.into_iter().map(Name::from).collect();
    }
    if let Some(them) = table.texts("key-types", diagnostics) {
        res.key_types = them.into_iter().map(Name::from).collect();
    }
    res.table_prefix = table.text("table-prefix", diagnostics).map(Name::from);
    table.finish(diagnostics);
    res
}
