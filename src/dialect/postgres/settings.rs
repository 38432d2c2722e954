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
        value: SettingValue::Word(&["always", "by default", "serial", "sequence"]),
        summary: "whether an identity column takes values of one's own; or counts by a sequence that it owns, of the column's type (`serial`) or of `bigint` (`sequence`)",
    },
    SettingRule {
        name: "sequence",
        places: &[SettingPlace::Column],
        value: SettingValue::Name,
        summary: "the name of that sequence",
    },
    SettingRule {
        name: "owned",
        places: &[SettingPlace::Column],
        value: SettingValue::Bool,
        summary: "whether that sequence goes with the column; it does unless told otherwise",
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
        name: "minvalue",
        places: &[SettingPlace::Column],
        value: SettingValue::Number(i64::MIN, i64::MAX),
        summary: "the least value of an identity column",
    },
    SettingRule {
        name: "maxvalue",
        places: &[SettingPlace::Column],
        value: SettingValue::Number(i64::MIN, i64::MAX),
        summary: "the greatest value of an identity column",
    },
    SettingRule {
        name: "cycle",
        places: &[SettingPlace::Column],
        value: SettingValue::Bool,
        summary: "an identity column starts again when it has come to its end",
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
            SettingPlace::Exclusion,
        ],
        value: SettingValue::Number(10, 100),
        summary: "how full pages are made, in per cent",
    },
    SettingRule {
        name: "include",
        places: &[SettingPlace::Key, SettingPlace::Unique, SettingPlace::Exclusion],
        value: SettingValue::Type,
        summary: "columns that the index of a key holds beside its own: `name, price`",
    },
    SettingRule {
        name: "autovacuum_enabled",
        places: &[SettingPlace::Table],
        value: SettingValue::Bool,
        summary: "whether the table is vacuumed and analyzed by itself",
    },
    SettingRule {
        name: "autovacuum_vacuum_scale_factor",
        places: &[SettingPlace::Table],
        value: SettingValue::Name,
        summary: "the part of the rows that has to change before a vacuum",
    },
    SettingRule {
        name: "autovacuum_vacuum_threshold",
        places: &[SettingPlace::Table],
        value: SettingValue::Number(0, i64::MAX),
        summary: "how many rows have to change before a vacuum",
    },
    SettingRule {
        name: "autovacuum_analyze_scale_factor",
        places: &[SettingPlace::Table],
        value: SettingValue::Name,
        summary: "the part of the rows that has to change before an analysis",
    },
    SettingRule {
        name: "autovacuum_analyze_threshold",
        places: &[SettingPlace::Table],
        value: SettingValue::Number(0, i64::MAX),
        summary: "how many rows have to change before an analysis",
    },
    SettingRule {
        name: "autovacuum_vacuum_cost_delay",
        places: &[SettingPlace::Table],
        value: SettingValue::Name,
        summary: "how long a vacuum rests, in milliseconds",
    },
    SettingRule {
        name: "autovacuum_vacuum_cost_limit",
        places: &[SettingPlace::Table],
        value: SettingValue::Number(0, i64::MAX),
        summary: "how much a vacuum does before it rests",
    },
    SettingRule {
        name: "autovacuum_freeze_max_age",
        places: &[SettingPlace::Table],
        value: SettingValue::Number(0, i64::MAX),
        summary: "how old a row gets before it is frozen",
    },
    SettingRule {
        name: "parallel_workers",
        places: &[SettingPlace::Table],
        value: SettingValue::Number(0, 1024),
        summary: "how many processes scan the table together",
    },
    SettingRule {
        name: "toast_tuple_target",
        places: &[SettingPlace::Table],
        value: SettingValue::Number(128, 65536),
        summary: "how long a row gets before it is compressed",
    },
    SettingRule {
        name: "pages_per_range",
        places: &[SettingPlace::Index],
        value: SettingValue::Number(1, i64::MAX),
        summary: "how many pages an entry of a `brin` index is about",
    },
    SettingRule {
        name: "autosummarize",
        places: &[SettingPlace::Index],
        value: SettingValue::Bool,
        summary: "whether a `brin` index is kept up when pages are filled",
    },
    SettingRule {
        name: "fastupdate",
        places: &[SettingPlace::Index],
        value: SettingValue::Bool,
        summary: "whether a `gin` index collects entries first",
    },
    SettingRule {
        name: "gin_pending_list_limit",
        places: &[SettingPlace::Index],
        value: SettingValue::Number(64, i64::MAX),
        summary: "how much it collects, in kilobytes",
    },
    SettingRule {
        name: "buffering",
        places: &[SettingPlace::Index],
        value: SettingValue::Word(&["on", "off", "auto"]),
        summary: "how a `gist` index is built",
    },
    SettingRule {
        name: "deduplicate_items",
        places: &[SettingPlace::Index],
        value: SettingValue::Bool,
        summary: "whether equal values stand once in an index",
    },
    SettingRule {
        name: "lists",
        places: &[SettingPlace::Index],
        value: SettingValue::Number(1, i64::MAX),
        summary: "how many lists an `ivfflat` index has",
    },
    SettingRule {
        name: "m",
        places: &[SettingPlace::Index],
        value: SettingValue::Number(2, 100),
        summary: "how many neighbours a point of an `hnsw` index has",
    },
    SettingRule {
        name: "ef_construction",
        places: &[SettingPlace::Index],
        value: SettingValue::Number(4, 1000),
        summary: "how many candidates an `hnsw` index looks at while it is built",
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
        name: "access_method",
        places: &[SettingPlace::Table],
        value: SettingValue::Name,
        summary: "what keeps the rows: `heap` unless an extension brings another",
    },
    SettingRule {
        name: "tablespace",
        places: &[SettingPlace::Table, SettingPlace::Index],
        value: SettingValue::Name,
        summary: "where the files lie",
    },
];

/// Whether a setting has a clause of its own and is no storage parameter.
pub(super) fn is_clause(name: &str) -> bool {
    matches!(
        name,
        "unlogged" | "partition_by" | "inherits" | "access_method" | "tablespace" | "include"
    )
}
