//! The models of `fixtures`, and the ways in which a database can be asked to hold one.

use std::path::{Path, PathBuf};

use erc::base::{Diagnostics, DialectId, Severity, Sources};
use erc::dialect::{self, DomainForm, EnumForm, Options, UuidForm, Version};
use erc::io::FileLoader;
use erc::project::{Entry, load};
use erc::schema::LogicalSchema;

/// A model that makes tables.
pub struct Model {
    pub path: PathBuf,
    pub logical: LogicalSchema,
    pub sources: Sources,
}

/// The models of some folders of `fixtures` that have no errors in themselves.
pub fn models(folders: &[&str]) -> Vec<Model> {
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

/// The ways in which a database can be asked to hold a model; the first is the usual one.
pub fn variants(id: DialectId) -> Vec<Options> {
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
