//! `erc migrate down`: takes the last migration back.

use super::super::super::Exit;
use super::running::{failure, with_session};
use super::{FolderArgument, folder};
use crate::io::{Failure, Terminal, connect};
use crate::migrate::runner::{applied, down};
use crate::migrate::{IMPOSSIBLE, LOSSY};

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
    let said = |mark: &str| -> Vec<String> {
        script.lines().filter_map(|it| it.strip_prefix(mark)).map(|it| format!("  {it}")).collect()
    };
    let impossible = said(IMPOSSIBLE);
    if !impossible.is_empty() && !arguments.allow_loss {
        terminal.talk(format!(
            "it cannot be taken back while there are rows:\n{}\n  help: say in down.sql what rows get, or `--allow-loss` where there are none",
            impossible.join("\n")
        ));
        return Ok(Exit::Findings);
    }
    let losses = said(LOSSY);
    if !losses.is_empty() && !arguments.allow_loss && !may_lose(&losses, terminal) {
        terminal.talk("held back; say `--allow-loss` if that is meant");
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

/// Says what is lost, and asks a person whether that is meant.
fn may_lose(losses: &[String], terminal: Terminal) -> bool {
    terminal.talk(format!("what the way back loses:\n{}", losses.join("\n")));
    terminal.can_ask() && terminal.ask("take it back all the same?") == Some(true)
}
