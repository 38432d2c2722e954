//! Each model in `fixtures/normalize` with what a person reads about it, and what becomes of it.
//!
//! Beside `NAME.erd` stand `NAME.txt`, the pages of `erc normalize` and of `erc explain` for each relation,
//! and `NAME.written.erd`, the model after `erc normalize --write`. `UPDATE_EXPECT=1` writes both.

use std::path::{Path, PathBuf};

use erc::normalize::{Look, StudyOptions, explain_text, normalize_text, rewrite};

use super::{LIMIT, Model};

#[test]
fn every_model_reads_as_expected() {
    let mut wrong = Vec::new();
    let mut n_models = 0;
    for path in models() {
        n_models += 1;
        let text = std::fs::read_to_string(&path).expect("a model can be read");
        let model = Model::new(&text);
        compare(&path.with_extension("txt"), &pages(&model), &mut wrong);
        let options = StudyOptions { target: None, limit: LIMIT };
        let files = rewrite(model.files, &model.sources, &options).files;
        let written = files.into_iter().next().map_or(text, |(_, text)| text);
        compare(&path.with_extension("written.erd"), &written, &mut wrong);
    }
    assert!(n_models > 0, "there is a model");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn pages(model: &Model) -> String {
    let look = Look { sources: &model.sources, color: false, width: 100 };
    let studies = model.studies(None);
    let mut res = normalize_text(&model.graph, &studies, &LIMIT, look);
    for study in &studies {
        res.push_str("\n=====\n\n");
        res.push_str(&explain_text(&model.graph, study, &LIMIT, look));
    }
    res
}

fn compare(path: &Path, found: &str, wrong: &mut Vec<String>) {
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    if expected == found {
        return;
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(path, found).expect("a fixture can be written");
        return;
    }
    wrong.push(format!("{} is not as expected; found:\n{found}", path.display()));
}

fn models() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/normalize");
    let entries = std::fs::read_dir(folder).expect("there is a folder of models");
    let paths = entries.map(|it| it.expect("an entry can be read").path());
    let is_model = |it: &PathBuf| {
        let name = it.file_name().expect("a file").to_string_lossy().into_owned();
        name.ends_with(".erd") && !name.ends_with(".written.erd")
    };
    let mut res: Vec<PathBuf> = paths.filter(is_model).collect();
    res.sort();
    res
}
