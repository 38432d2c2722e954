//! The scene of a file: a model, or the SQL text of a schema.

use std::path::Path;

use erc::base::{Diagnostics, DialectId, Sources};
use erc::dialect;
use erc::export::diagram::{Scene, physical, scene};
use erc::import::read_sql;
use erc::io::FileLoader;
use erc::model::{EntityGraph, resolve};
use erc::project::{Entry, SourceKind, load, source_kind};

/// What the file at `path` is drawn as.
pub(crate) fn read(path: &Path) -> Scene {
    let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
    let bytes = std::fs::read(path).expect("the file can be read");
    let text = String::from_utf8_lossy(&bytes);
    match source_kind(&name, &text) {
        SourceKind::Sql(guess) => {
            let folder = path.parent().and_then(|it| it.file_name());
            let named = folder.and_then(|it| DialectId::from_name(&it.to_string_lossy()));
            let id = named.or(guess).unwrap_or(DialectId::Postgres);
            physical(&read_sql(&text, id).schema, dialect::of(id), &EntityGraph::default())
        }
        SourceKind::Model | SourceKind::Snapshot | SourceKind::Foreign(_) => {
            model(path, &name, &bytes)
        }
    }
}

fn model(path: &Path, name: &str, bytes: &[u8]) -> Scene {
    let mut diagnostics = Diagnostics::new();
    let folder = path.parent().unwrap_or(Path::new("."));
    let entry = Entry { path: name, bytes, prefix: "" };
    let loaded = load(entry, Sources::new(), &FileLoader::new(folder), &mut diagnostics);
    scene(&resolve(&loaded.files, &mut diagnostics))
}
