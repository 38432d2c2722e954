//! All that differs between databases: what they hold, their types, their words.
//!
//! In comes a logical schema, out goes what one database holds for it ([`realize`]), the statements that make it
//! ([`creation`]) and their text ([`script`]). One folder per dialect with the same stations: capabilities,
//! types, settings, reserved words, expressions, statements. Nothing here opens a connection.

mod alter_rules;
mod alteration;
mod capabilities;
mod catalog;
mod contract;
mod counters;
mod creation;
mod diags;
pub mod docs;
mod emit;
mod expression;
pub mod facts;
pub mod history;
mod lowering;
mod mariadb;
mod mentions;
mod mysql;
mod names;
mod options;
mod postgres;
mod realize;
pub mod rights;
mod row_move;
mod session;
mod settings;
mod snapshot;
mod several;
mod sqlite;
mod statement;
mod sync;
pub mod texts;
mod types;
mod words;

pub use alter_rules::{AlterRules, alter_rules};
pub use alteration::{
    Action, Alteration, ColumnPlace, ConstraintKind, Conversion, DomainAction, RowValue, TypeKind,
};
pub use capabilities::{
    Capabilities, CommentForm, EnumSupport, ForeignKeyRules, GeneratedKinds, GeneratedRules,
    GeneratedUses, IdentityRule, IndexRules, NameLimit, NameScope, Names, Sizes, Support, Version,
    Width,
};
pub use catalog::{Catalog, catalog};
pub use contract::{Dialect, of};
pub use counters::counter_name;
pub use creation::{brings_more, creation};
pub use diags::CODES;
pub use emit::{
    Constraint, Reader, ScriptOptions, Sql, bounded, expr_text, goes_with_table, script,
    statement_text, write_script,
};
pub use expression::{
    Interval, Moment, Operation, Place, Refusal, RefusalKind, Shift, Typed, ValueType, canonical,
};
pub use lowering::lower_options;
pub use mentions::{names_in_sql, names_in_table};
pub use mysql::trigger_before;
pub(crate) use mysql::{
    EventWords, Partition, Partitioning, character_bytes, charset_of, is_in_memory,
    partition_columns, partition_history, partition_values, period, triggers_before,
};
pub use options::{DomainForm, EnumForm, Options, UuidForm};
pub use postgres::object_name;
pub(crate) use postgres::{PartitionOf, fold_partitions, partition_key};
pub use realize::realize;
pub use row_move::RowMove;
pub use session::{Canceller, Opener, Row, Session, SessionError};
pub use settings::{SettingPlace, SettingRule, SettingValue};
pub use several::{judge_each, realize_each};
pub use snapshot::{snapshot, write_snapshot};
pub use statement::{CommentTarget, Statement};
pub use sync::{
    Batch, Mirror, Sync, behind, ends_of_key, fill_mirror, fill_rows, free_name, free_name_in,
    last_of_batch, mirror_objects, refuse_unfilled, refuse_unlike_mirror, sync_objects, up_to,
};
pub use texts::RememberedText;
pub use types::TypeWords;
pub use words::WordSet;
