//! `erc migrate`: the folder of migrations, and the databases it is run on.

mod apply;
mod down;
mod folder;
mod lint;
mod new;
mod rebase;
mod report;
mod running;
mod status;
mod verify;

use std::path::PathBuf;

use super::super::Exit;
use crate::io::{Failure, Terminal};

/// Write, judge and run migrations
#[derive(clap::Args)]
pub(in crate::cli) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    New(new::Arguments),
    Status(status::Arguments),
    Apply(apply::Arguments),
    Down(down::Arguments),
    Verify(verify::Arguments),
    Lint(lint::Arguments),
    Rebase(rebase::Arguments),
}

/// Where the migrations are.
#[derive(clap::Args)]
struct FolderArgument {
    /// The folder of migrations
    #[arg(long, value_name = "FOLDER", default_value = "migrations")]
    folder: PathBuf,
}

pub(in crate::cli) fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    match &arguments.command {
        Command::New(arguments) => new::run(arguments, terminal),
        Command::Status(arguments) => status::run(arguments, terminal),
        Command::Apply(arguments) => apply::run(arguments, terminal),
        Command::Down(arguments) => down::run(arguments, terminal),
        Command::Verify(arguments) => verify::run(arguments, terminal),
        Command::Lint(arguments) => lint::run(arguments, terminal),
        Command::Rebase(arguments) => rebase::run(arguments, terminal),
    }
}
