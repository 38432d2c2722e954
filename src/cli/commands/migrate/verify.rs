//! `erc migrate verify`: whether the folder is whole, and leads to the model.

mod replay;

use std::path::PathBuf;

use super::super::super::Exit;
use super::super::super::arguments::DialectArgument;
use super::super::super::project::Project;
use super::super::super::schema_source::SchemaSource;
use super::{FolderArgument, folder};
use crate::base::{Diagnostics, DialectId};
use crate::import::kept;
use crate::io::{Failure, Terminal, database_at};
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

    /// A server on which a database may be made, filled by the scripts, compared with the model, and dropped
    #[arg(long, value_name = "URL")]
    scratch: Option<String>,
}

pub(super) fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let root = &arguments.folder.folder;
    let migrations = folder::open(&arguments.folder)?.migrations;
    let problems = folder::problems(root, &migrations)?;
    for problem in &problems {
        terminal.talk(format!("error: {problem}"));
    }
    let dialects: Vec<DialectId> = match (arguments.dialect, &arguments.scratch) {
        (Some(wanted), _) => vec![wanted.id()],
        // The server that is named is of one kind.
        (None, Some(scratch)) => {
            vec![database_at(scratch)?.ok_or_else(|| {
                Failure::new("this is no URL of a database")
                    .help("write `postgres://…`, `mysql://…` or `mariadb://…`")
            })?]
        }
        (None, None) => {
            let project = Project::open(arguments.model.as_deref(), &mut Diagnostics::new())?;
            project.config.targets.iter().map(|it| it.dialect).collect()
        }
    };
    let (mut differs, mut is_made_otherwise) = (false, false);
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
        let replayed = match &arguments.scratch {
            Some(url) => Some(replay::on_server(url, &migrations, dialect)?),
            None if dialect == DialectId::Sqlite => Some(replay::in_file(&migrations)?),
            None => match replay::in_words(&migrations, dialect) {
                Ok(made) => Some(made),
                Err(unread) => {
                    for it in unread {
                        terminal.talk(format!("{dialect}, {it}"));
                    }
                    terminal.talk(format!(
                        "{dialect}: what the scripts make was not looked at, since only a server knows what these \
                         statements do: add `--scratch URL`"
                    ));
                    None
                }
            },
        };
        if let Some(made) = replayed {
            let hints = RenameHints { respelled: Some(dialect), ..RenameHints::default() };
            let schema = kept(wanted.schema.clone(), dialect);
            let difference = diff(&made, &schema, &hints, &mut Diagnostics::new());
            for sentence in sentences(&difference, wanted.contract()) {
                is_made_otherwise = true;
                terminal.print(format!("{dialect}, in an empty database: {sentence}\n"))?;
            }
        }
    }
    if differs {
        terminal.talk("the model is ahead of the migrations; type `erc migrate new NAME`");
    } else if is_made_otherwise {
        terminal.talk("the scripts do not make what the snapshots say: one of them was edited");
    } else if problems.is_empty() {
        terminal.talk("the migrations are whole and lead to the model");
    }
    Ok(Exit::findings_if(differs || is_made_otherwise || !problems.is_empty()))
}
