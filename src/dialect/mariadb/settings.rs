//! Settings that MariaDB has.

use super::super::mysql::settings::{
    ALGORITHM, AUTO_INCREMENT, CHARSET, COLLATION, ENGINE, KEY_BLOCK_SIZE, LENGTH, LENGTHS,
    ON_UPDATE, PARSER, ROW_FORMAT, TYPE, USING,
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
    ALGORITHM,
    ENGINE,
    ROW_FORMAT,
    AUTO_INCREMENT,
    LENGTH,
    LENGTHS,
    USING,
    KEY_BLOCK_SIZE,
    PARSER,
];
