//! Import: snapshots, catalogs and SQL text give the schema that was made from the model.

mod breaking_out;
pub mod corpus;
mod documented;
mod doors;
mod dumps;
mod encrypted;
mod expressions;
mod foreign;
mod hostile;
mod inferred;
mod lifted;
mod live;
mod models;
mod mutants;
mod proof;
pub mod session;
mod snapshots;
mod versions;
