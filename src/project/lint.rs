//! Judging a compiled model.

use super::compile::Compiled;
use super::config::Config;
use super::lint_config::LintConfig;
use super::load::Loaded;
use crate::base::{Diagnostics, DialectId};
use crate::lint::{Input, Selection, Settings, check};
use crate::schema::NativeSchema;

/// Adds to `diagnostics` what rules say of a compiled model, and takes away what the model allows. A model or
/// tables with errors are not judged: rules could only guess. Where a database has something against the
/// tables, the rules about databases are left out.
pub fn lint(
    loaded: &Loaded,
    compiled: &Compiled,
    config: &Config,
    selection: &Selection,
    diagnostics: &mut Diagnostics,
) {
    // Databases are asked only when the tables have no errors.
    if compiled.native.is_empty() && diagnostics.has_errors() {
        return;
    }
    let native: Vec<(DialectId, &NativeSchema)> = match diagnostics.has_errors() {
        true => Vec::new(),
        false => compiled.native.iter().map(|(target, it)| (target.dialect, it)).collect(),
    };
    let input = Input {
        sources: &loaded.sources,
        files: &loaded.files,
        model: &compiled.model,
        logical: &compiled.logical,
        native: &native,
    };
    let LintConfig { levels, options, migrations: _ } = &config.lint;
    check(input, Settings { levels, options, selection }, diagnostics);
}
