//! The pipeline: from the files of a model to what every database holds for it.

use super::config::{Config, Naming};
use super::target::Target;
use crate::base::{Diagnostics, DialectId};
use crate::dialect::{self, Dialect, Options};
use crate::model::{EntityGraph, resolve};
use crate::schema::{LogicalSchema, NativeSchema, lower};
use crate::syntax::ast::File;

/// Everything that is known of a model.
#[derive(Debug, Default)]
pub struct Compiled {
    /// What the author meant.
    pub model: EntityGraph,
    /// Its tables; none where the model has errors.
    pub logical: LogicalSchema,
    /// What each database holds, in the order of the configuration; none where the tables have errors.
    pub native: Vec<(Target, NativeSchema)>,
}

/// Compiles a model. A phase whose input has errors is left out: it could only repeat them.
pub fn compile(files: &[File], config: &Config, diagnostics: &mut Diagnostics) -> Compiled {
    let mut res = Compiled { model: resolve(files, diagnostics), ..Compiled::default() };
    if diagnostics.has_errors() {
        return res;
    }
    res.logical = lower(&res.model, &lower_options(config), diagnostics);
    if diagnostics.has_errors() {
        return res;
    }
    let mut native = Vec::with_capacity(config.targets.len());
    dialect::realize_each(&res.logical, targets(config), diagnostics, |it| native.push(it));
    res.native = config.targets.iter().copied().zip(native).collect();
    res
}

/// Compiles a model for those who only want to know what is wrong with it: of what the databases hold, nothing is
/// kept. The model and its tables are given to the caller, who may know that nobody needs their memory any more.
pub fn judge(
    files: Vec<File>,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> (EntityGraph, LogicalSchema) {
    let model = resolve(&files, diagnostics);
    drop(files);
    if diagnostics.has_errors() {
        return (model, LogicalSchema::default());
    }
    let logical = lower(&model, &lower_options(config), diagnostics);
    if !diagnostics.has_errors() {
        dialect::judge_each(&logical, targets(config), diagnostics);
    }
    (model, logical)
}

fn targets(config: &Config) -> impl Iterator<Item = (&dyn Dialect, &Options)> + Clone {
    config.targets.iter().map(|it| (it.contract(), &it.options))
}

fn lower_options(config: &Config) -> lower::Options {
    let dialects: Vec<DialectId> = config.targets.iter().map(|it| it.dialect).collect();
    lower::Options {
        plural_tables: config.naming == Naming::Plural,
        ..dialect::lower_options(&dialects)
    }
}
