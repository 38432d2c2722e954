//! How migrations lie in a folder: erc's way, and those of six other tools.

mod sections;

use std::collections::BTreeMap;

use super::Migration;
use crate::base::DialectId;
pub use sections::only_up;
use sections::{from_sections, in_sections};

/// How migrations lie in a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// A folder each, with `up.sql`, `down.sql` and `schema.json`.
    Erc,
    /// `V1__name.sql`, and `U1__name.sql` for the way back.
    Flyway,
    /// `1_name.up.sql` and `1_name.down.sql`.
    GolangMigrate,
    /// `1_name.sql` with `-- migrate:up` and `-- migrate:down`.
    Dbmate,
    /// `1_name.sql` with `-- +goose Up` and `-- +goose Down`.
    Goose,
    /// `1_name.up.sql` and `1_name.down.sql`, or `1_name.sql`.
    Sqlx,
    /// `V1__name.sql`, with small numbers.
    Refinery,
}

/// The folder in which snapshots are kept where the layout has no place for them.
pub const SNAPSHOTS: &str = "erc";

impl Layout {
    /// The layout of these files, by path from the folder; erc's own where nothing tells.
    pub fn of(files: &BTreeMap<String, String>) -> Layout {
        let scripts = || files.iter().filter(|(name, _)| name.ends_with(".sql"));
        if scripts().any(|(name, _)| name.contains('/')) {
            return Layout::Erc;
        }
        let mut own = scripts();
        match own.next() {
            None => Layout::Erc,
            Some((name, _)) if version(name, "V").is_some() || version(name, "U").is_some() => {
                let is_small = scripts().all(|(name, _)| {
                    version(name, "V").or(version(name, "U")).is_some_and(|(it, _)| it.len() < 10)
                });
                if is_small && !scripts().any(|(name, _)| name.starts_with('U')) {
                    Layout::Refinery
                } else {
                    Layout::Flyway
                }
            }
            Some((_, text)) if text.contains("-- +goose Up") => Layout::Goose,
            Some((_, text)) if text.contains("-- migrate:up") => Layout::Dbmate,
            Some((name, _)) if name.ends_with(".up.sql") || name.ends_with(".down.sql") => {
                Layout::GolangMigrate
            }
            Some(_) => Layout::Sqlx,
        }
    }

    /// The migrations in these files, oldest first.
    pub fn read(self, files: &BTreeMap<String, String>) -> Vec<Migration> {
        let mut res: BTreeMap<String, Migration> = BTreeMap::new();
        for (path, text) in files {
            let Some((name, own)) = self.parts(path, text) else { continue };
            let it = res
                .entry(name.clone())
                .or_insert_with(|| Migration { name, ..Migration::default() });
            it.files.extend(own);
        }
        // A snapshot alone is no migration.
        res.into_values().filter(|it| it.files.keys().any(|it| it.ends_with(".sql"))).collect()
    }

    /// The migration that a file belongs to, and what of it the file holds.
    fn parts(self, path: &str, text: &str) -> Option<(String, Vec<(String, String)>)> {
        let one = |stem: &str| vec![(stem.to_owned(), text.to_owned())];
        if self == Layout::Erc {
            let (name, file) = path.split_once('/')?;
            let is_own = file.ends_with(".sql") || file.ends_with(".json");
            return is_own.then(|| (name.to_owned(), one(file)));
        }
        if let Some(file) = path.strip_prefix(&format!("{SNAPSHOTS}/")) {
            let name = file.strip_suffix(".schema.json")?;
            return Some((name.to_owned(), one("schema.json")));
        }
        match self {
            Layout::Erc => None,
            Layout::Flyway | Layout::Refinery => {
                if let Some((number, name)) = version(path, "U") {
                    return Some((called(number, name), one("down.sql")));
                }
                version(path, "V").map(|(number, name)| (called(number, name), one("up.sql")))
            }
            Layout::GolangMigrate | Layout::Sqlx => {
                let (stem, file) =
                    match (path.strip_suffix(".up.sql"), path.strip_suffix(".down.sql")) {
                        (Some(stem), _) => (stem, "up.sql"),
                        (_, Some(stem)) => (stem, "down.sql"),
                        (None, None) => (path.strip_suffix(".sql")?, "up.sql"),
                    };
                let (number, name) = stem.split_once('_')?;
                Some((called(number, name), one(file)))
            }
            Layout::Dbmate | Layout::Goose => {
                let (number, name) = path.strip_suffix(".sql")?.split_once('_')?;
                Some((called(number, name), from_sections(self, text)))
            }
        }
    }

