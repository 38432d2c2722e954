//! Files of a project, none of them outside its folder.

use std::path::{Path, PathBuf};

use super::files::read;
use crate::project::{LoadError, Loader};

/// Reads the files below one folder.
#[derive(Debug, Clone)]
pub struct FileLoader {
    root: PathBuf,
}

impl FileLoader {
    /// Reads below `root` alone, whatever links lead elsewhere.
    pub fn new(root: impl Into<PathBuf>) -> FileLoader {
        FileLoader { root: root.into() }
    }
}

impl Loader for FileLoader {
    fn read(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        let full = self.root.join(path);
        let real = full.canonicalize().map_err(|error| {
            match error.kind() == std::io::ErrorKind::NotFound {
                true => LoadError::NotFound,
                false => LoadError::Refused(error.to_string()),
            }
        })?;
        let root = self.root.canonicalize().map_err(|it| LoadError::Refused(it.to_string()))?;
        if !real.starts_with(&root) {
            return Err(LoadError::Outside);
        }
        read(&real).map_err(|_| {
            if real.is_dir() {
                LoadError::Refused("it is a folder".to_owned())
            } else {
                LoadError::Refused("it is no regular file that can be read".to_owned())
            }
        })
    }
}

/// The nearest file called `name` in `folder` or above it.
pub fn find_upwards(folder: &Path, name: &str) -> Option<PathBuf> {
    let folder = folder.canonicalize().ok()?;
    folder.ancestors().map(|it| it.join(name)).find(|it| it.is_file())
}
