//! `erc.toml`: what a project builds, and how.

use super::diags;
use super::lint_config::{self, LintConfig};
use super::settings::{Table, parse};
use super::target::{self, Target, targets};
use crate::base::{Diagnostics, DialectId, FileId};

/// What a project builds. Without an `erc.toml` everything is as [`Config::default`] says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The entry file, relative to the folder of `erc.toml`.
    pub entry: String,
    /// The databases that are written for, in the usual order.
    pub targets: Vec<Target>,
    /// The folder that outputs are written to.
    pub out: String,
    /// What is written.
    pub outputs: Vec<Output>,
    /// How tables are named.
    pub naming: Naming,
    /// Which rules matter how much.
    pub lint: LintConfig,
}

/// Something that `erc build` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Output {
    /// `<dialect>/schema.sql`
    Sql,
    /// `<dialect>/schema.json`
    Snapshot,
    /// `erd.dot`
    Dot,
    /// `erd.svg`
    Svg,
    /// `docs.html`
    Docs,
    /// `docs/README.md` and a page for each table
    Markdown,
}

/// How tables are named after entities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Naming {
    /// As written: `order_line`.
    #[default]
    Singular,
    /// `order_lines`
    Plural,
}

impl Output {
    const ALL: [(&'static str, Output); 6] = [
        ("sql", Output::Sql),
        ("snapshot", Output::Snapshot),
        ("dot", Output::Dot),
        ("svg", Output::Svg),
        ("docs", Output::Docs),
        ("markdown", Output::Markdown),
    ];

    /// What is written when nothing is said.
    const USUAL: [Output; 5] =
        [Output::Sql, Output::Snapshot, Output::Dot, Output::Svg, Output::Docs];
}

impl Default for Config {
    fn default() -> Self {
        Config {
            entry: "model.erd".to_owned(),
            targets: targets(&DialectId::ALL),
            out: "build".to_owned(),
            outputs: Output::USUAL.to_vec(),
            naming: Naming::default(),
            lint: LintConfig::default(),
        }
    }
}

const SETTINGS: &[&str] = &[
    "entry", "dialects", "out", "outputs", "naming", "lint", "postgres", "mysql", "mariadb",
    "sqlite",
];

/// What `erc.toml` says. Mistakes in it are reported, and what they touch stays as it is by default.
pub fn read_config(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> Config {
    let mut res = Config::default();
    let root = match parse(file, text) {
        Ok(root) => root,
        Err((span, message)) => {
            diagnostics.push(diags::invalid_toml(span, &message));
            return res;
        }
    };
    let mut root = root.named("erc.toml", SETTINGS);
    if let Some(entry) = root.text("entry", diagnostics) {
        res.entry = entry;
    }
    if let Some(out) = root.text("out", diagnostics) {
        res.out = out;
    }
    let dialects = DialectId::ALL.map(|it| (it.name(), it));
    if let Some(dialects) = root.words("dialects", &dialects, diagnostics) {
        res.targets = targets(&dialects);
    }
    if let Some(outputs) = root.words("outputs", &Output::ALL, diagnostics) {
        res.outputs = outputs;
    }
    if let Some(table) = root.table("naming", diagnostics) {
        naming(table, &mut res, diagnostics);
    }
    if let Some(table) = root.table("lint", diagnostics) {
        res.lint = lint_config::read(table, diagnostics);
    }
    for dialect in DialectId::ALL {
        let Some(table) = root.table(dialect.name(), diagnostics) else { continue };
        let options = target::options(table, dialect, res.targets.len(), diagnostics);
        if let Some(target) = res.targets.iter_mut().find(|it| it.dialect == dialect) {
            target.options = options;
        }
    }
    root.finish(diagnostics);
    res
}

fn naming(table: Table<'_>, res: &mut Config, diagnostics: &mut Diagnostics) {
    let mut table = table.named("[naming]", &["tables"]);
    let words = [("singular", Naming::Singular), ("plural", Naming::Plural)];
    if let Some(naming) = table.word("tables", &words, diagnostics) {
        res.naming = naming;
    }
    table.finish(diagnostics);
}