    /// The files of a new migration that comes behind others, by path from the folder. `name` is that of erc's layout.
    pub fn write(
        self,
        migration: &Migration,
        before: &[Migration],
        id: DialectId,
    ) -> BTreeMap<String, String> {
        let mut res = BTreeMap::new();
        let (number, about) =
            migration.name.split_once('_').unwrap_or((&migration.name, "migration"));
        let number = match self {
            Layout::Refinery => {
                (before.iter().filter_map(number_of).max().unwrap_or(0) + 1).to_string()
            }
            Layout::Erc
            | Layout::Flyway
            | Layout::GolangMigrate
            | Layout::Dbmate
            | Layout::Goose
            | Layout::Sqlx => number.to_owned(),
        };
        let up = migration.up(id).unwrap_or_default();
        let down = migration.down(id).unwrap_or_default();
        let mut add = |name: String, text: String| drop(res.insert(name, text));
        match self {
            Layout::Erc => {
                for (file, text) in &migration.files {
                    add(format!("{}/{file}", migration.name), text.clone());
                }
                return res;
            }
            Layout::Flyway => {
                let file = format!("V{number}__{about}.sql");
                match sections::without_transaction(up, id) {
                    Some(script) => add(file, script),
                    // What it says itself about transactions shall count.
                    None => {
                        add(format!("{file}.conf"), "executeInTransaction=false\n".to_owned());
                        add(file, up.to_owned());
                    }
                }
                let back = sections::without_transaction(down, id);
                add(format!("U{number}__{about}.sql"), back.unwrap_or_else(|| down.to_owned()));
            }
            Layout::Refinery => {
                let script = sections::without_transaction(up, id).unwrap_or_else(|| up.to_owned());
                add(format!("V{number}__{about}.sql"), script);
            }
            Layout::GolangMigrate => {
                add(format!("{number}_{about}.up.sql"), up.to_owned());
                add(format!("{number}_{about}.down.sql"), down.to_owned());
            }
            Layout::Sqlx => {
                add(format!("{number}_{about}.up.sql"), format!("-- no-transaction\n{up}"));
                add(format!("{number}_{about}.down.sql"), format!("-- no-transaction\n{down}"));
            }
            Layout::Dbmate | Layout::Goose => {
                add(format!("{number}_{about}.sql"), in_sections(self, up, down, id));
            }
        }
        if let Some(snapshot) = migration.snapshot(id) {
            add(self.snapshot_path(&called(&number, about)), snapshot.to_owned());
        }
        res
    }

    /// Where the snapshot of a migration is kept.
    pub fn snapshot_path(self, name: &str) -> String {
        match self {
            Layout::Erc => format!("{name}/schema.json"),
            Layout::Flyway
            | Layout::GolangMigrate
            | Layout::Dbmate
            | Layout::Goose
            | Layout::Sqlx
            | Layout::Refinery => format!("{SNAPSHOTS}/{name}.schema.json"),
        }
    }
}

/// `V1__name.sql`, its number and its name.
fn version<'a>(path: &'a str, prefix: &str) -> Option<(&'a str, &'a str)> {
    let (number, name) = path.strip_prefix(prefix)?.strip_suffix(".sql")?.split_once("__")?;
    let is_number = !number.is_empty()
        && number.chars().all(|it| it.is_ascii_digit() || it == '.' || it == '_');
    is_number.then_some((number, name))
}

/// The name by which a migration is remembered: numbers of fewer than fourteen digits are filled up, so that their
/// order is that of names.
fn called(number: &str, name: &str) -> String {
    format!("{number:0>14}_{name}")
}

fn number_of(migration: &Migration) -> Option<u64> {
    migration.name.split('_').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made() -> Migration {
        let files = [
            (
                "up.sql",
                "begin;\n\ncreate table a (n int);\n\ncreate function f() returns int language sql as $$ select 1; $$;\n\ncommit;\n",
            ),
            (
                "down.sql",
                "-- Lossless: everything is as it was before.\ndrop function f;\n\ndrop table a;\n",
            ),
            ("schema.json", "{}\n"),
        ];
        Migration {
            name: "20260101120000_add_a".to_owned(),
            files: files.map(|(name, text)| (name.to_owned(), text.to_owned())).into(),
        }
    }

    fn statements(script: &str) -> Vec<String> {
        let all = crate::migrate::statements(script, DialectId::Postgres);
        let texts = all.into_iter().map(|it| it.text);
        texts.filter(|it| it != "begin" && it != "commit").collect()
    }

    #[test]
    fn what_is_written_is_read_again() {
        let all = [
            Layout::Erc,
            Layout::Flyway,
            Layout::GolangMigrate,
            Layout::Dbmate,
            Layout::Goose,
            Layout::Sqlx,
            Layout::Refinery,
        ];
        let id = DialectId::Postgres;
        for layout in all {
            let files = layout.write(&made(), &[], id);
            let detected = Layout::of(&files);
            // The names of these two are alike.
            let is_alike = layout == Layout::Sqlx && detected == Layout::GolangMigrate;
            assert!(detected == layout || is_alike, "{layout:?} {detected:?}");
            let [read] = &layout.read(&files)[..] else { panic!("{layout:?}: {files:?}") };
            let up = read.up(id).expect("a script");
            assert_eq!(statements(up), statements(made().up(id).expect("a script")), "{layout:?}");
            assert_eq!(read.snapshot(id), Some("{}\n"), "{layout:?}");
            if layout != Layout::Refinery {
                let down = read.down(id).expect("a way back");
                assert!(down.contains("drop table a"), "{layout:?}: {down}");
                assert_eq!(read.name, "20260101120000_add_a");
            }
        }
    }

    #[test]
    fn numbers_are_in_order() {
        let files =
            ["1_a.sql", "2_b.sql", "10_c.sql"].map(|it| (it.to_owned(), "select 1;".to_owned()));
        let names: Vec<String> =
            Layout::Sqlx.read(&files.into()).into_iter().map(|it| it.name).collect();
        assert_eq!(names, ["00000000000001_a", "00000000000002_b", "00000000000010_c"]);
    }
}
