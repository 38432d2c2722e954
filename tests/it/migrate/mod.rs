//! Migrations: what is altered equals what is made anew, on real databases, and no row is lost.

mod arena;
mod asked;
mod cases;
mod corpus;
mod corpus_edits;
mod edits;
mod facts;
mod faults;
mod fingerprint;
mod folder;
mod judged;
mod mariadb_facts;
mod mariadb_rows;
mod moved;
mod opaque;
mod outcomes;
mod peers;
mod phases;
mod postgres_rows;
mod postgres_schema;
mod random;
mod round;
mod rows;
mod runner;
mod survivors;
mod text;
