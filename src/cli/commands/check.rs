//! `erc check`: what is wrong with a model, and what could be better.

mod fix;
mod known;
mod merge;

use std::path::{Path, PathBuf};

use super::super::Exit;
use super::super::arguments::{DialectArgument, FindingsFormat};
use super::super::project::Project;
use crate::base::{Diagnostics, DialectId, Sources};
use crate::io::{Failure, Terminal};
use crate::lint::{Fingerprints, Selection, Selector};
use crate::project::{compile, judge, lint};
use crate::report::{Counts, Format, Style, render, summary};
use merge::Merged;

/// Report errors and advice about models
#[derive(clap::Args)]
pub(in crate::cli) struct Arguments {
    /// Models, folders with erc.toml, or `-` for standard input; without any, the project of this folder
    #[arg(value_name = "SOURCE")]
    sources: Vec<PathBuf>,

    /// Look for these only: rules, groups, `all` or `none`
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    select: Vec<String>,

    /// Look for none of these: rules or groups
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    ignore: Vec<String>,

    /// The database that the models are for, whatever erc.toml says
    #[arg(long, value_enum)]
    dialect: Option<DialectArgument>,

    /// Count warnings as errors
    #[arg(long)]
    strict: bool,

    /// Apply every fix that keeps the meaning, until there are none
    #[arg(long, conflicts_with_all = ["new_since", "write_baseline"])]
    fix: bool,

    /// Show what `--fix` would change, and change nothing
    #[arg(long, conflicts_with_all = ["new_since", "write_baseline"])]
    diff: bool,

    /// Report only what is there since a revision of git
    #[arg(long, value_name = "REV")]
    new_since: Option<String>,

    /// Report only what this file does not list
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,

    /// Write what is found to a file for `--baseline`
    #[arg(long, value_name = "FILE", conflicts_with = "baseline")]
    write_baseline: Option<PathBuf>,

    /// How to print what was found
    #[arg(long, value_enum, default_value_t)]
    format: FindingsFormat,
}

pub(in crate::cli) fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let selection = selection(arguments)?;
    let sources: Vec<Option<&Path>> = match arguments.sources.as_slice() {
        [] => vec![None],
        them => them.iter().map(|it| Some(it.as_path())).collect(),
    };
    let dialect = arguments.dialect.map(DialectArgument::id);
    if arguments.diff {
        return diff(&sources, dialect, &selection, terminal);
    }
    let known = arguments.baseline.as_deref().map(known::read).transpose()?;
    let mut found = Fingerprints::default();
    let mut merged = Merged::default();
    let mut n_known = 0;
    for source in sources {
        if arguments.fix {
            let project = Project::open_for(source, dialect, &mut Diagnostics::new())?;
            fix::write(&project, &selection, terminal)?;
        }
        let mut checked = check(source, dialect, &selection)?;
        let Checked { project, sources, diagnostics } = &mut checked;
        if let Some(revision) = &arguments.new_since {
            let old = known::at_revision(project, revision, &selection)?;
            n_known += old.take_from(diagnostics, sources, &project.prefix);
        }
        if let Some(known) = &known {
            n_known += known.clone().take_from(diagnostics, sources, &project.prefix);
        }
        found.add_all(diagnostics, sources, &project.prefix);
        merged.add(checked.sources, checked.diagnostics);
    }
    if let Some(path) = &arguments.write_baseline {
        return known::write(path, &found, terminal);
    }
    let counts = print(merged.diagnostics, &merged.sources, arguments.format.into(), terminal)?;
    if n_known > 0 {
        terminal.talk(format!("{n_known} more are known already"));
    }
    Ok(Exit::findings_if(counts.errors > 0 || arguments.strict && counts.warnings > 0))
}

/// A project and what was found in it.
struct Checked {
    project: Project,
    sources: Sources,
    diagnostics: Diagnostics,
}

fn check(
    source: Option<&Path>,
    dialect: Option<DialectId>,
    selection: &Selection,
) -> Result<Checked, Failure> {
    let mut diagnostics = Diagnostics::new();
    let mut project = Project::open_for(source, dialect, &mut diagnostics)?;
    let loaded = project.load(&mut diagnostics);
    if selection.is_empty() {
        let judged = judge(loaded.files, &project.config, &mut diagnostics);
        // The process ends soon: to give back a million pieces one by one would take longer than to judge some
        // hundred tables.
        std::mem::forget(judged);
        return Ok(Checked { project, sources: loaded.sources, diagnostics });
    }
    let compiled = compile(&loaded.files, &project.config, &mut diagnostics);
    lint(&loaded, &compiled, &project.config, selection, &mut diagnostics);
    let mut sources = loaded.sources;
    if let Some((_, schema)) = compiled.native.first() {
        diagnostics = project.located(diagnostics, schema, &mut sources);
    }
    Ok(Checked { project, sources, diagnostics })
}

/// Prints what `--fix` would change.
fn diff(
    sources: &[Option<&Path>],
    dialect: Option<DialectId>,
    selection: &Selection,
    terminal: Terminal,
) -> Result<Exit, Failure> {
    let mut has_fixes = false;
    for source in sources {
        let project = Project::open_for(*source, dialect, &mut Diagnostics::new())?;
        has_fixes |= fix::show(&project, selection, terminal)?;
    }
    if !has_fixes {
        terminal.talk("there is nothing to fix");
    }
    Ok(Exit::findings_if(has_fixes))
}

fn selection(arguments: &Arguments) -> Result<Selection, Failure> {
    let read = |names: &[String]| names.iter().map(|it| selector(it)).collect::<Result<_, _>>();
    Ok(Selection { select: read(&arguments.select)?, ignore: read(&arguments.ignore)? })
}

fn selector(name: &str) -> Result<Selector, Failure> {
    Selector::from_name(name).map_err(|meant| {
        let help = match meant {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "type `erc explain` for a list of all".to_owned(),
        };
        Failure::new(format!("no rule or group is called `{name}`")).help(help)
    })
}

/// Prints findings in order, for people with their number behind them.
pub(in crate::cli) fn print(
    mut diagnostics: Diagnostics,
    sources: &Sources,
    format: Format,
    terminal: Terminal,
) -> Result<Counts, Failure> {
    diagnostics.sort();
    let diagnostics = diagnostics.into_vec();
    let counts = Counts::of(&diagnostics);
    let style = Style { color: terminal.has_color(), width: terminal.width() };
    terminal.print(render(&diagnostics, sources, format, style))?;
    if format.is_for_people() {
        terminal.talk(summary(counts));
    }
    Ok(counts)
}

/// Says what is wrong on standard error, for commands whose product is something else.
pub(in crate::cli) fn report(mut diagnostics: Diagnostics, sources: &Sources, terminal: Terminal) {
    diagnostics.sort();
    let diagnostics = diagnostics.into_vec();
    let style = Style { color: terminal.talk_has_color(), width: terminal.width() };
    terminal.talk(render(&diagnostics, sources, Format::Human, style).trim_end());
    terminal.talk(summary(Counts::of(&diagnostics)));
}
