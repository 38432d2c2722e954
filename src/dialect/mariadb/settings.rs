//! Settings that MariaDB has.

use super::super::mysql::settings::{
    ALGORITHM, AUTO_INCREMENT, CHARSET, COLLATION, DIRECTIONS, ENGINE, KEY_BLOCK_SIZE, LENGTH,
    LENGTHS, ON_UPDATE, PARSER, ROW_FORMAT, TYPE, USING,
};
use super::super::settings::{SettingPlace, SettingRule, SettingValue};

pub(super) static RULES: &[SettingRule] = &[
    TYPE,
    COLLATION,
    CHARSET,
    ON_UPDATE,
    SettingRule {
        name: "invisible",
        places: &[SettingPlace::Column],
        value: SettingValue::Bool,
        summary: "a column that `select *` does not show",
    },
    SettingRule {
        name: "ignored",
        places: &[SettingPlace::Index],
        value: SettingValue::Bool,
        summary: "an index that the optimizer does not use",
    },
    SettingRule {
        name: "system_versioning",
        places: &[SettingPlace::Table],
        value: SettingValue::Bool,
        summary: "a table that keeps its old rows, with the time that each was valid",
    },
    SettingRule {
        name: "versioned",
        places: &[SettingPlace::Column],
        value: SettingValue::Bool,
        summary: "whether a change of the column makes a new version of the row",
    },
    SettingRule {
        name: "row",
        places: &[SettingPlace::Column],
        value: SettingValue::Word(&["start", "end"]),
        summary: "since when, or until when, the row is as it is",
    },
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
