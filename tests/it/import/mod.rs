//! Import: snapshots, catalogs and SQL text give the schema that was made from the model.

mod corpus;
mod doors;
mod dumps;
mod foreign;
mod hostile;
mod inferred;
mod lifted;
mod live;
mod models;
mod proof;
mod session;
mod snapshots;
mod versions;
