//! `erc explain`: the page behind a finding.

use super::super::Exit;
use super::super::explain::{codes, page};
use crate::base::closest;
use crate::io::{Failure, Terminal};

/// Explain a finding by its name; without one, list all
#[derive(clap::Args)]
pub(in crate::cli) struct Arguments {
    /// The name in brackets: `unknown-name`
    code: Option<String>,
}

pub(in crate::cli) fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let codes = codes();
    let Some(name) = &arguments.code else {
        let width = codes.iter().map(|it| it.name.len()).max().unwrap_or(0);
        let lines = codes.iter().map(|it| format!("{:width$}  {}\n", it.name, it.summary));
        terminal.print(lines.collect::<String>())?;
        return Ok(Exit::Fine);
    };
    match codes.iter().find(|it| it.name == *name) {
        Some(code) => {
            terminal.print(page(code))?;
            Ok(Exit::Fine)
        }
        None => {
            let meant = closest(name, codes.iter().map(|it| it.name));
            let help = match meant {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "type `erc explain` for a list of all".to_owned(),
            };
            Err(Failure::new(format!("no finding is called `{name}`")).help(help))
        }
    }
}
