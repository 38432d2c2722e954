//! Documentation: every example compiles, or is refused as it says, and the reference leaves no word out.
//!
//! The words behind `erd` on the fence of an example tell what it is:
//!
//! | fence | the example is |
//! |---|---|
//! | `erd` | a file, without any finding |
//! | `erd fragment` | members of an entity, which is put around them |
//! | `erd file PATH` | a file that later examples of the section import as `PATH` |
//! | `erd bad CODE`, `erd fragment bad CODE` | wrong: the findings are of this code, one at least |

mod example;

use std::path::{Path, PathBuf};

use erc::base::{Function, ScalarType};
use example::Example;

#[test]
fn every_example_says_the_truth() {
    let mut n_examples = 0;
    let mut problems = Vec::new();
    for path in pages() {
        let name = path.file_name().expect("a page is a file").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).expect("a page can be read");
        let examples = example::examples(&name, &text);
        n_examples += examples.len();
        problems.extend(examples.iter().enumerate().filter_map(|(idx, it)| {
            let files = Example::files_before(&examples[..idx], it.section);
            it.problem(&files)
        }));
    }
    assert!(n_examples > 0, "no page has an example");
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn the_reference_names_every_function_and_type() {
    let text = std::fs::read_to_string(docs().join("language.md")).expect("the reference is there");
    let functions = Function::names().map(|it| format!("`{it}("));
    let types = ScalarType::names().filter_map(ScalarType::form).map(|it| format!("`{it}`"));
    let missing: Vec<String> = functions
        .chain(types)
        .map(|it| it.replace("bytes` or `bytes(n)", "bytes(n)"))
        .filter(|it| !text.contains(it.as_str()))
        .collect();
    assert!(missing.is_empty(), "docs/language.md does not mention {}", missing.join(", "));
}

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

/// The pages directly in `docs/`, in the order of their names.
fn pages() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(docs()).expect("there is a folder of pages");
    let paths = entries.map(|it| it.expect("an entry can be read").path());
    let mut res: Vec<PathBuf> =
        paths.filter(|it| it.extension().is_some_and(|it| it == "md")).collect();
    res.sort();
    res
}
