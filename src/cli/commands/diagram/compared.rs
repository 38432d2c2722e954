//! What `erc diagram --diff` draws: two models, or the tables of one database before and after.

use std::path::{Path, PathBuf};

use super::arguments::{Arguments, Level};
use crate::base::Diagnostics;
use crate::cli::commands::check::report;
use crate::cli::project::Project;
use crate::cli::schema_source::{SchemaSource, first_dialect, shared_dialect};
use crate::export::diagram::{self, Scene, changes, only_changes, physical};
use crate::io::{Failure, Terminal};
use crate::migrate::{RenameHints, diff};
use crate::model::{EntityGraph, resolve};
use crate::schema::QualifiedName;

/// What differs between two sources; nothing where one has errors, which are reported.
pub(super) fn scene(
    (from, to): (&PathBuf, &PathBuf),
    arguments: &Arguments,
    terminal: Terminal,
) -> Result<Option<Scene>, Failure> {
    let are_models = is_model(from)? && is_model(to)?;
    let sides = match are_models && arguments.level != Level::Physical {
        true => models(from, to, terminal)?,
        false => tables((from, to), arguments, terminal)?,
    };
    let Some((before, after)) = sides else { return Ok(None) };
    let all = changes(&before, &after);
    Ok(Some(if arguments.whole { all } else { only_changes(&all) }))
}

fn is_model(source: &Path) -> Result<bool, Failure> {
    Ok(source.is_dir() || first_dialect(source)?.is_some())
}

fn models(from: &Path, to: &Path, terminal: Terminal) -> Result<Option<(Scene, Scene)>, Failure> {
    let (from, to) = (model(from, terminal)?, model(to, terminal)?);
    Ok(from.zip(to).map(|(from, to)| (diagram::scene(&from), diagram::scene(&to))))
}

fn model(source: &Path, terminal: Terminal) -> Result<Option<EntityGraph>, Failure> {
    let mut diagnostics = Diagnostics::new();
    let mut project = Project::open(Some(source), &mut diagnostics)?;
    let loaded = project.load(&mut diagnostics);
    let model = resolve(&loaded.files, &mut diagnostics);
    let is_fine = !diagnostics.has_errors();
    if !is_fine {
        report(diagnostics, &loaded.sources, terminal);
    }
    Ok(is_fine.then_some(model))
}

fn tables(
    (from, to): (&PathBuf, &PathBuf),
    arguments: &Arguments,
    terminal: Terminal,
) -> Result<Option<(Scene, Scene)>, Failure> {
    let dialect = shared_dialect(arguments.dialect, [from, to])?.or(first_dialect(to)?);
    let mut before = SchemaSource::open(Some(from), dialect, terminal)?;
    let mut after = SchemaSource::open(Some(to), dialect, terminal)?;
    let mut has_errors = false;
    for side in [&mut before, &mut after] {
        // What is said of a side beside errors is no matter of a picture.
        if side.diagnostics.has_errors() {
            has_errors = true;
            report(std::mem::take(&mut side.diagnostics), &side.sources, terminal);
        }
    }
    if has_errors {
        return Ok(None);
    }
    if before.dialect != after.dialect {
        let message = format!("{} and {} do not compare", before.dialect, after.dialect);
        return Err(Failure::new(message));
    }
    let hints = RenameHints { pairs: arguments.rename.clone(), ..RenameHints::default() };
    // Whether something was renamed is a question for `erc diff`: a picture shows both.
    let difference = diff(&before.schema, &after.schema, &hints, &mut Diagnostics::new());
    let mut wanted = after.schema.clone();
    let renames = &difference.renames;
    for table in wanted.tables.values_mut() {
        let former = renames.tables.iter().find(|(_, new)| *new == table.name);
        table.was.extend(former.map(|(old, _)| old.name.clone()));
        let is_here = |it: &&(QualifiedName, _, _)| it.0 == table.name;
        for (_, old, new) in renames.columns.iter().filter(is_here) {
            let column = table.columns.iter_mut().find(|it| it.name == *new);
            column.into_iter().for_each(|it| it.was.push(old.clone()));
        }
    }
    let contract = after.contract();
    let scenes = (
        physical(&before.schema, contract, &before.model),
        physical(&wanted, contract, &after.model),
    );
    Ok(Some(scenes))
}
