//! What holds of every random model.

use super::super::lower::invariants;
use super::super::syntax::same::{comments, meaning};
use super::model;
use erc::base::{Diagnostics, DialectId, Severity, Sources};
use erc::dialect;
use erc::report::{Format, Style, render};
use erc::schema::lower::Options;

/// How many models a run looks at.
const N_MODELS: u64 = 200;

#[test]
fn models_are_formatted_once_and_for_all() {
    for seed in 0..N_MODELS {
        let text = model(seed);
        let (file, errors) = parse(&text);
        assert!(errors.is_empty(), "seed {seed}:\n{errors}\n{text}");
        let formatted = erc::syntax::format(&file, &text);
        let (again, errors) = parse(&formatted);
        assert!(errors.is_empty(), "seed {seed}, formatted:\n{errors}\n{formatted}");
        assert_eq!(meaning(&again), meaning(&file), "seed {seed}:\n{formatted}");
        assert_eq!(comments(&again), comments(&file), "seed {seed}:\n{formatted}");
        assert_eq!(erc::syntax::format(&again, &formatted), formatted, "seed {seed}");
    }
}

#[test]
fn models_become_schemas_of_all_databases() {
    let mut n_good = 0;
    let mut mistakes: Vec<String> = Vec::new();
    for seed in 0..N_MODELS {
        match compile(&model(seed)) {
            Ok(()) => n_good += 1,
            Err(errors) => mistakes.push(format!("seed {seed}: {errors}")),
        }
    }
    eprintln!("{n_good} of {N_MODELS} models are without a mistake\n{}", mistakes.join("\n"));
    assert!(n_good * 100 >= N_MODELS * 85, "only {n_good} of {N_MODELS} models are good");
}

/// The errors of a model, whichever phase finds them first.
fn compile(text: &str) -> Result<(), String> {
    let mut sources = Sources::new();
    let id = sources.add("model.erd", text);
    let mut diagnostics = Diagnostics::new();
    let file = erc::syntax::parse(id, text, &mut diagnostics);
    let model = erc::model::resolve(&[file], &mut diagnostics);
    failed(&sources, &diagnostics)?;
    let schema = erc::schema::lower(&model, &Options::default(), &mut diagnostics);
    invariants::check(&schema, diagnostics.has_errors());
    failed(&sources, &diagnostics)?;
    for id in DialectId::ALL {
        let dialect = dialect::of(id);
        let options = dialect::Options { n_dialects: 4, ..dialect::Options::of(dialect) };
        dialect::realize(&schema, dialect, &options, &mut diagnostics);
    }
    failed(&sources, &diagnostics)
}

fn failed(sources: &Sources, diagnostics: &Diagnostics) -> Result<(), String> {
    let errors: Vec<_> =
        diagnostics.iter().filter(|it| it.severity == Severity::Error).cloned().collect();
    if errors.is_empty() {
        return Ok(());
    }
    let style = Style { color: false, width: 120 };
    Err(render(&errors, sources, Format::Short, style))
}

fn parse(text: &str) -> (erc::syntax::ast::File, String) {
    let mut sources = Sources::new();
    let id = sources.add("model.erd", text);
    let mut diagnostics = Diagnostics::new();
    let file = erc::syntax::parse(id, text, &mut diagnostics);
    let errors = failed(&sources, &diagnostics).err().unwrap_or_default();
    (file, errors)
}
