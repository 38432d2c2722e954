//! What `erc diagram` draws: the boxes of a model, or the tables of one database.

use std::path::Path;

use super::arguments::{Arguments, Level};
use crate::base::Diagnostics;
use crate::cli::arguments::DialectArgument;
use crate::cli::commands::check::report;
use crate::cli::project::Project;
use crate::cli::schema_source::SchemaSource;
use crate::dialect::Dialect;
use crate::export::diagram::{self, Scene, add_findings, add_normal_forms, physical};
use crate::io::{Failure, Terminal};
use crate::lint::Selection;
use crate::model::{EntityGraph, resolve};
use crate::project::{compile, lint};
use crate::schema::NativeSchema;

/// The tables of one database.
pub(super) struct Tables {
    pub(super) contract: &'static dyn Dialect,
    pub(super) schema: NativeSchema,
    /// What they come from; empty for what was read from elsewhere.
    pub(super) model: EntityGraph,
}

/// The scene that was asked for; nothing where the model has errors, which are reported.
pub(super) fn scene(
    arguments: &Arguments,
    diagnostics: &mut Diagnostics,
    terminal: Terminal,
) -> Result<Option<Scene>, Failure> {
    if arguments.level == Level::Physical || is_snapshot(arguments) {
        let tables = tables(arguments, diagnostics, terminal)?;
        return Ok(tables.map(|it| physical(&it.schema, it.contract, &it.model)));
    }
    let dialect = arguments.dialect.map(DialectArgument::id);
    let mut project = Project::open_for(arguments.source.source.as_deref(), dialect, diagnostics)?;
    let loaded = project.load(diagnostics);
    let model = resolve(&loaded.files, diagnostics);
    if diagnostics.has_errors() {
        report(std::mem::take(diagnostics), &loaded.sources, terminal);
        return Ok(None);
    }
    let mut scene = diagram::scene(&model);
    if arguments.normal_forms {
        add_normal_forms(&mut scene, &model);
    }
    if arguments.findings {
        let mut found = Diagnostics::new();
        let compiled = compile(&loaded.files, &project.config, &mut found);
        lint(&loaded, &compiled, &project.config, &Selection::default(), &mut found);
        add_findings(&mut scene, &model, &found.into_vec());
    }
    Ok(Some(scene))
}

/// The tables that were asked for; nothing where there are errors, which are reported. What other databases
/// cannot hold does not matter.
pub(super) fn tables(
    arguments: &Arguments,
    diagnostics: &mut Diagnostics,
    terminal: Terminal,
) -> Result<Option<Tables>, Failure> {
    let wanted = arguments.dialect.map(DialectArgument::id);
    let source = arguments.source.source.as_deref();
    if is_snapshot(arguments) {
        let read = SchemaSource::open(source, wanted, terminal)?;
        let (contract, schema) = (read.contract(), read.schema);
        return Ok(Some(Tables { contract, schema, model: EntityGraph::default() }));
    }
    let mut project = Project::open_for(source, wanted, diagnostics)?;
    let target = project.config.targets.first().copied().ok_or_else(|| {
        Failure::new("the project is built for no database").help("name one: `--dialect postgres`")
    })?;
    project.config.targets = vec![target];
    let loaded = project.load(diagnostics);
    let mut compiled = compile(&loaded.files, &project.config, diagnostics);
    if diagnostics.has_errors() {
        report(std::mem::take(diagnostics), &loaded.sources, terminal);
        return Ok(None);
    }
    let schema = compiled.native.pop().map(|(_, schema)| schema).unwrap_or_default();
    Ok(Some(Tables { contract: target.contract(), schema, model: compiled.model }))
}

fn is_snapshot(arguments: &Arguments) -> bool {
    let is_json = |it: &Path| it.extension().is_some_and(|it| it == "json");
    arguments.source.source.as_deref().is_some_and(is_json)
}
