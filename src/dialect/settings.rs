//! Settings that only one database has: which there are, where, and what they may say.

use crate::base::Name;
use crate::schema::Settings;

/// A setting that a dialect knows.
#[derive(Debug)]
pub struct SettingRule {
    /// Its name in an annotation: `type` in `@postgres(type: "citext")`.
    pub name: &'static str,
    /// Where it may stand.
    pub places: &'static [SettingPlace],
    /// What it may say.
    pub value: SettingValue,
    /// What it is for.
    pub summary: &'static str,
}

/// Where a setting may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingPlace {
    /// A table.
    Table,
    /// A column.
    Column,
    /// A primary key.
    Key,
    /// A unique constraint.
    Unique,
    /// An index.
    Index,
    /// An exclusion constraint.
    Exclusion,
    /// A check.
    Check,
    /// A foreign key.
    ForeignKey,
    /// A view.
    View,
}

/// What a setting may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingValue {
    /// A type of the database.
    Type,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A name.
    Name,
    /// A whole number between these.
    Number(i64, i64),
    /// `true` or `false`.
    Bool,
}

impl SettingPlace {
    /// What stands there, in a message.
    pub fn title(self) -> &'static str {
        match self {
            SettingPlace::Table => "a table",
            SettingPlace::Column => "a column",
            SettingPlace::Key => "a primary key",
            SettingPlace::Unique => "a unique constraint",
            SettingPlace::Index => "an index",
            SettingPlace::Exclusion => "an exclusion",
            SettingPlace::Check => "a check",
            SettingPlace::ForeignKey => "a foreign key",
            SettingPlace::View => "a view",
        }
    }
}

impl SettingValue {
    /// The value in its one spelling; nothing when it is none of these.
    pub fn read(self, text: &str) -> Option<String> {
        match self {
            SettingValue::Type => Some(text.to_owned()),
            SettingValue::Word(words) => {
                let lower = text.to_lowercase();
                words.contains(&lower.as_str()).then_some(lower)
            }
            SettingValue::Name => {
                let is_name =
                    |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '$' | '@');
                (!text.is_empty() && text.chars().all(is_name)).then(|| text.to_owned())
            }
            SettingValue::Number(low, high) => {
                let number: i64 = text.parse().ok()?;
                (low..=high).contains(&number).then(|| number.to_string())
            }
            SettingValue::Bool => matches!(text, "true" | "false").then(|| text.to_owned()),
        }
    }

    /// What it may say, in a message.
    pub fn title(self) -> String {
        match self {
            SettingValue::Type => "a type of the database".to_owned(),
            SettingValue::Word(words) => {
                let quoted: Vec<String> = words.iter().map(|it| format!("`\"{it}\"`")).collect();
                quoted.join(", ")
            }
            SettingValue::Name => "a name".to_owned(),
            SettingValue::Number(low, high) => format!("a whole number from {low} to {high}"),
            SettingValue::Bool => "`true` or `false`".to_owned(),
        }
    }
}

/// The settings of one dialect among those of a logical schema, which are named `postgres.type`.
pub(super) fn of_dialect<'a>(
    settings: &'a Settings,
    dialect: &'a str,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    settings.iter().filter_map(move |(name, value): (&Name, &str)| {
        let own = name.strip_prefix(dialect)?.strip_prefix('.')?;
        Some((own, value))
    })
}
