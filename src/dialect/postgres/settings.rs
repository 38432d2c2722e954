//! Settings that only PostgreSQL has.

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
        value: SettingValue::Name,
        summary: "the collation of the column",
    },
    SettingRule {
        name: "identity",
        places: &[SettingPlace::Column],
        value: SettingValue::Word(&["always", "by default"]),
        summary: "whether an identity column takes values of one's own",
    },
    SettingRule {
        name: "start",
        places: &[SettingPlace::Column],
        value: SettingValue::Number(i64::MIN, i64::MAX),
        summary: "the first value of an identity column",
    },
    SettingRule {
        name: "increment",
        places: &[SettingPlace::Column],
        value: SettingValue::Number(i64::MIN, i64::MAX),
        summary: "the step of an identity column",
    },
    SettingRule {
        name: "cache",
        places: &[SettingPlace::Column],
        value: SettingValue::Number(1, i64::MAX),
        summary: "how many values of an identity column a session takes at once",
    },
    SettingRule {
        name: "compression",
        places: &[SettingPlace::Column],
        value: SettingValue::Word(&["pglz", "lz4"]),
        summary: "how long values are compressed",
    },
    SettingRule {
        name: "unlogged",
        places: &[SettingPlace::Table],
        value: SettingValue::Bool,
        summary: "a table that is not written to the log and is empty after a crash",
    },
    SettingRule {
        name: "fillfactor",
        places: &[
            SettingPlace::Table,
            SettingPlace::Index,
            SettingPlace::Key,
            SettingPlace::Unique,
        ],
        value: SettingValue::Number(10, 100),
        summary: "how full pages are made, in per cent",
    },
    SettingRule {
        name: "partition_by",
        places: &[SettingPlace::Table],
        value: SettingValue::Type,
        summary: "how the rows are spread over partitions: `range (sold_at)`",
    },
    SettingRule {
        name: "inherits",
        places: &[SettingPlace::Table],
        value: SettingValue::Type,
        summary: "the tables whose columns it has as well",
    },
    SettingRule {
        name: "tablespace",
        places: &[SettingPlace::Table, SettingPlace::Index],
        value: SettingValue::Name,
        summary: "where the files lie",
    },
];
