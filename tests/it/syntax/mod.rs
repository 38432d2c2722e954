//! The room `syntax` from outside: text in, ast, messages and text out.

mod formatting;
mod mutants;
mod random;
pub(crate) mod same;
mod strict;

use erc::base::{Diagnostic, Diagnostics, FileId};
use erc::syntax::{self, ast};

/// The ast of a text and the messages about it.
pub(crate) fn parse(text: &str) -> (ast::File, Vec<Diagnostic>) {
    let mut diagnostics = Diagnostics::new();
    let file = syntax::parse(FileId(0), text, &mut diagnostics);
    (file, diagnostics.into_vec())
}

/// The good models among the fixtures: path and text.
pub(crate) fn good_models() -> Vec<(String, String)> {
    let folders = ["syntax/ok", "models", "models/common"];
    let mut res: Vec<_> = folders.iter().flat_map(|it| models_in(it)).collect();
    res.sort();
    res
}

fn models_in(folder: &str) -> Vec<(String, String)> {
    let folder = format!("{}/fixtures/{folder}", env!("CARGO_MANIFEST_DIR"));
    let entries = std::fs::read_dir(folder).expect("the folder of good models is there");
    let paths = entries.map(|it| it.expect("its entries can be read").path());
    let models = paths.filter(|it| it.extension().is_some_and(|it| it == "erd"));
    let read = |path: std::path::PathBuf| {
        let text = std::fs::read_to_string(&path).expect("a model is UTF-8");
        (path.display().to_string(), text)
    };
    models.map(read).collect()
}

/// The good models in parts of some forty lines, each of whole declarations.
pub(crate) fn excerpts() -> Vec<String> {
    let mut res = Vec::new();
    for (_, text) in good_models() {
        let mut excerpt = String::new();
        for line in text.split_inclusive('\n') {
            let is_inner = line.trim().is_empty() || line.starts_with([' ', '}', '/', '"', ')']);
            if !is_inner && excerpt.lines().count() >= 40 {
                res.push(std::mem::take(&mut excerpt));
            }
            excerpt.push_str(line);
        }
        res.push(excerpt);
    }
    res
}
