//! One trial per case file under `fixtures/`: a model, and what erc says about it.
//!
//! What is expected stands in the case itself, in lines that start with `//~`. `UPDATE_EXPECT=1 cargo test`
//! writes what erc says now; whoever does that reads the difference.

// Tests may touch the world, and panicking is how they fail.
#![allow(clippy::disallowed_methods, clippy::panic)]

#[path = "fixtures/build.rs"]
mod build;
#[path = "fixtures/import.rs"]
mod import;
#[path = "fixtures/lint.rs"]
mod lint;

use std::fmt::Write as _;
use std::path::Path;

use erc::base::{Applicability, Diagnostic, Diagnostics, Fix, Severity, Sources, Span};
use erc::syntax;
use libtest_mimic::{Arguments, Failed, Trial};

/// The folders of cases, each with what is done with a case. It is given the text of the file and answers
/// the text that the file should have.
const SUITES: &[(&str, Check)] = &[
    ("syntax/ok", good_syntax),
    ("syntax/err", bad_syntax),
    ("syntax/format", formatting),
    ("resolve/ok", good_model),
    ("resolve/err", bad_model),
];

/// Answers the text that the file of a case should have.
type Check = fn(&str) -> Result<String, String>;

fn main() {
    let arguments = Arguments::from_args();
    let trials = SUITES.iter().flat_map(|(folder, check)| trials(folder, *check));
    let trials = trials.chain(build::trials()).chain(import::trials()).chain(lint::trials());
    let trials = trials.collect();
    libtest_mimic::run(&arguments, trials).exit();
}

/// A model without mistakes that is written as the formatter writes it.
fn good_syntax(text: &str) -> Result<String, String> {
    let (sources, file, diagnostics) = parse(text);
    match diagnostics.is_empty() {
        true => Ok(syntax::format(&file, text)),
        false => Err(expectation(&sources, &diagnostics)),
    }
}

/// A model with mistakes and the messages about them. Safe fixes must do away with their message.
fn bad_syntax(text: &str) -> Result<String, String> {
    messages(text, |model| {
        let (sources, _, diagnostics) = parse(model);
        (sources, diagnostics)
    })
}

/// A model that says something, and nothing that cannot be.
fn good_model(text: &str) -> Result<String, String> {
    let (sources, diagnostics) = resolve(text);
    match diagnostics.is_empty() {
        true => Ok(text.to_owned()),
        false => Err(expectation(&sources, &diagnostics)),
    }
}

/// A model that can be read, what cannot be meant in it, and the messages about that.
fn bad_model(text: &str) -> Result<String, String> {
    let (sources, _, diagnostics) = parse(model(text));
    if !diagnostics.is_empty() {
        return Err(expectation(&sources, &diagnostics));
    }
    messages(text, resolve)
}

/// The model of a case with what is said about it. Safe fixes must do away with their message.
fn messages(text: &str, diagnose: Diagnose) -> Result<String, String> {
    let model = model(text);
    let (sources, diagnostics) = diagnose(model);
    if diagnostics.is_empty() {
        return Err("no message".to_owned());
    }
    for diagnostic in &diagnostics {
        check_fix(model, &diagnostics, diagnostic, diagnose)?;
    }
    Ok(format!("{model}{}", expectation(&sources, &diagnostics)))
}

/// What is said about a model.
type Diagnose = fn(&str) -> (Sources, Vec<Diagnostic>);

/// A model, `//~ becomes`, and how it is written.
fn formatting(text: &str) -> Result<String, String> {
    let model = model(text);
    let (_, file, _) = parse(model);
    let formatted = syntax::format(&file, model);
    let (_, again, _) = parse(&formatted);
    match syntax::format(&again, &formatted) == formatted {
        true => Ok(format!("{model}//~ becomes\n{formatted}")),
        false => Err(format!("formatting twice gives something else than once:\n{formatted}")),
    }
}

/// The trials of one folder, a file each.
fn trials(folder: &str, check: Check) -> Vec<Trial> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(folder);
    // A suite without cases has no folder, for git keeps none that is empty.
    let Ok(entries) = std::fs::read_dir(&path) else { return Vec::new() };
    let mut files: Vec<_> =
        entries.map(|it| it.expect("a folder of cases can be read").path()).collect();
    files.retain(|it| it.extension().is_some_and(|it| it == "erd"));
    files.sort();
    let trial = |file: std::path::PathBuf| {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Trial::test(format!("{folder}/{name}"), move || run(&file, check))
    };
    files.into_iter().map(trial).collect()
}

