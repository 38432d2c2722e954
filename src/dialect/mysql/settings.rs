//! Settings that MySQL and MariaDB have.

use super::super::settings::{SettingPlace, SettingRule, SettingValue};
use crate::schema::Settings;

pub(super) static RULES: &[SettingRule] = &[
    TYPE,
    COLLATION,
    CHARSET,
    ON_UPDATE,
    INVISIBLE,
    ALGORITHM,
    ENGINE,
    ROW_FORMAT,
    AUTO_INCREMENT,
    LENGTH,
    LENGTHS,
    DIRECTIONS,
    USING,
    KEY_BLOCK_SIZE,
    PARSER,
];

pub(in crate::dialect) const TYPE: SettingRule = SettingRule {
    name: "type",
    places: &[SettingPlace::Column],
    value: SettingValue::Type,
    summary: "the type of the column, in place of the usual one",
};

pub(in crate::dialect) const COLLATION: SettingRule = SettingRule {
    name: "collation",
    places: &[SettingPlace::Table, SettingPlace::Column],
    value: SettingValue::Name,
    summary: "the collation; the usual one compares code points",
};

pub(in crate::dialect) const CHARSET: SettingRule = SettingRule {
    name: "charset",
    places: &[SettingPlace::Table, SettingPlace::Column],
    value: SettingValue::Name,
    summary: "the character set; the usual one is `utf8mb4`",
};

pub(in crate::dialect) const ON_UPDATE: SettingRule = SettingRule {
    name: "on_update",
    places: &[SettingPlace::Column],
    value: SettingValue::Word(&[
        "current_timestamp",
        "current_timestamp(1)",
        "current_timestamp(2)",
        "current_timestamp(3)",
        "current_timestamp(4)",
        "current_timestamp(5)",
        "current_timestamp(6)",
    ]),
    summary: "what the column becomes when the row changes",
};

pub(in crate::dialect) const INVISIBLE: SettingRule = SettingRule {
    name: "invisible",
    places: &[SettingPlace::Column, SettingPlace::Index],
    value: SettingValue::Bool,
    summary: "a column that `select *` does not show, or an index that the optimizer does not use",
};

pub(in crate::dialect) const ALGORITHM: SettingRule = SettingRule {
    name: "algorithm",
    places: &[SettingPlace::View],
    value: SettingValue::Word(&["undefined", "merge", "temptable"]),
    summary: "how a view is computed",
};

pub(in crate::dialect) const ENGINE: SettingRule = SettingRule {
    name: "engine",
    places: &[SettingPlace::Table],
    value: SettingValue::Name,
    summary: "the storage engine; the usual one is `InnoDB`, which alone keeps foreign keys",
};

pub(in crate::dialect) const ROW_FORMAT: SettingRule = SettingRule {
    name: "row_format",
    places: &[SettingPlace::Table],
    value: SettingValue::Word(&["default", "dynamic", "compact", "compressed", "redundant"]),
    summary: "how rows are laid out",
};

pub(in crate::dialect) const AUTO_INCREMENT: SettingRule = SettingRule {
    name: "auto_increment",
    places: &[SettingPlace::Table],
    value: SettingValue::Number(1, i64::MAX),
    summary: "the first value of the column that counts up",
};

pub(in crate::dialect) const LENGTH: SettingRule = SettingRule {
    name: "length",
    places: &[SettingPlace::Index],
    value: SettingValue::Number(1, 3072),
    summary: "how many characters of each text the index covers",
};

pub(in crate::dialect) const LENGTHS: SettingRule = SettingRule {
    name: "lengths",
    places: &[SettingPlace::Key, SettingPlace::Index],
    value: SettingValue::Type,
    summary: "how many characters of each column count, in order: `20, 0`, where `0` is all",
};

pub(in crate::dialect) const DIRECTIONS: SettingRule = SettingRule {
    name: "directions",
    places: &[SettingPlace::Key],
    value: SettingValue::Type,
    summary: "which way each column of the key runs, in order: `desc, asc`",
};

pub(in crate::dialect) const USING: SettingRule = SettingRule {
    name: "using",
    places: &[SettingPlace::Key, SettingPlace::Index],
    value: SettingValue::Word(&["btree", "hash"]),
    summary: "how a key or unique index finds rows, where the engine has several ways",
};

/// Whether a table lives in memory, where indexes hash unless told otherwise.
pub(crate) fn is_in_memory(table: &Settings) -> bool {
    table.get("engine").is_some_and(|it| it.eq_ignore_ascii_case("memory"))
}

pub(in crate::dialect) const KEY_BLOCK_SIZE: SettingRule = SettingRule {
    name: "key_block_size",
    places: &[SettingPlace::Table],
    value: SettingValue::Number(1, 64),
    summary: "the size of compressed pages, in kilobytes",
};

pub(in crate::dialect) const PARSER: SettingRule = SettingRule {
    name: "parser",
    places: &[SettingPlace::Index],
    value: SettingValue::Name,
    summary: "how a `fulltext` index cuts text into words",
};

/// What every table says: the engine that keeps foreign keys, and a collation under which texts are equal when
/// they are the same, as in the other databases.
pub(in crate::dialect) fn usual(settings: &mut Settings, collation: &str) {
    let charset = settings.get("charset").unwrap_or("utf8mb4").to_owned();
    let own = [("engine", "InnoDB"), ("charset", &charset)];
    for (name, value) in own {
        if settings.get(name).is_none() {
            settings.set(name, value);
        }
    }
    if charset == "utf8mb4" && settings.get("collation").is_none() {
        settings.set("collation", collation);
    }
}
