//! From the text of a model to what one database holds.

use std::fmt::Write as _;

use erc::base::{Diagnostic, Diagnostics, DialectId, Severity, Sources};
use erc::dialect::{self, Options, Reader, ScriptOptions};
use erc::schema::{LogicalSchema, NativeSchema};

/// A model as one database holds it.
pub struct Built {
    pub dialect: DialectId,
    pub native: NativeSchema,
    /// What was said by the dialect, a line each.
    pub said: Vec<String>,
    pub has_errors: bool,
    pub script: String,
}

/// A model for one of several databases, with the usual options.
#[track_caller]
pub fn built(text: &str, id: DialectId) -> Built {
    let mut options = Options::of(dialect::of(id));
    options.n_dialects = DialectId::ALL.len();
    built_with(text, id, &options)
}

/// A model for one database.
#[track_caller]
pub fn built_with(text: &str, id: DialectId, options: &Options) -> Built {
    let mut sources = Sources::new();
    let (logical, diagnostics) = lowered(text, &mut sources);
    let errors: Vec<String> = diagnostics
        .iter()
        .filter(|it| it.severity == Severity::Error)
        .map(|it| shown(it, &sources))
        .collect();
    assert!(errors.is_empty(), "the model itself is wrong:\n{}\n{text}", errors.join("\n"));
    realized(&logical, id, options, &sources)
}

/// The logical schema of a model, and what was said on the way.
pub fn lowered(text: &str, sources: &mut Sources) -> (LogicalSchema, Diagnostics) {
    let file = sources.add("model.erd", text);
    let mut diagnostics = Diagnostics::new();
    let ast = erc::syntax::parse(file, text, &mut diagnostics);
    let model = erc::model::resolve(&[ast], &mut diagnostics);
    let options = erc::schema::lower::Options::default();
    let logical = erc::schema::lower(&model, &options, &mut diagnostics);
    (logical, diagnostics)
}

/// What one database holds for a logical schema.
pub fn realized(
    logical: &LogicalSchema,
    id: DialectId,
    options: &Options,
    sources: &Sources,
) -> Built {
    let mut diagnostics = Diagnostics::new();
    let dialect = dialect::of(id);
    let native = dialect::realize(logical, dialect, options, &mut diagnostics);
    let script_options = ScriptOptions { version: options.version, reader: Reader::Driver };
    let script = dialect::script(&native, dialect, &script_options);
    let said = diagnostics.iter().map(|it| shown(it, sources)).collect();
    Built { dialect: id, native, said, has_errors: diagnostics.has_errors(), script }
}

pub fn shown(it: &Diagnostic, sources: &Sources) -> String {
    let severity = match it.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    let place = match sources.get(it.primary.span.file) {
        Some(source) => {
            let at = source.line_column(it.primary.span.start);
            format!("{}:{}", at.line, at.column)
        }
        None => "-".to_owned(),
    };
    let mut res = format!("{severity} {} {place} {}", it.code.name, it.message);
    if let Some(help) = &it.help {
        let _ = write!(res, " | {help}");
    }
    res
}
