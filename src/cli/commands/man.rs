//! `erc man`: the manual page.

use super::super::{Exit, command};
use crate::io::{Failure, Terminal};

pub(in crate::cli) fn run(terminal: Terminal) -> Result<Exit, Failure> {
    let mut text = Vec::new();
    clap_mangen::Man::new(command())
        .render(&mut text)
        .map_err(|it| Failure::new(format!("cannot write the manual page: {it}")))?;
    terminal.print(text)?;
    Ok(Exit::Fine)
}
