//! Documentation as Markdown: clean, small enough for Mermaid, and never stale unnoticed.

use std::path::Path;
use std::process::Command;

use erc::export::docs::{Documentation, markdown, markdown_files};
use erc::model::EntityGraph;

use super::{all, documented, large};
use crate::cli::Place;
use crate::diagram::model;
use crate::tools::package;

/// The last version that runs on the Node.js of Debian 12.
const MARKDOWNLINT: (&str, &str) = ("markdownlint-cli2", "0.17.2");

#[test]
fn markdownlint_finds_nothing() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for (name, model, documentation) in all() {
        put(&folder.path().join(format!("{name}.md")), &markdown(documentation, model));
        if name.contains("shop") {
            write(&folder.path().join(name), model, documentation);
        }
    }
    let hostile = model(HOSTILE);
    write(&folder.path().join("hostile"), &hostile, &documented(&hostile));
    let (model, documentation) = large();
    put(&folder.path().join("thousand.md"), &markdown(documentation, model));
    let cli = package(MARKDOWNLINT.0, MARKDOWNLINT.1).join("markdownlint-cli2-bin.mjs");
    let output = Command::new("node").arg(cli).arg("**/*.md").current_dir(folder.path()).output();
    let output = output.expect("`node` is there; tests/setup.sh installs it");
    let found = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{found}");
    let read = String::from_utf8_lossy(&output.stdout);
    assert!(read.contains("Summary: 0 error(s)"), "{read}{found}");
}

fn write(folder: &Path, model: &EntityGraph, documentation: &Documentation) {
    let mut files = markdown_files(documentation, model);
    files.push(("all.md".to_owned(), markdown(documentation, model)));
    for (path, text) in files {
        put(&folder.join(path), &text);
    }
}

fn put(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder");
    std::fs::write(path, text).expect("a file can be written");
}

#[test]
fn diagrams_are_as_small_as_mermaid_draws() {
    let star = |n: usize| {
        let one = |nth: usize| {
            format!("entity Rather_long_name_of_table_{nth} {{ id int key\n hub Hub }}\n")
        };
        format!("entity Hub {{ id int key }}\n{}", (0..n).map(one).collect::<String>())
    };
    let alone = |n: usize| -> String {
        (0..n)
            .map(|nth| format!("entity A_table_without_company_{nth} {{ id int key }}\n"))
            .collect()
    };
    for (text, n_names) in [(star(700), 701), (alone(3000), 3000)] {
        let model = model(&text);
        let text = markdown(&documented(&model), &model);
        let diagrams: Vec<&str> = text.split("```mermaid\n").skip(1).collect();
        assert!(diagrams.len() > 1, "one is too large");
        let mut names = std::collections::BTreeSet::new();
        for it in diagrams {
            let it = it.split("```").next().unwrap_or_default();
            assert!(it.starts_with("erDiagram\n") && it.chars().count() <= 50_000);
            assert!(it.matches(" : ").count() <= 500);
            let words = it.split_whitespace().filter(|it| it.contains("able_") || *it == "Hub");
            names.extend(words.map(str::to_owned));
        }
        assert_eq!(names.len(), n_names, "every table is in one of them");
    }
}

#[test]
fn every_link_leads_somewhere() {
    let hostile = model(HOSTILE);
    let hostile = ("hostile".to_owned(), documented(&hostile), hostile);
    let known = all().iter().map(|(name, model, it)| (name, markdown_files(it, model)));
    let all = known.chain([(&hostile.0, markdown_files(&hostile.1, &hostile.2))]);
    for (name, files) in all {
        let paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
        for (path, text) in &files {
            for link in text.replace(r"\](", "").split("](").skip(1) {
                let link = link.split(')').next().unwrap_or_default();
                let link = link.split('#').next().unwrap_or_default();
                let target = match (link.strip_prefix("../"), path.split_once('/')) {
                    (Some(above), _) => above.to_owned(),
                    (None, Some((folder, _))) => format!("{folder}/{link}"),
                    (None, None) => link.to_owned(),
                };
                assert!(paths.contains(&target.as_str()), "{name}: {path} links to {link}");
            }
        }
    }
}

#[test]
fn texts_of_the_model_stay_texts() {
    let model = model(HOSTILE);
    let text = markdown(&documented(&model), &model);
    for it in [
        r"\<script\>alert(2)\</script\>",
        r"A \| pipe, `a_b` and \*stars\*, see <https://example.org/a_b>.",
        r"\- no list",
        r"1\. no number",
    ] {
        assert!(text.contains(it), "{it}\n{text}");
    }
}

#[test]
fn pages_of_tables_that_went_go_too() {
    let place = Place::new();
    place.write("erc.toml", "outputs = [\"markdown\"]\n");
    place.write("model.erd", "entity A { id int key }\nentity B { id int key }\n");
    assert_eq!(place.erc(&["build"]).code, Some(0));
    place.write("build/docs/tables/own.md", "# Mine\n");
    assert_eq!(place.erc(&["build", "--check"]).code, Some(0));
    place.write("model.erd", "entity A { id int key }\n");
    let stale = place.erc(&["build", "--check"]);
    assert_eq!(stale.code, Some(1));
    assert_eq!(stale.stdout, "build/docs/README.md\nbuild/docs/tables/b.md\n");
    assert_eq!(place.erc(&["build"]).code, Some(0));
    assert!(!place.path("build/docs/tables/b.md").exists());
    assert!(place.path("build/docs/tables/own.md").exists(), "what others wrote stays");
    assert_eq!(place.erc(&["docs", "--format", "markdown", "-o", "pages/"]).code, Some(0));
    assert!(place.path("pages/tables/a.md").exists());
    assert_eq!(place.erc(&["docs", "--format", "markdown", "-o", "one.md"]).code, Some(0));
    assert!(place.path("one.md").is_file());
}

/// Texts that would be something else in Markdown.
const HOSTILE: &str = r#"
/// - no list
///
/// 1. no number
///
/// # no heading, [no](link), ![no](picture) and <img src=x onerror=alert(1)>
/// me@example.org, www.example.org, ftp://example.org, :smile: $x$ ~no~ &amp;
model `*not* a _title_!`

entity `<script>alert(2)</script>` @group("*not* a _title_!") {
  `a|b` int key /// A | pipe, `a_b` and *stars*, see https://example.org/a_b.
  cd varchar(10) = "`|`" check cd <> "a|b" and length(cd) > 3
}
entity Contents @group("Tables") { id int key
 other `<script>alert(2)</script>`? }
entity con { id int key }
entity `Diagram` { id int key }
entity `ends in a stop.` { id int key }
entity `🎉` { id int key }
enum Types { `a|b`, `*b*` }
entity `مرحبا` { id int key
 ty Types }
"#;
