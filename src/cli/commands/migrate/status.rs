//! `erc migrate status`: what is in the folder, and what of it a database has.

use super::super::super::Exit;
use super::{FolderArgument, folder};
use crate::io::{Failure, Terminal, connect};
use crate::migrate::runner::{Applied, applied, pending};

/// Say what is in the folder, and what of it a database has
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The database: `postgres://…`, `mysql://…`, `mariadb://…` or `sqlite:file.db`
    #[arg(value_name = "URL")]
    url: Option<String>,

    #[command(flatten)]
    folder: FolderArgument,
}

pub(super) fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let root = &arguments.folder.folder;
    let migrations = folder::open(&arguments.folder)?.migrations;
    let problems = folder::problems(root, &migrations)?;
    for problem in &problems {
        terminal.talk(format!("error: {problem}"));
    }
    let Some(url) = &arguments.url else {
        let names = migrations.iter().map(|it| format!("{}\n", it.name));
        terminal.print(names.collect::<String>())?;
        return Ok(Exit::findings_if(!problems.is_empty()));
    };
    let mut session = connect(url)?;
    let there = applied(&mut *session).map_err(|it| super::running::failure(&it))?;
    let mut text = String::new();
    for it in &migrations {
        let known = there.iter().find(|other| other.name == it.name);
        let waits = known.is_none() && it.waits(session.dialect());
        let note = if waits { "  (waits for `--contract`)" } else { "" };
        text.push_str(&format!("{}  {}{note}\n", state(known), it.name));
    }
    terminal.print(text)?;
    let problem = pending(&migrations, &there, session.dialect()).err();
    if let Some(problem) = &problem {
        terminal.talk(super::running::failure(problem).to_string());
    }
    let is_whole = migrations.len() == there.iter().filter(|it| it.is_whole()).count();
    Ok(Exit::findings_if(!problems.is_empty() || problem.is_some() || !is_whole))
}

fn state(applied: Option<&Applied>) -> String {
    match applied {
        None => "pending".to_owned(),
        Some(it) if it.is_whole() => "applied".to_owned(),
        Some(it) => format!("{}/{}", it.n_done, it.n_statements),
    }
}
