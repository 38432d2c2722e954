//! A native schema as JSON: written, read back, the same text for the same schema.
//!
//! In comes a [`NativeSchema`](super::NativeSchema) and the words of its database (expressions and types stand in the JSON as the
//! database spells them); out goes one document that `docs/schemas/snapshot.schema.json` describes. Nothing
//! here knows a database: whoever calls passes its words in.

mod layout;
mod order;
mod read;
mod shape;
mod write;

pub use order::sorted;
pub use read::{SnapshotError, WordReader, dialect_of, read};
pub use write::{WordWriter, write};

/// The version of the shape. A reader takes this one alone.
pub const VERSION: u32 = 1;
