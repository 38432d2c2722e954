//! Settings that only SQLite has.

use super::super::settings::{SettingPlace, SettingRule, SettingValue};

pub(super) static RULES: &[SettingRule] = &[
    SettingRule {
        name: "type",
        places: &[SettingPlace::Column],
        value: SettingValue::Type,
        summary: "the type of the column, in place of the usual one",
    },
    SettingRule {
        name: "collation",
        places: &[SettingPlace::Column],
        value: SettingValue::Word(&["binary", "nocase", "rtrim"]),
        summary: "how texts are compared",
    },
    SettingRule {
        name: "nullable",
        places: &[SettingPlace::Column],
        value: SettingValue::Bool,
        summary: "an attribute of the key that can be null all the same, as this database allows",
    },
    SettingRule {
        name: "on_conflict",
        places: &[SettingPlace::Column, SettingPlace::Key, SettingPlace::Unique],
        value: SettingValue::Word(&["rollback", "fail", "ignore", "replace"]),
        summary: "what is done about a row that breaks it, other than to refuse the statement",
    },
    SettingRule {
        name: "strict",
        places: &[SettingPlace::Table],
        value: SettingValue::Bool,
        summary: "a table that takes values of its columns' types only (3.37)",
    },
    SettingRule {
        name: "without_rowid",
        places: &[SettingPlace::Table],
        value: SettingValue::Bool,
        summary: "a table that is kept in the order of its primary key",
    },
];
