//! The native schemas of every model that is at hand.

use std::path::{Path, PathBuf};

use erc::base::{Diagnostics, DialectId};
use erc::dialect::{self, Options};
use erc::io::FileLoader;
use erc::project::{Config, Entry, Target, compile, load};
use erc::schema::NativeSchema;

/// What one database holds for one model.
pub struct Built {
    pub name: String,
    pub dialect: DialectId,
    pub native: NativeSchema,
}

/// Every model that has no error, for every dialect that can hold it.
pub fn built() -> Vec<Built> {
    let mut res = Vec::new();
    for path in models() {
        for id in DialectId::ALL {
            res.extend(build(&path, id));
        }
    }
    res
}

/// Models that nobody wrote, for every dialect that can hold them.
pub fn random(seeds: std::ops::Range<u64>) -> Vec<Built> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut res = Vec::new();
    for seed in seeds {
        let path = folder.path().join(format!("random-{seed}.erd"));
        std::fs::write(&path, crate::random::model(seed)).expect("a file");
        res.extend(DialectId::ALL.into_iter().filter_map(|id| build(&path, id)));
    }
    res
}

/// What a dialect holds for the model in a file that is for several databases; nothing when it has errors.
pub fn build(path: &Path, id: DialectId) -> Option<Built> {
    build_with(path, id, Options { n_dialects: 2, ..Options::of(dialect::of(id)) })
}

/// What a dialect holds for the model in a file, with these options.
pub fn build_with(path: &Path, id: DialectId, options: Options) -> Option<Built> {
    let folder = path.parent().expect("a folder");
    let file = path.file_name().expect("a name").to_string_lossy().into_owned();
    let bytes = std::fs::read(path).expect("a model can be read");
    let mut diagnostics = Diagnostics::new();
    let entry = Entry { path: &file, bytes: &bytes, prefix: "" };
    let loaded = load(entry, Default::default(), &FileLoader::new(folder), &mut diagnostics);
    let mut target = Target::usual(id, 1);
    target.options = options;
    let config = Config { targets: vec![target], ..Config::default() };
    let compiled = compile(&loaded.files, &config, &mut diagnostics);
    let (_, native) = compiled.native.into_iter().next().filter(|_| !diagnostics.has_errors())?;
    Some(Built { name: file, dialect: id, native })
}

fn models() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut res = Vec::new();
    for folder in ["models", "lower", "dialect"] {
        let Ok(entries) = std::fs::read_dir(root.join(folder)) else { continue };
        let paths = entries.map(|it| it.expect("an entry can be read").path());
        res.extend(paths.filter(|it| it.extension().is_some_and(|it| it == "erd")));
    }
    res.sort();
    res
}
