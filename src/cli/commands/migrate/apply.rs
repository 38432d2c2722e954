//! `erc migrate apply`: runs what a database has not had yet.

use std::path::Path;

use super::super::super::Exit;
use super::super::super::counted::counted;
use super::super::super::schema_source::SchemaSource;
use super::running::{failure, with_session};
use super::{FolderArgument, folder};
use crate::base::{Diagnostics, DialectId};
use crate::import::kept;
use crate::io::{Failure, Terminal, connect, write_new};
use crate::migrate::folder::Migration;
use crate::migrate::phases::trust;
use crate::migrate::runner::{Applied, applied, apply, baseline, pending, recall};
use crate::migrate::{RenameHints, diff, sentences, statements};

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

    /// Remember all migrations up to this one as applied, and run nothing
    #[arg(long, value_name = "NAME", conflicts_with = "dry_run")]
    baseline: Option<String>,

    /// Take away what older programs need: go on where a contract waits
    #[arg(long)]
    contract: bool,

    /// Go on though somebody has altered the database by hand
    #[arg(long)]
    allow_drift: bool,

    /// How many seconds to wait for another runner
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    lock_timeout: usize,
}

/// A database of SQLite that is not there yet is an empty file.
fn make_file(url: &str) -> Result<(), Failure> {
    let Some(path) = url.strip_prefix("sqlite:") else { return Ok(()) };
    let path = Path::new(path.strip_prefix("//").unwrap_or(path));
    // Another runner may make it at the same moment.
    match path.exists() || write_new(path, b"").is_ok() || path.exists() {
        true => Ok(()),
        false => write_new(path, b""),
    }
}

pub(super) fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let root = &arguments.folder.folder;
    let mut migrations = folder::open(&arguments.folder)?.migrations;
    folder::refuse_problems(root, &migrations)?;
    if !arguments.contract && arguments.baseline.is_none() {
        stop_before_contract(&arguments.url, &mut migrations, terminal)?;
    }
    if arguments.dry_run {
        return dry_run(arguments, &migrations, terminal);
    }
    make_file(&arguments.url)?;
    if let Some(last) = &arguments.baseline {
        let timeout = arguments.lock_timeout;
        let names = with_session(&arguments.url, timeout, terminal, |session, around| {
            baseline(session, &migrations, last, around)
        })?;
        return Ok(match names {
            Ok(names) => {
                terminal
                    .talk(format!("{} remembered as applied", counted(names.len(), "migration")));
                Exit::Fine
            }
            Err(exit) => exit,
        });
    }
    if !arguments.allow_drift {
        refuse_drift(arguments, &migrations, terminal)?;
    }
    let timeout = arguments.lock_timeout;
    let n_applied = with_session(&arguments.url, timeout, terminal, |session, around| {
        apply(session, &migrations, around)
    })?;
    Ok(match n_applied {
        Ok(n) => {
            terminal.talk(match n {
                0 => "there is nothing to do".to_owned(),
                1 => "1 migration was applied".to_owned(),
                n => format!("{n} migrations were applied"),
            });
            Exit::Fine
        }
        Err(exit) => exit,
    })
}

/// Leaves out the first pending migration that takes away what older programs need, and all behind it. A database that
/// has had none of them has no older programs.
fn stop_before_contract(
    url: &str,
    migrations: &mut Vec<Migration>,
    terminal: Terminal,
) -> Result<(), Failure> {
    let path = url.strip_prefix("sqlite:").map(|it| it.strip_prefix("//").unwrap_or(it));
    let is_new = path.is_some_and(|it| !Path::new(it).exists());
    if is_new || !DialectId::ALL.iter().any(|id| migrations.iter().any(|it| it.waits(*id))) {
        return Ok(());
    }
    let mut session = connect(url)?;
    let there = applied(&mut *session).map_err(|it| failure(&it))?;
    let dialect = session.dialect();
    let is_begun = |it: &Migration| there.iter().any(|other| other.name == it.name);
    let waiting = migrations.iter().position(|it| it.waits(dialect) && !is_begun(it));
    if let Some(at) = waiting.filter(|_| !there.is_empty()) {
        terminal.talk(format!(
            "stops before `{}`: it takes away what older programs need; when none runs any more, `--contract` goes on",
            migrations[at].name
        ));
        migrations.truncate(at);
    }
    Ok(())
}

/// What would be run: of a migration that is half done, the rest.
fn dry_run(
    arguments: &Arguments,
    migrations: &[Migration],
    terminal: Terminal,
) -> Result<Exit, Failure> {
    let is_new = arguments.url.strip_prefix("sqlite:").is_some_and(|it| !Path::new(it).exists());
    let (there, dialect) = match is_new {
        true => (Vec::new(), DialectId::Sqlite),
        false => {
            let mut session = connect(&arguments.url)?;
            (applied(&mut *session).map_err(|it| failure(&it))?, session.dialect())
        }
    };
    for migration in pending(migrations, &there, dialect).map_err(|it| failure(&it))? {
        let script = migration.up(dialect).unwrap_or_default();
        let n_done = there.iter().find(|it| it.name == migration.name).map_or(0, |it| it.n_done);
        terminal.print(match n_done {
            0 => format!("-- {}\n{script}", migration.name),
            n => {
                let rest = statements(script, dialect).into_iter().skip(n);
                let rest: String = rest.map(|it| format!("{};\n", it.text)).collect();
                format!("-- {}, behind statement {n}\n{rest}", migration.name)
            }
        })?;
    }
    Ok(Exit::Fine)
}

/// A database that is not as the last migration left it was altered by somebody: what comes next was not made for it.
fn refuse_drift(
    arguments: &Arguments,
    migrations: &[Migration],
    terminal: Terminal,
) -> Result<(), Failure> {
    let mut session = connect(&arguments.url)?;
    let there = applied(&mut *session).map_err(|it| failure(&it))?;
    let dialect = session.dialect();
    drop(session);
    let left = migrations.len() > there.iter().filter(|it| it.is_whole()).count();
    let last = there.last().filter(|_| left && there.iter().all(Applied::is_whole));
    let last = last.and_then(|it| migrations.iter().find(|other| other.name == it.name));
    let Some(last) = last.filter(|it| it.snapshot(dialect).is_some()) else { return Ok(()) };
    let wanted = kept(folder::schema_after(Some(last), dialect)?, dialect);
    let mut live = SchemaSource::open(Some(Path::new(&arguments.url)), None, terminal)?;
    trust(&wanted, &mut live.schema);
    let known = recall(&mut live.schema, dialect, &live.remembered);
    let leaves_rights = live.leaves_rights(&wanted);
    let respelled = Some(dialect);
    let hints = RenameHints { respelled, known, leaves_rights, ..RenameHints::default() };
    let difference = diff(&live.schema, &wanted, &hints, &mut Diagnostics::new());
    let sentences = sentences(&difference, live.contract());
    if sentences.is_empty() {
        return Ok(());
    }
    let said: Vec<String> = sentences.iter().map(|it| format!("  {it}")).collect();
    Err(Failure::new(format!(
        "the database is not as `{}` left it; to make it so again:\n{}",
        last.name,
        said.join("\n")
    ))
    .help("bring that into the model, or take it back; `--allow-drift` goes on all the same"))
}
