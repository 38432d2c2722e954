//! Files as of a revision, read from the repository; nothing is checked out.

use std::process::{Command, Stdio};

use super::Failure;
use crate::project::{LoadError, Loader};

/// Reads the files of one revision. Paths are those from the top of the repository.
#[derive(Debug, Clone)]
pub struct GitLoader {
    revision: String,
}

impl GitLoader {
    /// The files as of `revision`, in the repository of this folder.
    pub fn new(revision: &str) -> Result<GitLoader, Failure> {
        let is_plain = !revision.is_empty()
            && !revision.starts_with('-')
            && !revision.chars().any(|it| it.is_whitespace() || it.is_control());
        if !is_plain {
            return Err(Failure::new(format!("`{revision}` is no revision")));
        }
        let res = GitLoader { revision: revision.to_owned() };
        match res.run(&["rev-parse", "--verify", "--quiet", &format!("{revision}^{{commit}}")]) {
            Some(_) => Ok(res),
            None => Err(Failure::new(format!("there is no revision `{revision}` here"))
                .help("name a commit, branch or tag of the repository of this folder")),
        }
    }

    fn run(&self, arguments: &[&str]) -> Option<Vec<u8>> {
        let output = Command::new("git").args(arguments).stderr(Stdio::null()).output().ok()?;
        output.status.success().then_some(output.stdout)
    }
}

impl Loader for GitLoader {
    fn read(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        let object = format!("{}:{path}", self.revision);
        self.run(&["cat-file", "blob", &object]).ok_or(LoadError::NotFound)
    }
}
