//! `erc migrate down`: takes the last migration back.

use super::super::super::Exit;
use super::running::{failure, with_session};
use super::{FolderArgument, folder};
use crate::io::{Failure, Terminal, connect};
use crate::migrate::runner::{applied, down};

/// Take the last migration back
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The database: `postgres://…`, `mysql://…`, `mariadb://…` or `sqlite:file.db`
    #[arg(value_name = "URL")]
    url: String,

    #[command(flatten)]
    folder: FolderArgument,

    /// Lose what the way back loses
    #[arg(long)]
    allow_loss: bool,
}

pub(super) fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let migrations = folder::open(&arguments.folder)?.migrations;
    let mut session = connect(&arguments.url)?;
    let there = applied(&mut *session).map_err(|it| failure(&it))?;
    let last = there.last().and_then(|it| migrations.iter().find(|other| other.name == it.name));
    let script = last.and_then(|it| it.down(session.dialect())).unwrap_or_default();
    let losses: Vec<&str> = script.lines().filter(|it| it.starts_with("-- Lossy: ")).collect();
    if !losses.is_empty() && !arguments.allow_loss {
        let losses: Vec<&str> = losses.iter().map(|it| it.trim_start_matches("-- ")).collect();
        terminal.talk(format!(
            "held back:\n  {}\n  help: say `--allow-loss` if that is meant",
            losses.join("\n  ")
        ));
        return Ok(Exit::Findings);
    }
    drop(session);
    let gone = with_session(&arguments.url, 60, terminal, |session, around| {
        down(session, &migrations, around)
    })?;
    match gone {
        Ok(Some(name)) => terminal.talk(format!("`{name}` was taken back")),
        Ok(None) => terminal.talk("there is nothing to take back"),
        Err(exit) => return Ok(exit),
    }
    Ok(Exit::Fine)
}
