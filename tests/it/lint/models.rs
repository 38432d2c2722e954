//! What the rules say of the realistic models, at the levels that they have by default. Every line was read
//! once and judged to be advice that a good engineer would give.

use std::path::Path;

use erc::base::{Diagnostics, Sources};
use erc::io::FileLoader;
use erc::lint::{Selection, rule};
use erc::project::{Config, Entry, compile, lint, load};
use erc::report::{Format, Style, render};

#[test]
fn good_models_have_few_findings_and_each_is_known() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/models");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|it| it.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|it| it.ends_with(".erd"))
        .collect();
    names.sort();
    let actual: String = names.iter().map(|it| findings(&folder, it)).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/lint/models.txt");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &actual).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    let difference = similar::TextDiff::from_lines(&expected, &actual);
    let difference = difference.unified_diff().header("expected", "actual").to_string();
    assert!(actual == expected, "{difference}");
}

fn findings(folder: &Path, name: &str) -> String {
    let bytes = std::fs::read(folder.join(name)).unwrap();
    let mut diagnostics = Diagnostics::new();
    let entry = Entry { path: name, bytes: &bytes, prefix: "" };
    let loaded = load(entry, Sources::new(), &FileLoader::new(folder), &mut diagnostics);
    let config = Config::default();
    let compiled = compile(&loaded.files, &config, &mut diagnostics);
    lint(&loaded, &compiled, &config, &Selection::default(), &mut diagnostics);
    diagnostics.sort();
    let own: Vec<_> =
        diagnostics.into_vec().into_iter().filter(|it| rule(it.code.name).is_some()).collect();
    render(&own, &loaded.sources, Format::Short, Style { color: false, width: 100 })
}
