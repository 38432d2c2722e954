//! How files of a project are reached.

/// Gives the files of one project. Paths are relative to its folder and use `/`.
pub trait Loader {
    /// The bytes of a file.
    fn read(&self, path: &str) -> Result<Vec<u8>, LoadError>;
}

/// Why a file of the project cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoadError {
    /// It is not there.
    NotFound,
    /// It is not below the folder of the project.
    Outside,
    /// The system refuses it, for this reason.
    Refused(String),
}
