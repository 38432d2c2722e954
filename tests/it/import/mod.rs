//! Import: snapshots, catalogs and SQL text give the schema that was made from the model.

mod models;
mod snapshots;
