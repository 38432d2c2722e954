//! Models of other tools: real ones, broken ones, and those that erc itself writes.

mod broken;
mod corpus;
mod round;

use std::path::{Path, PathBuf};

use erc::base::FileId;
use erc::import::{Foreign, Format, read_foreign};

/// Every model of the import cases: its format and its text.
pub(super) fn cases() -> Vec<(Format, String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/import");
    let mut res = Vec::new();
    for format in Format::all() {
        let mut folders = entries(&root.join(format.name()));
        folders.sort();
        for case in folders {
            let name = case.file_name().expect("a name").to_string_lossy().into_owned();
            let model = entries(&case)
                .into_iter()
                .find(|it| it.file_stem().is_some_and(|it| it == "model"));
            let text = std::fs::read_to_string(model.expect("a model")).expect("a text");
            res.push((format, format!("{}/{name}", format.name()), text));
        }
    }
    res
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    entries.map(|it| it.expect("an entry").path()).collect()
}

fn read(format: Format, text: &str) -> Foreign {
    read_foreign(format, text, FileId(0), None)
}
