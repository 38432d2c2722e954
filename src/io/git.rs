//! Files as they were at a revision, read by `git` itself; nothing is checked out.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::Failure;
use crate::project::{LoadError, Loader};

/// A folder as it was at a commit.
#[derive(Debug, Clone)]
pub struct Revision {
    root: PathBuf,
    commit: String,
}

impl Revision {
    /// The folder `root` at the commit that `name` means: a branch, a tag, `HEAD~1`.
    pub fn open(root: &Path, name: &str) -> Result<Revision, Failure> {
        let commit = format!("{name}^{{commit}}");
        let output = git(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
        let commit = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        if !output.status.success() || commit.is_empty() {
            let place = root.display();
            return Err(Failure::new(format!("git knows no revision `{name}` in `{place}`")).help(
                "name a branch, a tag or a commit that is there; a shallow clone may lack it",
            ));
        }
        Ok(Revision { root: root.to_path_buf(), commit })
    }
}

impl Loader for Revision {
    fn read(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        let object = format!("{}:./{path}", self.commit);
        let output = git(&self.root, &["show", "--no-textconv", &object])
            .map_err(|it| LoadError::Refused(it.to_string()))?;
        match output.status.success() {
            true => Ok(output.stdout),
            false => Err(LoadError::NotFound),
        }
    }
}

fn git(root: &Path, arguments: &[&str]) -> Result<Output, Failure> {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args(arguments).stdin(Stdio::null());
    command.output().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Failure::new("there is no `git` on this machine"),
        _ => Failure::new(format!("cannot start `git`: {error}")),
    })
}
