//! `erc migrate down`: takes the last migration back.

use super::super::super::Exit;
use super::{FolderArgument, folder};
use crate::io::{Failure, Terminal, connect, pause};
use crate::migrate::runner::{Surroundings, applied, down};

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
    let migrations = folder::open(&arguments.folder.folder)?;
    let mut session = connect(&arguments.url)?;
    let failed = |it: crate::migrate::runner::RunError| Failure::new(it.to_string());
    let there = applied(&mut *session).map_err(failed)?;
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
    let say = |text: &str| terminal.talk(text);
    let around = Surroundings { n_lock_tries: 120, n_retries: 5, pause: &pause, say: &say };
    match down(&mut *session, &migrations, &around).map_err(failed)? {
        Some(name) => terminal.talk(format!("`{name}` was taken back")),
        None => terminal.talk("there is nothing to take back"),
    }
    Ok(Exit::Fine)
}
