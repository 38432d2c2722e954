//! `erc snapshot`: what one database holds, as JSON.

use std::path::PathBuf;

use super::super::Exit;
use super::super::arguments::{DialectArgument, SourceArgument};
use super::super::output::put;
use super::super::project::Project;
use super::super::source::native;
use super::check::report;
use crate::base::Diagnostics;
use crate::dialect::snapshot;
use crate::io::{Failure, Terminal};
use crate::project::{Target, compile};

/// Print the schema of one database as JSON
#[derive(clap::Args)]
pub(in crate::cli) struct Arguments {
    #[command(flatten)]
    source: SourceArgument,

    /// The database; not needed where the project has one alone
    #[arg(long, value_enum, value_name = "DIALECT")]
    dialect: Option<DialectArgument>,

    /// The file to write to, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(in crate::cli) fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let mut diagnostics = Diagnostics::new();
    let dialect = arguments.dialect.map(DialectArgument::id);
    if let Some(found) = native(arguments.source.source.as_deref(), dialect, terminal)? {
        let text = snapshot(&found.schema, crate::dialect::of(found.dialect));
        if found.mistakes.has_errors() {
            report(found.mistakes, &found.sources, terminal);
            return Ok(Exit::Findings);
        }
        return print(arguments, &text, terminal);
    }
    let mut project = Project::open(arguments.source.source.as_deref(), &mut diagnostics)?;
    choose(&mut project.config.targets, arguments.dialect)?;
    let loaded = project.load(&mut diagnostics);
    let compiled = compile(&loaded.files, &project.config, &mut diagnostics);
    let has_errors = diagnostics.has_errors();
    if !diagnostics.is_empty() {
        report(diagnostics, &loaded.sources, terminal);
    }
    if has_errors {
        return Ok(Exit::Findings);
    }
    for (target, native) in &compiled.native {
        print(arguments, &snapshot(native, target.contract()), terminal)?;
    }
    Ok(Exit::Fine)
}

fn print(arguments: &Arguments, text: &str, terminal: Terminal) -> Result<Exit, Failure> {
    put(arguments.output.as_deref(), text, terminal)?;
    Ok(Exit::Fine)
}

/// Leaves the one database that is asked for; one that the project has not configured is used as usual.
fn choose(targets: &mut Vec<Target>, wanted: Option<DialectArgument>) -> Result<(), Failure> {
    let Some(wanted) = wanted.map(DialectArgument::id) else {
        if targets.len() == 1 {
            return Ok(());
        }
        let names: Vec<String> = targets.iter().map(|it| format!("`{}`", it.dialect)).collect();
        return Err(Failure::new("a snapshot is of one database, and this project has several")
            .help(format!("add `--dialect` with one of {}", names.join(", "))));
    };
    let chosen = targets.iter().find(|it| it.dialect == wanted).copied();
    *targets = vec![chosen.unwrap_or_else(|| Target::usual(wanted, 1))];
    Ok(())
}
