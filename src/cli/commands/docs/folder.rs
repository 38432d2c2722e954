//! A folder of Markdown, in which nothing stays that is not written any more.

use std::path::{Path, PathBuf};

use crate::cli::counted::counted;
use crate::export::docs::MARK;
use crate::io::{Failure, Terminal, list, read, remove, write};

/// Writes the files of a folder, by their paths in it, and takes away what erc wrote there before and does not now.
pub(super) fn write_all(
    folder: &Path,
    files: &[(String, String)],
    terminal: Terminal,
) -> Result<(), Failure> {
    let mut n_written = 0;
    for (path, text) in files {
        n_written += usize::from(write(&folder.join(path), text.as_bytes())?);
    }
    let leftovers = leftovers(folder, |it| files.iter().any(|(path, _)| path == it))?;
    for it in &leftovers {
        remove(it)?;
    }
    let removed = match leftovers.len() {
        0 => String::new(),
        n => format!(", {} removed", counted(n, "file")),
    };
    terminal.talk(format!("{} ({n_written} changed{removed})", counted(files.len(), "file")));
    Ok(())
}

/// The pages in a folder that erc wrote, and that are not wanted any more. What others wrote is none of them.
pub(in crate::cli) fn leftovers(
    folder: &Path,
    is_wanted: impl Fn(&str) -> bool,
) -> Result<Vec<PathBuf>, Failure> {
    let mut res = Vec::new();
    for inner in ["", "tables/"] {
        for (name, is_folder) in list(&folder.join(inner))? {
            let path = format!("{inner}{name}");
            let full = folder.join(&path);
            if is_folder || !name.ends_with(".md") || is_wanted(&path) {
                continue;
            }
            if read(&full)?.starts_with(MARK.as_bytes()) {
                res.push(full);
            }
        }
    }
    Ok(res)
}
