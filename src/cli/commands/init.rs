//! `erc init`: a small model to start from.

use std::path::{Path, PathBuf};

use super::super::Exit;
use crate::io::{Failure, Terminal, write_new};

/// Write a small model and erc.toml
#[derive(clap::Args)]
pub(in crate::cli) struct Arguments {
    /// The folder to write to
    #[arg(default_value = ".")]
    folder: PathBuf,
}

const MODEL: &str = include_str!("init/model.erd");
const CONFIG: &str = include_str!("init/erc.toml");

pub(in crate::cli) fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let folder = &arguments.folder;
    let files = [("model.erd", MODEL), ("erc.toml", CONFIG)];
    for (name, _) in files {
        if folder.join(name).exists() {
            return Err(Failure::new(format!("`{}` exists already", folder.join(name).display()))
                .help("start in another folder; nothing was written"));
        }
    }
    for (name, text) in files {
        write_new(&folder.join(name), text.as_bytes())?;
    }
    let here = folder == Path::new(".");
    let source = if here { String::new() } else { format!(" {}", folder.display()) };
    terminal.talk(format!(
        "wrote model.erd and erc.toml\n\nNext:\n  erc check{source}    look for mistakes\n  erc build{source}    write SQL, a diagram and a snapshot into build/"
    ));
    Ok(Exit::Fine)
}
