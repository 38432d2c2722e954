//! What a model was before: at a revision of git, or in another source.

use std::collections::BTreeMap;
use std::path::Path;

use crate::base::{Diagnostics, DialectId, Severity};
use crate::cli::project::Project;
use crate::io::{Failure, Revision, database_of_url};
use crate::project::{Compiled, LoadError, Loaded, compile};

/// The project as it was at the revision `name`, or what the source of that name holds, for the databases of
/// today. A model that was not there yet was empty.
pub(super) fn compiled(
    project: &Project,
    name: &str,
    dialect: Option<DialectId>,
) -> Result<Compiled, Failure> {
    let mut diagnostics = Diagnostics::new();
    let files =
        loaded(project, name, dialect, &mut diagnostics)?.map_or_else(Vec::new, |it| it.files);
    let res = compile(&files, &project.config, &mut diagnostics);
    let error = diagnostics.iter().find(|it| it.severity == Severity::Error);
    match error {
        Some(error) => {
            Err(Failure::new(format!("the model has errors as of `{name}`: {}", error.message))
                .help("compare with a state that builds"))
        }
        None => Ok(res),
    }
}

fn loaded(
    project: &Project,
    name: &str,
    dialect: Option<DialectId>,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Loaded>, Failure> {
    let path = Path::new(name);
    if path.exists() || name.starts_with("git:") || database_of_url(name).is_some() {
        return Ok(Some(Project::open_for(Some(path), dialect, diagnostics)?.load(diagnostics)));
    }
    if !project.is_written() {
        return Err(Failure::new(format!("there is no source `{name}` to compare with"))
            .help("name a file, a folder or a database: only models have revisions"));
    }
    let revision = Revision::open(&project.root, name)?;
    match project.load_through(&revision, &BTreeMap::new(), diagnostics) {
        Ok(loaded) => Ok(Some(loaded)),
        Err(LoadError::NotFound | LoadError::Outside) => Ok(None),
        Err(LoadError::Refused(reason)) => Err(Failure::new(reason)),
    }
}
