//! `erc migrate verify`: whether the folder is whole, and leads to the model.

use std::path::PathBuf;

use super::super::super::Exit;
use super::super::super::arguments::DialectArgument;
use super::super::super::project::Project;
use super::super::super::schema_source::SchemaSource;
use super::{FolderArgument, folder};
use crate::base::{Diagnostics, DialectId};
use crate::io::{Failure, Terminal, connect, write};
use crate::migrate::{RenameHints, diff, sentences};

/// Check that the folder is whole and leads to the model
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The model; without it, the project of this folder
    #[arg(value_name = "SOURCE")]
    model: Option<PathBuf>,

    #[command(flatten)]
    folder: FolderArgument,

    /// One database alone
    #[arg(long, value_enum, value_name = "DIALECT")]
    dialect: Option<DialectArgument>,
}

pub(super) fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let root = &arguments.folder.folder;
    let migrations = folder::open(root)?;
    let problems = folder::problems(root, &migrations)?;
    for problem in &problems {
        terminal.talk(format!("error: {problem}"));
    }
    let dialects: Vec<DialectId> = match arguments.dialect {
        Some(wanted) => vec![wanted.id()],
        None => {
            let project = Project::open(arguments.model.as_deref(), &mut Diagnostics::new())?;
            project.config.targets.iter().map(|it| it.dialect).collect()
        }
    };
    let mut differs = false;
    for dialect in dialects {
        let there = folder::schema_after(migrations.last(), dialect)?;
        let wanted = SchemaSource::open(arguments.model.as_deref(), Some(dialect), terminal)?;
        if wanted.diagnostics.has_errors() {
            return Err(Failure::new("the model has mistakes; `erc check` shows them"));
        }
        let difference =
            diff(&there, &wanted.schema, &RenameHints::default(), &mut Diagnostics::new());
        for sentence in sentences(&difference, wanted.contract()) {
            differs = true;
            terminal.print(format!("{dialect}: {sentence}\n"))?;
        }
        if dialect == DialectId::Sqlite {
            replay(&migrations)?;
        }
    }
    if differs {
        terminal.talk("the model is ahead of the migrations; type `erc migrate new NAME`");
    } else if problems.is_empty() {
        terminal.talk("the migrations are whole and lead to the model");
    }
    Ok(Exit::findings_if(differs || !problems.is_empty()))
}

/// Runs every script in a database that goes away.
fn replay(migrations: &[crate::migrate::folder::Migration]) -> Result<(), Failure> {
    let path = std::env::temp_dir().join(format!("erc_verify_{}.db", std::process::id()));
    write(&path, b"")?;
    let res = replay_in(&path, migrations);
    let _ = std::fs::remove_file(&path);
    res
}

fn replay_in(
    path: &std::path::Path,
    migrations: &[crate::migrate::folder::Migration],
) -> Result<(), Failure> {
    let mut session = connect(&format!("sqlite:{}", path.display()))?;
    for migration in migrations {
        let script = migration.up(DialectId::Sqlite).unwrap_or_default();
        session.execute(script).map_err(|it| {
            let name = &migration.name;
            Failure::new(format!("`{name}` does not run in an empty SQLite database: {it}"))
        })?;
    }
    Ok(())
}
