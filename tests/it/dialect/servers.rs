//! Every model that is at hand, in the databases that can be run: their scripts are accepted, and their catalogs
//! say what erc believes to have made.

use std::path::{Path, PathBuf};

use erc::base::{Diagnostics, DialectId, Severity, Sources};
use erc::dialect::{self, DomainForm, EnumForm, Options, UuidForm, Version};
use erc::io::FileLoader;
use erc::project::{Entry, load};
use erc::schema::LogicalSchema;

use super::built::{Built, realized};
use super::catalog;
use crate::servers;

/// A model that makes tables.
struct Model {
    path: PathBuf,
    logical: LogicalSchema,
    sources: Sources,
}

/// The models of `fixtures` that have no errors in themselves.
fn models(folders: &[&str]) -> Vec<Model> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let files = folders.iter().flat_map(|it| files(&root.join(it)));
    files.filter_map(|it| lowered(&it)).collect()
}

/// The models of a folder: each a file, or a folder with a file `model.erd`.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder of models can be read");
    let paths = entries.map(|it| it.expect("an entry can be read").path());
    let file = |it: PathBuf| if it.is_dir() { it.join("model.erd") } else { it };
    let mut res: Vec<PathBuf> = paths.map(file).collect();
    res.retain(|it| it.extension().is_some_and(|it| it == "erd") && it.exists());
    res.sort();
    res
}

fn lowered(path: &Path) -> Option<Model> {
    let folder = path.parent().expect("a model is in a folder");
    let name = path.file_name().expect("a model is a file").to_string_lossy();
    let bytes = std::fs::read(path).expect("a model can be read");
    let mut diagnostics = Diagnostics::new();
    let entry = Entry { path: &name, bytes: &bytes, prefix: "" };
    let loaded = load(entry, Sources::new(), &FileLoader::new(folder), &mut diagnostics);
    let model = erc::model::resolve(&loaded.files, &mut diagnostics);
    let options = erc::schema::lower::Options::default();
    let logical = erc::schema::lower(&model, &options, &mut diagnostics);
    let is_wrong = diagnostics.iter().any(|it| it.severity == Severity::Error);
    (!is_wrong).then(|| Model { path: path.to_owned(), logical, sources: loaded.sources })
}

/// The ways in which a database can be asked to hold a model.
fn variants(id: DialectId) -> Vec<Options> {
    let usual = Options { n_dialects: DialectId::ALL.len(), ..Options::of(dialect::of(id)) };
    let with = |enums, uuids| Options { enums, uuids, ..usual };
    match id {
        DialectId::Postgres => vec![
            usual,
            Options { domains: DomainForm::Native, ..with(EnumForm::Check, UuidForm::Native) },
            Options { version: Version::new(15, 0), ..with(EnumForm::Lookup, UuidForm::Native) },
            Options { domains: DomainForm::Native, ..usual },
        ],
        DialectId::Mysql => vec![usual, with(EnumForm::Check, UuidForm::Binary)],
        DialectId::Mariadb => vec![
            usual,
            with(EnumForm::Check, UuidForm::Binary),
            Options { version: Version::new(10, 7), ..with(EnumForm::Lookup, UuidForm::Native) },
        ],
        DialectId::Sqlite => {
            let strict = Options { version: Version::new(3, 37), strict_tables: true, ..usual };
            vec![
                usual,
                with(EnumForm::Lookup, UuidForm::Binary),
                strict,
                Options { uuids: UuidForm::Binary, enums: EnumForm::Lookup, ..strict },
            ]
        }
    }
}

const FOLDERS: &[&str] = &["lower", "dialect", "build", "models"];

#[test]
fn postgres_holds_what_is_built() {
    check_all(DialectId::Postgres);
}

#[test]
fn mariadb_holds_what_is_built() {
    check_all(DialectId::Mariadb);
}

#[test]
fn sqlite_holds_what_is_built() {
    check_all(DialectId::Sqlite);
}

#[track_caller]
fn check_all(id: DialectId) {
    let mut problems = Vec::new();
    let mut n_scripts = 0;
    for model in models(FOLDERS) {
        for options in variants(id) {
            let built = realized(&model.logical, id, &options, &model.sources);
            // What is refused with a reason is seen to by the cases that are about the reason.
            if built.has_errors {
                continue;
            }
            n_scripts += 1;
            if let Err(problem) = held(&built) {
                let path = model.path.display();
                problems.push(format!("{path} {options:?}\n{problem}\n{}", built.script));
            }
        }
    }
    println!("{n_scripts} scripts in {}", id.title());
    assert!(n_scripts >= 200, "only {n_scripts} scripts were run");
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

/// Runs a script in a fresh database and compares what the database then says it holds.
fn held(built: &Built) -> Result<(), String> {
    let mut database = servers::database(built.dialect).expect("a database that can be run");
    // No machine has every collation of the operating system.
    let script = built.script.replace("\"de_DE\"", "\"C\"");
    database.execute(&script)?;
    if built.dialect == DialectId::Sqlite {
        let faults = database.query("pragma foreign_key_check")?;
        if !faults.is_empty() {
            return Err(format!("foreign_key_check: {faults:?}"));
        }
    }
    let differences = catalog::differences(&mut *database, &built.native);
    if differences.is_empty() { Ok(()) } else { Err(differences.join("\n")) }
}

#[test]
fn every_realistic_model_is_held_by_every_database() {
    let mut errors = Vec::new();
    let models = models(&["models"]);
    for model in &models {
        for id in DialectId::ALL {
            for options in variants(id) {
                let built = realized(&model.logical, id, &options, &model.sources);
                let wrong = built.said.iter().filter(|it| it.starts_with("error"));
                errors.extend(wrong.map(|it| format!("{} {id}: {it}", model.path.display())));
            }
        }
    }
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    assert_eq!(models.len(), 12, "some models have errors in themselves");
}
