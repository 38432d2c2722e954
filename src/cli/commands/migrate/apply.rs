//! `erc migrate apply`: runs what a database has not had yet.

use std::path::Path;

use super::super::super::Exit;
use super::{FolderArgument, folder};
use crate::io::{Failure, Terminal, connect, pause, write_new};
use crate::migrate::runner::{Surroundings, applied, apply, pending};

/// Run what a database has not had yet
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The database: `postgres://…`, `mysql://…`, `mariadb://…` or `sqlite:file.db`
    #[arg(value_name = "URL")]
    url: String,

    #[command(flatten)]
    folder: FolderArgument,

    /// Print what would be run, and run nothing
    #[arg(long)]
    dry_run: bool,

    /// How many seconds to wait for another runner
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    lock_timeout: usize,
}

/// A database of SQLite that is not there yet is an empty file.
fn make_file(url: &str) -> Result<(), Failure> {
    let Some(path) = url.strip_prefix("sqlite:") else { return Ok(()) };
    let path = Path::new(path.strip_prefix("//").unwrap_or(path));
    match path.exists() {
        true => Ok(()),
        false => write_new(path, b""),
    }
}

pub(super) fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let root = &arguments.folder.folder;
    let migrations = folder::open(root)?;
    folder::refuse_problems(root, &migrations)?;
    if !arguments.dry_run {
        make_file(&arguments.url)?;
    }
    let mut session = connect(&arguments.url)?;
    let failed = |it: crate::migrate::runner::RunError| Failure::new(it.to_string());
    if arguments.dry_run {
        let there = applied(&mut *session).map_err(failed)?;
        let dialect = session.dialect();
        for migration in pending(&migrations, &there, dialect).map_err(failed)? {
            let script = migration.up(dialect).unwrap_or_default();
            terminal.print(format!("-- {}\n{script}", migration.name))?;
        }
        return Ok(Exit::Fine);
    }
    let say = |text: &str| terminal.talk(text);
    let around = Surroundings {
        n_lock_tries: arguments.lock_timeout * 2,
        n_retries: 5,
        pause: &pause,
        say: &say,
    };
    let n_applied = apply(&mut *session, &migrations, &around).map_err(failed)?;
    terminal.talk(match n_applied {
        0 => "there is nothing to do".to_owned(),
        1 => "1 migration was applied".to_owned(),
        n => format!("{n} migrations were applied"),
    });
    Ok(Exit::Fine)
}
