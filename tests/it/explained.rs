//! What `erc explain` shows of mistakes in meaning: the first example of a page has the mistake, the second has
//! none.

use erc::base::{Code, Diagnostic, Diagnostics, Sources};

/// A page about two files, which one example cannot be.
const OF_SEVERAL_FILES: &str = "misplaced-model";

#[test]
fn pages_show_the_mistake_and_the_way_out() {
    let mut failed = Vec::new();
    for code in erc::model::CODES.iter().filter(|it| it.name != OF_SEVERAL_FILES) {
        if let Err(problem) = check(code) {
            failed.push(format!("{}: {problem}", code.name));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

fn check(code: &Code) -> Result<(), String> {
    let [bad, good] = examples(code.docs)[..] else {
        return Err("a page has two examples".to_owned());
    };
    let found = diagnose(bad);
    if found.is_empty() || found.iter().any(|it| it.code.name != code.name) {
        return Err(format!("the first example gives {:?}", messages(&found)));
    }
    let found = diagnose(good);
    if !found.is_empty() {
        return Err(format!("the second example gives {:?}", messages(&found)));
    }
    Ok(())
}

fn messages(found: &[Diagnostic]) -> Vec<String> {
    found.iter().map(|it| format!("{}: {}", it.code.name, it.message)).collect()
}

fn examples(page: &str) -> Vec<&str> {
    let blocks = page.split("```erd\n").skip(1);
    blocks.filter_map(|it| it.split("```").next()).collect()
}

fn diagnose(text: &str) -> Vec<Diagnostic> {
    let mut sources = Sources::new();
    let file = sources.add("model.erd", text);
    let mut diagnostics = Diagnostics::new();
    let ast = erc::syntax::parse(file, text, &mut diagnostics);
    erc::model::resolve(&[ast], &mut diagnostics);
    diagnostics.into_vec()
}
