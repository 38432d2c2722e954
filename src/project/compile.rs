//! The pipeline: from the files of a model to what every database holds for it.

use super::config::{Config, Naming};
use super::target::Target;
use crate::base::Diagnostics;
use crate::dialect::{self, Capabilities, EnumSupport, NameScope};
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
    let targets = config.targets.iter().map(|it| (it.contract(), &it.options));
    let native = dialect::realize_each(&res.logical, targets, diagnostics);
    res.native = config.targets.iter().copied().zip(native).collect();
    res
}

fn lower_options(config: &Config) -> lower::Options {
    let dialects: Vec<&'static Capabilities> =
        config.targets.iter().map(|it| dialect::of(it.dialect).capabilities()).collect();
    let all = |holds: fn(&Capabilities) -> bool| dialects.iter().all(|it| holds(it));
    lower::Options {
        plural_tables: config.naming == Naming::Plural,
        index_names_per_table: all(|it| is_per_table(it.names.index_scope)),
        constraint_names_per_table: all(|it| {
            is_per_table(it.names.check_scope) && is_per_table(it.names.foreign_key_scope)
        }),
        types_apart_from_tables: all(|it| it.enums != EnumSupport::Type),
    }
}

fn is_per_table(scope: NameScope) -> bool {
    match scope {
        NameScope::None | NameScope::Table => true,
        NameScope::Schema | NameScope::Relations => false,
    }
}
