//! The command line as people use it: the binary is run, and its answer read.

mod commands;
mod diagrams;
mod hostile;
mod reference;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder of its own to run commands in.
pub(crate) struct Place {
    folder: TempDir,
}

/// What a command answered.
pub(crate) struct Answer {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Place {
    pub(crate) fn new() -> Place {
        Place { folder: tempfile::tempdir().expect("a folder can be made") }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> &Place {
        let path = self.path(name);
        let folder = path.parent().expect("a file is in a folder");
        std::fs::create_dir_all(folder).expect("a folder can be made");
        std::fs::write(path, content).expect("a file can be written");
        self
    }

    #[track_caller]
    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_else(|it| panic!("{name}: {it}"))
    }

    /// Every file below, with its bytes.
    pub(crate) fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut res = Vec::new();
        collect(self.folder.path(), self.folder.path(), &mut res);
        res.sort();
        res
    }

    pub(crate) fn erc(&self, arguments: &[&str]) -> Answer {
        self.run(arguments, b"")
    }

    pub(crate) fn run(&self, arguments: &[&str], stdin: &[u8]) -> Answer {
        let mut child = Command::new(env!("CARGO_BIN_EXE_erc"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env("NO_COLOR", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("erc can be run");
        let mut pipe = child.stdin.take().expect("standard input was asked for");
        let stdin = stdin.to_vec();
        // A command that does not read its input closes the pipe early.
        let writer = std::thread::spawn(move || drop(pipe.write_all(&stdin)));
        let output = child.wait_with_output().expect("erc ends");
        writer.join().expect("the writer ends");
        Answer::of(&output)
    }
}

impl Answer {
    fn of(output: &Output) -> Answer {
        Answer {
            code: output.status.code(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// The answer, if the command ended with this code.
    #[track_caller]
    pub(crate) fn ended(self, code: i32) -> Answer {
        assert_eq!(self.code, Some(code), "{}\n{}", self.stdout, self.stderr);
        self
    }
}

fn collect(root: &Path, folder: &Path, res: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).expect("a folder can be read") {
        let path = entry.expect("an entry can be read").path();
        if path.is_dir() {
            collect(root, &path, res);
        } else {
            let name = path.strip_prefix(root).expect("it is below").to_string_lossy().into_owned();
            res.push((name, std::fs::read(&path).expect("a file can be read")));
        }
    }
}
