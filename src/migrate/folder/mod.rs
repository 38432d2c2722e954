//! The folder of migrations: what is in it, and whether it is still as it was written.

mod integrity;
mod layout;
mod merge;

use std::collections::BTreeMap;

pub use integrity::{INTEGRITY_FILE, Problem, check_integrity, checksum, integrity};
pub use layout::{Layout, SNAPSHOTS, only_up};
pub use merge::merge;

use crate::base::DialectId;

/// One migration: a folder `YYYYMMDDHHMMSS_name`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Migration {
    /// The name of its folder; their order is that of time.
    pub name: String,
    /// Its files, by name.
    pub files: BTreeMap<String, String>,
}

impl Migration {
    /// The script that makes it.
    pub fn up(&self, dialect: DialectId) -> Option<&str> {
        self.file("up", dialect, "sql")
    }

    /// The script that takes it back.
    pub fn down(&self, dialect: DialectId) -> Option<&str> {
        self.file("down", dialect, "sql")
    }

    /// The schema behind it.
    pub fn snapshot(&self, dialect: DialectId) -> Option<&str> {
        self.file("schema", dialect, "json")
    }

    /// Whether it takes away what older programs need, and waits to be asked for.
    pub fn waits(&self, dialect: DialectId) -> bool {
        let script = self.up(dialect).unwrap_or_default();
        let head =
            script.lines().map(str::trim).take_while(|it| it.is_empty() || it.starts_with("--"));
        let mut notes = head.map(|it| it.trim_start_matches('-').trim_start());
        notes.any(|it| it.starts_with(super::phases::WAITS))
    }

    fn file(&self, stem: &str, dialect: DialectId, extension: &str) -> Option<&str> {
        let own = self.files.get(&format!("{stem}.{dialect}.{extension}"));
        own.or_else(|| self.files.get(&format!("{stem}.{extension}"))).map(String::as_str)
    }
}

/// The name of a file of a migration; the database stands in it where there are several.
pub fn file_name(stem: &str, dialect: DialectId, is_one_of_many: bool, extension: &str) -> String {
    match is_one_of_many {
        true => format!("{stem}.{dialect}.{extension}"),
        false => format!("{stem}.{extension}"),
    }
}

/// The name of a migration's folder, made of the moment and what it is about.
pub fn folder_name(seconds: u64, about: &str) -> String {
    let mut word = String::new();
    for c in about.trim().chars() {
        match c.is_alphanumeric() {
            true => word.extend(c.to_lowercase()),
            false if !word.ends_with('_') => word.push('_'),
            false => {}
        }
    }
    let word = word.trim_matches('_');
    format!("{}_{}", moment(seconds), if word.is_empty() { "migration" } else { word })
}

/// Seconds since 1970 as `YYYYMMDDHHMMSS`. Days become dates by the calendar of 400 years, which start in March.
fn moment(seconds: u64) -> String {
    let (days, rest) = (seconds / 86_400 + 719_468, seconds % 86_400);
    let era = days / 146_097;
    let day_of_era = days % 146_097;
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    let (hour, minute, second) = (rest / 3_600, rest / 60 % 60, rest % 60);
    format!("{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_dates() {
        assert_eq!(moment(0), "19700101000000");
        assert_eq!(moment(951_827_696), "20000229123456");
        assert_eq!(moment(1_795_378_500), "20261122201500");
        assert_eq!(folder_name(0, " Add a city! "), "19700101000000_add_a_city");
    }
}
