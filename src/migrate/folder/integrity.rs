//! The integrity file: a chain of checksums, so that a change to any migration shows, and two branches that both add
//! one get in each other's way where git can see it.

use sha2::{Digest, Sha256};

use super::Migration;

/// Where the checksums are kept, in the folder of migrations.
pub const INTEGRITY_FILE: &str = "erc.sum";

/// The first line: it names the rule by which texts are made equal, so that a later rule can be told from this one.
const HEAD: &str = "erc migrations, rule 1";

/// What is wrong with a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// There is no integrity file, or it is no such.
    Unreadable,
    /// The integrity file has marks of a merge in it.
    Conflict,
    /// A migration is not what it was.
    Changed(String),
    /// A migration is in the folder and not in the file.
    Unlisted(String),
    /// A migration is in the file and not in the folder.
    Missing(String),
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Problem::Unreadable => write!(f, "`{INTEGRITY_FILE}` is missing or no integrity file"),
            Problem::Conflict => write!(f, "`{INTEGRITY_FILE}` has marks of a merge in it"),
            Problem::Changed(name) => write!(f, "`{name}` is not what it was when it was written"),
            Problem::Unlisted(name) => write!(f, "`{name}` is not listed in `{INTEGRITY_FILE}`"),
            Problem::Missing(name) => {
                write!(f, "`{name}` is listed in `{INTEGRITY_FILE}` and is not there")
            }
        }
    }
}

/// The text of the integrity file for these migrations, oldest first.
pub fn integrity(migrations: &[Migration]) -> String {
    let mut res = format!("{HEAD}\n");
    let mut chain = String::new();
    for migration in migrations {
        chain = link(&chain, migration);
        res.push_str(&format!("{chain} {}\n", migration.name));
    }
    res
}

/// What is wrong with a folder, by its integrity file.
pub fn check_integrity(text: &str, migrations: &[Migration]) -> Vec<Problem> {
    if migrations.is_empty() && text.trim().is_empty() {
        return Vec::new();
    }
    let text = normalised(text);
    if text.lines().any(|it| it.starts_with("<<<<<<<") || it.starts_with(">>>>>>>")) {
        return vec![Problem::Conflict];
    }
    let mut lines = text.lines();
    if lines.next() != Some(HEAD) {
        return vec![Problem::Unreadable];
    }
    let listed: Vec<(&str, &str)> = lines.filter_map(|it| it.split_once(' ')).collect();
    let mut res = Vec::new();
    for migration in migrations {
        let before = listed.iter().take_while(|(_, name)| *name != migration.name).last();
        // Where the chain is broken before, the fault is there, not here.
        let base = before.map_or(String::new(), |(sum, _)| (*sum).to_owned());
        let chain = link(&base, migration);
        match listed.iter().find(|(_, name)| *name == migration.name) {
            None => res.push(Problem::Unlisted(migration.name.clone())),
            Some((sum, _)) if *sum != chain => res.push(Problem::Changed(migration.name.clone())),
            Some(_) => {}
        }
    }
    for (_, name) in listed {
        if !migrations.iter().any(|it| it.name == name) {
            res.push(Problem::Missing(name.to_owned()));
        }
    }
    res
}

/// The checksum of one script.
pub fn checksum(script: &str) -> String {
    hexadecimal(&Sha256::digest(normalised(script).as_bytes()))
}

/// The checksum of a migration and all before it. Snapshots are not in it: they can be made again.
fn link(chain: &str, migration: &Migration) -> String {
    let mut hasher = Sha256::new();
    hasher.update(chain.as_bytes());
    hasher.update(b"\n");
    hasher.update(migration.name.as_bytes());
    for (name, text) in migration.files.iter().filter(|(name, _)| name.ends_with(".sql")) {
        hasher.update(format!("\n{name}\n").as_bytes());
        hasher.update(normalised(text).as_bytes());
    }
    hexadecimal(&hasher.finalize())
}

/// A text as it is compared: a byte order mark, the kind of line ends and empty lines at the end do not matter.
fn normalised(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    format!("{}\n", text.trim_end())
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn migration(name: &str, up: &str) -> Migration {
        let files = [("up.sql".to_owned(), up.to_owned())].into();
        Migration { name: name.to_owned(), files }
    }

    #[test]
    fn line_ends_do_not_matter_and_everything_else_does() {
        let plain = [migration("1_a", "create table a (n int);\n"), migration("2_b", "select 1;")];
        let sum = integrity(&plain);
        assert_eq!(check_integrity(&sum, &plain), []);
        let same = [
            migration("1_a", "\u{feff}create table a (n int);\r\n\r\n"),
            migration("2_b", "select 1;"),
        ];
        assert_eq!(check_integrity(&sum.replace('\n', "\r\n"), &same), []);
        let other = [migration("1_a", "create table a (m int);"), plain[1].clone()];
        assert_eq!(check_integrity(&sum, &other), [Problem::Changed("1_a".to_owned())]);
        assert_eq!(check_integrity(&sum, &plain[..1]), [Problem::Missing("2_b".to_owned())]);
        let more = [plain[0].clone(), plain[1].clone(), migration("3_c", "")];
        assert_eq!(check_integrity(&sum, &more), [Problem::Unlisted("3_c".to_owned())]);
    }
}
