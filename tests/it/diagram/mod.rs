//! Diagrams: pictures of every model in every notation, parts of them, and other tools' languages.

mod changes;
mod images;
mod interchange;
mod languages;
mod parts;
mod pictures;

use std::path::{Path, PathBuf};

use erc::base::{Diagnostics, DialectId, FileId, Sources};
use erc::dialect::{self, Options};
use erc::io::FileLoader;
use erc::model::{EntityGraph, resolve};
use erc::project::{Entry, load};
use erc::schema::{NativeSchema, lower};
use erc::syntax;

/// The realistic models, by name.
pub(crate) fn models() -> Vec<(String, EntityGraph)> {
    let entries = std::fs::read_dir(folder()).expect("there is a folder of models");
    let mut paths: Vec<PathBuf> =
        entries.map(|it| it.expect("an entry can be read").path()).collect();
    paths.retain(|it| it.extension().is_some_and(|it| it == "erd"));
    paths.sort();
    paths.iter().map(|it| model_at(it)).collect()
}

fn model_at(path: &Path) -> (String, EntityGraph) {
    let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
    let bytes = std::fs::read(path).expect("a model can be read");
    let mut diagnostics = Diagnostics::new();
    let entry = Entry { path: &name, bytes: &bytes, prefix: "" };
    let loaded = load(entry, Sources::new(), &FileLoader::new(folder()), &mut diagnostics);
    let model = resolve(&loaded.files, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{name}");
    (name, model)
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/models")
}

/// A model from its text.
#[track_caller]
pub(super) fn model(text: &str) -> EntityGraph {
    let mut diagnostics = Diagnostics::new();
    let file = syntax::parse(FileId(0), text, &mut diagnostics);
    let model = resolve(&[file], &mut diagnostics);
    let found: Vec<String> = diagnostics.into_vec().iter().map(|it| it.message.clone()).collect();
    assert!(found.is_empty(), "{found:?}");
    model
}

/// What one database holds of a model; nothing where it cannot.
pub(super) fn native(model: &EntityGraph, id: DialectId) -> Option<NativeSchema> {
    let mut diagnostics = Diagnostics::new();
    let logical = lower(model, &lower::Options::default(), &mut diagnostics);
    let options = Options::of(dialect::of(id));
    let native = dialect::realize(&logical, dialect::of(id), &options, &mut diagnostics);
    (!diagnostics.has_errors()).then_some(native)
}
