//! From the argument of a command to the relations that it means.

use std::path::Path;

use super::Exit;
use super::commands::check::report;
use super::project::Project;
use super::schema_source::SchemaSource;
use crate::base::{Diagnostics, DialectId, Sources, closest};
use crate::io::{Failure, Terminal};
use crate::model::{EntityGraph, resolve};
use crate::normalize::{Relation, relations, relations_of_schema};
use crate::syntax::ast::File;

/// Relations and where they come from.
pub(super) struct RelationSource {
    /// The model; empty where the source is none.
    pub(super) model: EntityGraph,
    /// The files of the model; none where the source is none.
    pub(super) files: Vec<File>,
    pub(super) sources: Sources,
    pub(super) relations: Vec<Relation>,
}

impl RelationSource {
    /// Reads a model, or what another source has for tables. Mistakes are reported here and become the exit
    /// code of the inner result.
    pub(super) fn open(
        source: Option<&Path>,
        dialect: Option<DialectId>,
        terminal: Terminal,
    ) -> Result<Result<RelationSource, Exit>, Failure> {
        match source.filter(|it| !is_model(it)) {
            None => RelationSource::of_model(source, terminal),
            Some(path) => RelationSource::of_schema(path, dialect, terminal),
        }
    }

    fn of_model(
        source: Option<&Path>,
        terminal: Terminal,
    ) -> Result<Result<RelationSource, Exit>, Failure> {
        let mut diagnostics = Diagnostics::new();
        let mut project = Project::open(source, &mut diagnostics)?;
        let loaded = project.load(&mut diagnostics);
        let model = resolve(&loaded.files, &mut diagnostics);
        // Entities without keys are welcome: the keys come out of the dependencies.
        diagnostics.retain(|it| it.code.name != "target-without-key");
        if diagnostics.has_errors() {
            report(diagnostics, &loaded.sources, terminal);
            return Ok(Err(Exit::Findings));
        }
        let relations = relations(&model);
        Ok(Ok(RelationSource { model, files: loaded.files, sources: loaded.sources, relations }))
    }

    fn of_schema(
        path: &Path,
        dialect: Option<DialectId>,
        terminal: Terminal,
    ) -> Result<Result<RelationSource, Exit>, Failure> {
        let SchemaSource { schema, sources, diagnostics, .. } =
            SchemaSource::open(Some(path), dialect, terminal)?;
        if diagnostics.has_errors() {
            report(diagnostics, &sources, terminal);
            return Ok(Err(Exit::Findings));
        }
        let relations = relations_of_schema(&schema);
        Ok(Ok(RelationSource {
            model: EntityGraph::default(),
            files: Vec::new(),
            sources,
            relations,
        }))
    }

    /// The relation of this name.
    pub(super) fn relation(&self, name: &str) -> Result<&Relation, Failure> {
        let exact = self.relations.iter().find(|it| it.name == name);
        exact.or_else(|| self.loosely(name)).ok_or_else(|| {
            let help = match closest(name, self.relations.iter().map(|it| it.name.as_str())) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "name an entity or a relationship of the model".to_owned(),
            };
            Failure::new(format!("there is no relation `{name}`")).help(help)
        })
    }
}

impl RelationSource {
    /// The only relation that is called so but for case, `_` and the plural: `Users` for `users` and `User`; else the
    /// only one of any schema: `users` for `identity.users`.
    fn loosely(&self, name: &str) -> Option<&Relation> {
        let wanted = bare(name);
        let only = |is_it: &dyn Fn(&str) -> bool| {
            let mut found = self.relations.iter().filter(|it| is_it(&it.name));
            found.next().filter(|_| found.next().is_none())
        };
        let last = |it: &str| bare(it.rsplit('.').next().unwrap_or(it));
        only(&|it| bare(it) == wanted).or_else(|| only(&|it| last(it) == wanted))
    }
}

/// A name in lower case, without `_` and the `s` of the plural.
fn bare(name: &str) -> String {
    let lower = name.to_lowercase().replace('_', "");
    lower.strip_suffix('s').map_or(lower.clone(), str::to_owned)
}

/// Whether a source is written in the language: a file that says so, a folder, standard input.
fn is_model(path: &Path) -> bool {
    let is_named = path.extension().is_none_or(|it| it == "erd");
    is_named || path.is_dir()
}
