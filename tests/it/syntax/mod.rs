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

/// The good fixture models: file name and text.
pub(crate) fn good_models() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/syntax/ok");
    let entries = std::fs::read_dir(folder).expect("the folder of good models is there");
    let mut res: Vec<_> = entries
        .map(|it| it.expect("its entries can be read").path())
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("a model is UTF-8");
            (path.display().to_string(), text)
        })
        .collect();
    res.sort();
    res
}
