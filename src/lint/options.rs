//! What rules can be told: `[lint.options]`.

use crate::base::Name;

/// Numbers and names that some rules ask for. A rule whose names are empty finds nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The most attributes that an entity should have: `too-many-attributes`.
    pub max_attributes: usize,
    /// The most indexes that a table should have: `too-many-indexes`.
    pub max_indexes: usize,
    /// The attributes that every entity must have: `missing-attribute`.
    pub mandatory_attributes: Vec<Name>,
    /// The types that a key of one attribute may have: `key-type`.
    pub key_types: Vec<Name>,
    /// What every table name starts with: `table-prefix`.
    pub table_prefix: Option<Name>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            max_attributes: 40,
            max_indexes: 12,
            mandatory_attributes: Vec::new(),
            key_types: Vec::new(),
            table_prefix: None,
        }
    }
}
