//! `erc completions`: what a shell needs to complete commands.

use clap_complete::Shell;

use super::super::{Exit, command};
use crate::io::{Failure, Terminal};

/// Print the completions of a shell
#[derive(clap::Args)]
pub(in crate::cli) struct Arguments {
    /// Which shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(in crate::cli) fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let mut text = Vec::new();
    clap_complete::generate(arguments.shell, &mut command(), "erc", &mut text);
    terminal.print(text)?;
    Ok(Exit::Fine)
}
