//! The databases that a project is built for, and what `erc.toml` chooses about each.

use super::diags;
use super::settings::Table;
use crate::base::{Diagnostics, DialectId, Span};
use crate::dialect::{self, Dialect, DomainForm, EnumForm, Options, UuidForm, Version};

/// A database that is written for, and what was chosen for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// Which one.
    pub dialect: DialectId,
    /// What was chosen.
    pub options: Options,
}

impl Target {
    /// A database as it is usually used by a project for so many databases.
    pub fn usual(dialect: DialectId, n_dialects: usize) -> Target {
        let options = Options { n_dialects, ..Options::of(dialect::of(dialect)) };
        Target { dialect, options }
    }

    /// What there is to know about its database.
    pub fn contract(&self) -> &'static dyn Dialect {
        dialect::of(self.dialect)
    }
}

/// The databases of a project, each used as usual.
pub fn targets(dialects: &[DialectId]) -> Vec<Target> {
    let chosen = DialectId::ALL.into_iter().filter(|it| dialects.contains(it));
    chosen.map(|it| Target::usual(it, dialects.len())).collect()
}

const SETTINGS: &[&str] = &["version", "enums", "domains", "uuids", "strict"];
const VERSION: &str = "a version in quotes, such as `\"15\"` or `\"10.6\"`";
const ENUMS: [(&str, EnumForm); 3] =
    [("native", EnumForm::Native), ("check", EnumForm::Check), ("lookup", EnumForm::Lookup)];
const DOMAINS: [(&str, DomainForm); 2] =
    [("native", DomainForm::Native), ("inline", DomainForm::Inline)];
const UUIDS: [(&str, UuidForm); 3] =
    [("native", UuidForm::Native), ("text", UuidForm::Text), ("binary", UuidForm::Binary)];

/// What the table of one database says. What the database cannot do is reported, and left as usual.
pub(super) fn options(
    table: Table<'_>,
    dialect: DialectId,
    n_dialects: usize,
    diagnostics: &mut Diagnostics,
) -> Options {
    let mut res = Target::usual(dialect, n_dialects);
    let mut table = table.named(dialect.name(), SETTINGS);
    let span = table.span("version");
    if let Some(version) = table.parsed("version", Version::from_text, VERSION, diagnostics) {
        res.choose(Options { version, ..res.options }, span, diagnostics);
    }
    let span = table.span("enums");
    if let Some(enums) = table.word("enums", &ENUMS, diagnostics) {
        res.choose(Options { enums, ..res.options }, span, diagnostics);
    }
    let span = table.span("domains");
    if let Some(domains) = table.word("domains", &DOMAINS, diagnostics) {
        res.choose(Options { domains, ..res.options }, span, diagnostics);
    }
    let span = table.span("uuids");
    if let Some(uuids) = table.word("uuids", &UUIDS, diagnostics) {
        res.choose(Options { uuids, ..res.options }, span, diagnostics);
    }
    let span = table.span("strict");
    if let Some(strict_tables) = table.flag("strict", diagnostics) {
        res.choose(Options { strict_tables, ..res.options }, span, diagnostics);
    }
    table.finish(diagnostics);
    res.options
}

impl Target {
    fn choose(&mut self, options: Options, span: Option<Span>, diagnostics: &mut Diagnostics) {
        match options.problem(self.contract()) {
            None => self.options = options,
            Some(problem) => {
                diagnostics.extend(span.map(|it| diags::impossible_setting(it, &problem)));
            }
        }
    }
}