fn run(file: &Path, check: impl Fn(&str) -> Result<String, String>) -> Result<(), Failed> {
    let text = std::fs::read_to_string(file)?;
    let actual = check(&text)?;
    if actual == text {
        return Ok(());
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(file, actual)?;
        return Ok(());
    }
    let difference = similar::TextDiff::from_lines(&text, &actual);
    Err(difference.unified_diff().header("expected", "actual").to_string().into())
}

/// The part of a case before what is expected.
fn model(text: &str) -> &str {
    match text.find("//~") {
        Some(end) => &text[..end],
        None => text,
    }
}

fn parse(text: &str) -> (Sources, syntax::ast::File, Vec<Diagnostic>) {
    let mut sources = Sources::new();
    let id = sources.add("model.erd", text);
    let mut diagnostics = Diagnostics::new();
    let file = syntax::parse(id, text, &mut diagnostics);
    diagnostics.sort();
    (sources, file, diagnostics.into_vec())
}

/// Reads and resolves a model of one file.
fn resolve(text: &str) -> (Sources, Vec<Diagnostic>) {
    let (sources, file, read) = parse(text);
    let mut diagnostics = Diagnostics::new();
    diagnostics.extend(read);
    erc::model::resolve(&[file], &mut diagnostics);
    diagnostics.sort();
    (sources, diagnostics.into_vec())
}

/// Applies the fix of a diagnostic, if it may be applied unasked, and looks whether the message is gone.
fn check_fix(
    model: &str,
    all: &[Diagnostic],
    diagnostic: &Diagnostic,
    diagnose: Diagnose,
) -> Result<(), String> {
    let safe = diagnostic.fix.as_ref().filter(|it| it.applicability == Applicability::Safe);
    let Some(fix) = safe else { return Ok(()) };
    let fixed = apply(model, fix);
    let (_, after) = diagnose(&fixed);
    let is_same =
        |it: &&Diagnostic| it.code.name == diagnostic.code.name && it.message == diagnostic.message;
    let (n_before, n_after) =
        (all.iter().filter(is_same).count(), after.iter().filter(is_same).count());
    match n_after < n_before {
        true => Ok(()),
        false => {
            Err(format!("the fix `{}` does not help: {}\n{fixed}", fix.title, diagnostic.message))
        }
    }
}

fn apply(text: &str, fix: &Fix) -> String {
    let mut edits: Vec<_> = fix.edits.iter().collect();
    edits.sort_by_key(|it| it.span.start);
    let mut res = text.to_owned();
    for edit in edits.into_iter().rev() {
        res.replace_range(edit.span.range(), &edit.text);
    }
    res
}

/// Diagnostics as the last lines of a case.
fn expectation(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    let mut res = String::new();
    for it in diagnostics {
        let severity = match it.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        };
        let place = place(sources, it.primary.span);
        line(&mut res, format_args!("{severity}[{}] {place} {}", it.code.name, it.message));
        if !it.primary.text.is_empty() {
            line(&mut res, format_args!("  here: {}", it.primary.text));
        }
        for label in &it.secondary {
            let place = self::place(sources, label.span);
            line(&mut res, format_args!("  because {place}: {}", label.text));
        }
        if let Some(help) = &it.help {
            line(&mut res, format_args!("  help: {help}"));
        }
        if let Some(fix) = &it.fix {
            write_fix(&mut res, sources, fix);
        }
    }
    res
}

fn write_fix(res: &mut String, sources: &Sources, fix: &Fix) {
    let kind = match fix.applicability {
        Applicability::Safe => "fix",
        Applicability::Unsafe => "unsafe fix",
        Applicability::DisplayOnly => "suggestion",
    };
    line(res, format_args!("  {kind}: {}", fix.title));
    for edit in &fix.edits {
        let place = place(sources, edit.span);
        line(res, format_args!("    {place} {:?} -> {:?}", sources.slice(edit.span), edit.text));
    }
}

fn line(res: &mut String, text: std::fmt::Arguments<'_>) {
    writeln!(res, "//~ {text}").expect("a String takes all text");
}

/// `2:5` for an empty place, `2:5-9` on one line, `2:5-3:1` otherwise.
fn place(sources: &Sources, span: Span) -> String {
    let Some(file) = sources.get(span.file) else { return "nowhere".to_owned() };
    let (start, end) = (file.line_column(span.start), file.line_column(span.end));
    match (span.start == span.end, start.line == end.line) {
        (true, _) => format!("{}:{}", start.line, start.column),
        (false, true) => format!("{}:{}-{}", start.line, start.column, end.column),
        (false, false) => format!("{}:{}-{}:{}", start.line, start.column, end.line, end.column),
    }
}
