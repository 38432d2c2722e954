//! Rewritten models have no finding that they did not have before, but those that follow from what is said.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use erc::base::{Diagnostics, Sources};
use erc::lint::Selection;
use erc::normalize::{StudyOptions, rewrite};
use erc::project::{Config, Loaded, compile, lint};
use erc::syntax::parse;

use super::exams::problem::read;
use super::{LIMIT, Model};

/// What may be found in a rewritten model alone, each for its reason.
const FOLLOWS: [(&str, &str); 6] = [
    ("padded-text", "a `char(n)` that stands in two entities is reported in both"),
    ("uncounted-key", "a number that the dependencies make a key: whoever made the rows gave it"),
    (
        "determinant-without-key",
        "no BCNF keeps every dependency: what was in the whole is in a part",
    ),
    ("join-dependency", "no 5NF keeps every dependency: what was in the whole is in a part"),
    (
        "isolated-entity",
        "a part whose key no other part has as a whole: no foreign key can refer to it",
    ),
    ("missing-references", "parts that are all key have no determinant to refer to"),
];

#[test]
fn rewriting_brings_no_finding() {
    let mut n_rewritten = 0;
    let mut wrong = Vec::new();
    for (name, text) in models() {
        let model = Model::new(&text);
        let options = StudyOptions { target: None, limit: LIMIT };
        let Some((_, after)) = rewrite(model.files, &model.sources, &options).files.pop() else {
            continue;
        };
        n_rewritten += 1;
        let before = findings(&text);
        for (code, messages) in findings(&after) {
            let n_before = before.get(&code).map_or(0, Vec::len);
            // The table of an attribute with many values can have no index.
            let has_place = |it: &&String| {
                let table = it.split(" starts ").next().unwrap_or_default();
                code != "unindexed-foreign-key" || !table.contains('.')
            };
            let n_after = messages.iter().filter(has_place).count();
            let follows = FOLLOWS.iter().any(|(rule, _)| *rule == code);
            if n_after > n_before && !follows {
                wrong.push(format!("{name}: {code}: {messages:?}\n{text}becomes\n{after}"));
            }
        }
    }
    assert!(n_rewritten > 100, "{n_rewritten} models were rewritten");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The messages at the default level, by rule.
fn findings(text: &str) -> BTreeMap<&'static str, Vec<String>> {
    let mut diagnostics = Diagnostics::new();
    let mut sources = Sources::new();
    let files = vec![parse(sources.add("model.erd", text), text, &mut diagnostics)];
    let loaded = Loaded { sources, files };
    let config = Config::default();
    let compiled = compile(&loaded.files, &config, &mut diagnostics);
    lint(&loaded, &compiled, &config, &Selection::default(), &mut diagnostics);
    let mut res: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for it in diagnostics.into_vec() {
        res.entry(it.code.name).or_default().push(it.message);
    }
    res
}

/// The models of the fixtures, and each problem of the examinations as one.
fn models() -> Vec<(String, String)> {
    let mut res = Vec::new();
    for folder in ["normalize", "models", "lint"] {
        let paths =
            files(folder).into_iter().filter(|it| it.extension().is_some_and(|it| it == "erd"));
        for path in paths {
            let text = std::fs::read_to_string(&path).expect("a model can be read");
            if !text.contains("import \"") && !is_wrong(&text) {
                res.push((path.display().to_string(), text));
            }
        }
    }
    for path in files("normalize/exams")
        .into_iter()
        .filter(|it| it.extension().is_some_and(|it| it == "txt"))
    {
        let text = std::fs::read_to_string(&path).expect("the problems are there");
        res.extend(read(&text).iter().map(|it| (it.title.clone(), it.entity("Relation"))));
    }
    res
}

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(folder);
    let entries = std::fs::read_dir(folder).expect("there is a folder");
    let mut res: Vec<PathBuf> = entries.map(|it| it.expect("an entry").path()).collect();
    res.sort();
    res
}

/// Whether something is wrong beside a missing key.
fn is_wrong(text: &str) -> bool {
    let mut diagnostics = Diagnostics::new();
    let mut sources = Sources::new();
    let file = parse(sources.add("model.erd", text), text, &mut diagnostics);
    erc::model::resolve(&[file], &mut diagnostics);
    diagnostics.retain(|it| it.code.name != "target-without-key");
    diagnostics.iter().next().is_some()
}
