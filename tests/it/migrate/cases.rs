//! The cases in `fixtures/migrate`, on every database: from, to, and back.

use std::path::{Path, PathBuf};

use erc::base::DialectId;
use erc::migrate::Style;

use super::round::{Arenas, Rows, round, side};

/// The folders of cases.
fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/migrate");
    let entries = std::fs::read_dir(root).expect("the cases");
    let mut res: Vec<PathBuf> = entries.map(|it| it.expect("a case").path()).collect();
    res.retain(|it| it.join("from.erd").is_file());
    res.sort();
    res
}

#[track_caller]
fn check(id: DialectId, style: Style) {
    let only = std::env::var("CASE").ok();
    let mut failed = Vec::new();
    let mut n_rounds = 0;
    let mut arenas = Arenas::new(id);
    for case in cases() {
        let name = case.file_name().expect("a name").to_string_lossy().into_owned();
        if only.as_ref().is_some_and(|it| *it != name) {
            continue;
        }
        let text = |file: &str| std::fs::read_to_string(case.join(file));
        let from = text("from.erd").expect("from.erd");
        let to = text("to.erd").expect("to.erd");
        let rows = text(&format!("rows.{id}.sql")).or_else(|_| text("rows.sql"));
        n_rounds += 1;
        let (Some(from), Some(to)) = (side(&from, id), side(&to, id)) else { continue };
        let rows = rows.unwrap_or_default();
        let (after, refused) = (text("after.txt"), text("refused.txt"));
        let is_refused = refused.is_ok();
        let rows = match after.as_ref().or(refused.as_ref()) {
            Ok(answers) => Rows::Moved { script: &rows, answers, is_refused },
            Err(_) => Rows::Script(&rows),
        };
        if let Err(error) = round(&from, &to, rows, style, &mut arenas) {
            failed.push(format!("== {name} on {id}: {error}"));
        }
    }
    assert!(n_rounds > 0, "there are no cases");
    assert!(failed.is_empty(), "{} of {n_rounds} failed\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn postgres() {
    check(DialectId::Postgres, Style::Simple);
}

#[test]
fn postgres_online() {
    check(DialectId::Postgres, Style::Online);
}

#[test]
fn mariadb() {
    check(DialectId::Mariadb, Style::Simple);
}

#[test]
fn mariadb_online() {
    check(DialectId::Mariadb, Style::Online);
}

#[test]
fn sqlite() {
    check(DialectId::Sqlite, Style::Simple);
}
