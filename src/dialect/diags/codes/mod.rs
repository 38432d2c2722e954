//! The stable names of what databases cannot hold, and their pages.

mod constraints;
mod expressions;
mod indexes;
mod names;
mod types;

pub(super) use constraints::*;
pub(super) use expressions::*;
pub(super) use indexes::*;
pub(super) use names::*;
pub(super) use types::*;

use crate::base::Code;

/// Every code of this room.
pub static CODES: &[&Code] = &[
    &LONG_NAME,
    &INVALID_NAME,
    &NAME_COLLISION,
    &NUL_CHARACTER,
    &RESPELLED_COMMENT,
    &MISSING_IN_DIALECT,
    &LEFT_OUT,
    &UNKNOWN_SETTING,
    &INVALID_SETTING,
    &UNSUPPORTED_EXPRESSION,
    &UNENFORCED_CHECK,
    &VOLATILE_CHECK,
    &IMPOSSIBLE_CHECK,
    &AMBIGUOUS_SQL,
    &MISSING_SQL,
    &UNREADABLE_TYPE,
    &INTERVAL_AS_NUMBER,
    &ARRAY_AS_JSON,
    &UNREADABLE_LIST,
    &EMPTY_TABLE,
    &LONG_ROW,
    &IMPOSSIBLE_LABEL,
    &STORED_INSTEAD,
    &IMPOSSIBLE_DERIVED_COLUMN,
    &IMPOSSIBLE_IDENTITY,
    &IMPOSSIBLE_SEQUENCE,
    &LESSER_INDEX,
    &PREFIX_INDEX,
    &UNKNOWN_METHOD,
    &IMPOSSIBLE_INDEX,
    &LONG_KEY,
    &EQUAL_NULLS,
    &IMPOSSIBLE_NULLS,
    &REPEATED_UNIQUE,
    &NOT_DEFERRABLE,
    &CLOSED_CIRCLE,
    &IMPOSSIBLE_EXCLUSION,
    &IMPOSSIBLE_FOREIGN_KEY,
];
