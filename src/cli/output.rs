//! Where the answer of a command goes: to a file, or to standard output.

use std::path::Path;

use crate::io::{Failure, Terminal, write};

/// The file that `-o` names; `-` is standard output, as it is standard input elsewhere.
pub(super) fn file(output: Option<&Path>) -> Option<&Path> {
    output.filter(|it| *it != Path::new("-"))
}

/// Writes the answer where `-o` says.
pub(super) fn put(
    output: Option<&Path>,
    answer: impl AsRef<[u8]>,
    terminal: Terminal,
) -> Result<(), Failure> {
    match file(output) {
        Some(path) => write(path, answer.as_ref()).map(|_| ()),
        None => terminal.print(answer),
    }
}
