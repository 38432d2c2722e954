//! The realistic models: each is as large as it claims to be and without any finding.

use std::path::{Path, PathBuf};

use erc::base::{Diagnostics, Sources};
use erc::io::FileLoader;
use erc::model::resolve;
use erc::project::{Entry, load};
use erc::report::{Format, Style, render};

/// The domains, each a file.
const MODELS: [&str; 12] = [
    "airline",
    "bank_ledger",
    "cms",
    "hospital",
    "library",
    "logistics",
    "saas",
    "shop",
    "telemetry",
    "ticketing",
    "timetable",
    "university",
];

#[test]
fn every_model_is_clean_and_of_a_realistic_size() {
    for name in MODELS {
        let path = format!("{name}.erd");
        let bytes = std::fs::read(folder().join(&path)).expect("a model can be read");
        let mut diagnostics = Diagnostics::new();
        let entry = Entry { path: &path, bytes: &bytes, prefix: "fixtures/models/" };
        let loader = FileLoader::new(folder());
        let loaded = load(entry, Sources::new(), &loader, &mut diagnostics);
        let model = resolve(&loaded.files, &mut diagnostics);
        let found = diagnostics.into_vec();
        let style = Style { color: false, width: 120 };
        let findings = render(&found, &loaded.sources, Format::Short, style);
        assert!(found.is_empty(), "{findings}");
        let n_entities = model.entities.len();
        assert!((15..=60).contains(&n_entities), "{path} has {n_entities} entities");
    }
}

#[test]
fn no_model_is_left_out() {
    let entries = std::fs::read_dir(folder()).expect("there is a folder of models");
    let paths = entries.map(|it| it.expect("an entry can be read").path());
    let models = paths.filter(|it| it.extension().is_some_and(|it| it == "erd"));
    let stem = |it: PathBuf| it.file_stem().expect("a model has a name").to_owned();
    let mut found: Vec<_> = models.map(stem).collect();
    found.sort();
    assert_eq!(found, MODELS);
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/models")
}
