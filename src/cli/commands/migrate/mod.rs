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

use clap::ValueEnum;

use super::super::Exit;
use crate::io::{Failure, Terminal};
use crate::migrate::folder::Layout;

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

    /// How they lie in it; without it, as those that are there do
    #[arg(long, value_enum, value_name = "LAYOUT")]
    layout: Option<LayoutArgument>,
}

/// How migrations lie in a folder
#[derive(Clone, Copy, ValueEnum)]
enum LayoutArgument {
    /// A folder each, with both scripts and a snapshot
    Erc,
    /// `V1__name.sql` and `U1__name.sql`
    Flyway,
    /// `1_name.up.sql` and `1_name.down.sql`
    GolangMigrate,
    /// `1_name.sql` with `-- migrate:up`
    Dbmate,
    /// `1_name.sql` with `-- +goose Up`
    Goose,
    /// `1_name.up.sql` and `1_name.down.sql`
    Sqlx,
    /// `V1__name.sql` with small numbers
    Refinery,
}

impl LayoutArgument {
    fn layout(self) -> Layout {
        match self {
            LayoutArgument::Erc => Layout::Erc,
            LayoutArgument::Flyway => Layout::Flyway,
            LayoutArgument::GolangMigrate => Layout::GolangMigrate,
            LayoutArgument::Dbmate => Layout::Dbmate,
            LayoutArgument::Goose => Layout::Goose,
            LayoutArgument::Sqlx => Layout::Sqlx,
            LayoutArgument::Refinery => Layout::Refinery,
        }
    }
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
