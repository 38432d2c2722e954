//! Import: snapshots, catalogs and SQL text give the schema that was made from the model.

mod corpus;
mod hostile;
mod live;
mod models;
mod session;
mod snapshots;
