//! `docs/lints/` is what the rules say of themselves.

use std::collections::BTreeSet;
use std::path::Path;

use erc::lint::docs::{answers, pages};
use erc::lint::rule;

#[test]
fn pages_are_what_the_rules_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/lints");
    let pages = pages();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::create_dir_all(&folder).unwrap();
        for (name, text) in &pages {
            std::fs::write(folder.join(name), text).unwrap();
        }
    }
    for (name, text) in &pages {
        let written = std::fs::read_to_string(folder.join(name)).unwrap_or_default();
        assert!(written == *text, "docs/lints/{name} is stale: run the tests with UPDATE_EXPECT=1");
    }
    let names: BTreeSet<&str> = pages.iter().map(|it| it.0.as_str()).collect();
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(names.contains(name.as_str()), "docs/lints/{name} is nobody's page");
    }
}

#[test]
fn what_answers_a_peer_exists() {
    let rooms = [
        erc::project::CODES,
        erc::syntax::CODES,
        erc::model::CODES,
        erc::schema::lower::CODES,
        erc::dialect::CODES,
        erc::migrate::CODES[1],
    ];
    let codes: BTreeSet<&str> = rooms.into_iter().flatten().map(|it| it.name).collect();
    for (name, is_rule) in answers() {
        match is_rule {
            true => assert!(rule(name).is_some(), "there is no rule `{name}`"),
            false => assert!(codes.contains(name), "the compiler has no finding `{name}`"),
        }
    }
}
