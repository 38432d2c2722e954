//! The commands, one file each.

pub(super) mod build;
pub(super) mod check;
pub(super) mod completions;
pub(super) mod diagram;
pub(super) mod diff;
pub(super) mod docs;
pub(super) mod drift;
pub(super) mod explain;
pub(super) mod fmt;
pub(super) mod import;
pub(super) mod init;
pub(super) mod man;
pub(super) mod migrate;
pub(super) mod normalize;
pub(super) mod snapshot;
