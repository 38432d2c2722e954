//! Runs every model in `fixtures/lower` and compares what it becomes with the comment at its end.
//!
//! `UPDATE_EXPECT=1 cargo test --test it lower` rewrites the comments.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use erc::base::{Diagnostic, Diagnostics, FileId, Severity, Sources};
use erc::schema::lower::Options;

/// What stands between a model and what it becomes.
const MARK: &str = "\n// becomes\n";

#[test]
fn models_become_the_expected_tables() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/lower");
    let mut failed = Vec::new();
    let files = models(&folder);
    let n_files = files.len();
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a fixture can be read");
        let model = text.split(MARK).next().unwrap_or_default().trim_end();
        let actual = format!("{model}\n{MARK}{}", commented(&lowered(model)));
        if actual == text {
            continue;
        }
        if std::env::var("UPDATE_EXPECT").is_ok_and(|it| it == "1") {
            std::fs::write(&file, actual).expect("a fixture can be written");
        } else {
            failed.push(format!("{}:\n{actual}", file.display()));
        }
    }
    assert!(n_files >= 60, "only {n_files} fixtures were found");
    assert!(failed.is_empty(), "{} fixtures differ:\n{}", failed.len(), failed.join("\n"));
}

/// Every kind of finding shows up in a fixture.
#[test]
fn every_code_has_a_fixture() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/lower");
    let read = |it: PathBuf| std::fs::read_to_string(it).expect("a fixture can be read");
    let all: String = models(&folder).into_iter().map(read).collect();
    let missing: Vec<&str> = erc::schema::lower::CODES
        .iter()
        .map(|it| it.name)
        .filter(|it| !all.contains(&format!(" {it} ")) && *it != TOO_MANY)
        .collect();
    assert!(missing.is_empty(), "no fixture shows {missing:?}");
}

/// The one finding whose fixture would be thousands of lines long.
const TOO_MANY: &str = "too-many-columns";

#[test]
fn a_table_of_too_many_columns_is_refused() {
    let parts = |ty: &str| {
        let part = |it: char| format!("{it} {ty}");
        ('a'..='h').map(part).collect::<Vec<_>>().join(", ")
    };
    let types = [("A", "int"), ("B", "A"), ("C", "B")]
        .map(|(name, part)| format!("type {name} {{ {} }}\n", parts(part)));
    let attributes: String = ('a'..='i').map(|it| format!("  {it} C\n")).collect();
    let found =
        lowered(&format!("{}entity Large {{\n  id int key\n{attributes}}}\n", types.concat()));
    assert!(
        found.contains(&format!("error {TOO_MANY} 4:8 ")),
        "{}",
        found.lines().last().unwrap_or_default()
    );
}

fn models(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder of fixtures can be read");
    let mut res: Vec<PathBuf> = entries
        .map(|it| it.expect("an entry can be read").path())
        .filter(|it| it.extension().is_some_and(|it| it == "erd"))
        .collect();
    res.sort();
    res
}

/// The schema of a model, then what was said about it.
fn lowered(text: &str) -> String {
    let mut sources = Sources::new();
    let file = sources.add("model.erd", text);
    let mut diagnostics = Diagnostics::new();
    let ast = erc::syntax::parse(file, text, &mut diagnostics);
    let model = erc::model::resolve(&[ast], &mut diagnostics);
    let n_before = diagnostics.len();
    let options = options(text);
    let schema = erc::schema::lower(&model, &options, &mut diagnostics);
    let is_strict = !options.index_names_per_table;
    super::invariants::check(&schema, diagnostics.has_errors() || !is_strict);
    let mut res = erc::schema::describe(&schema);
    for (idx, it) in diagnostics.iter().enumerate() {
        let phase = if idx < n_before { "resolve: " } else { "" };
        let _ = writeln!(res, "{phase}{}", shown(it, &sources, file));
    }
    res
}

/// `// options: plural_tables` in the first line.
fn options(text: &str) -> Options {
    let first = text.lines().next().unwrap_or_default();
    let has = |it: &str| first.starts_with("// options:") && first.contains(it);
    Options {
        plural_tables: has("plural_tables"),
        index_names_per_table: has("index_names_per_table"),
        check_names_per_table: has("constraint_names_per_table"),
        foreign_key_names_per_table: has("constraint_names_per_table"),
        types_apart_from_tables: has("types_apart_from_tables"),
    }
}

fn shown(it: &Diagnostic, sources: &Sources, file: FileId) -> String {
    let severity = match it.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    let source = sources.get(file).expect("the file was added");
    let place = |offset: u32| {
        let at = source.line_column(offset);
        format!("{}:{}", at.line, at.column)
    };
    let mut res =
        format!("{severity} {} {} {}", it.code.name, place(it.primary.span.start), it.message);
    for label in &it.secondary {
        let _ = write!(res, "; {} {}", place(label.span.start), label.text);
    }
    for edit in it.fix.iter().flat_map(|it| &it.edits) {
        let _ = write!(res, "; fix {} {:?}", place(edit.span.start), edit.text);
    }
    res
}

fn commented(text: &str) -> String {
    text.lines().map(|it| format!("// {it}").trim_end().to_owned() + "\n").collect()
}
