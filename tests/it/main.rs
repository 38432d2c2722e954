//! The one integration binary: a module per subject.

// Tests may touch the world, and panicking is how they fail.
#![allow(clippy::disallowed_methods, clippy::disallowed_types)]
#![allow(clippy::panic, clippy::unwrap_used)]
// What a test made, it hands over; what it did not expect, it takes alike.
#![allow(clippy::needless_pass_by_value, clippy::wildcard_enum_match_arm)]
// Nothing of a test binary is reached from outside; `pub` marks the doors between its modules.
#![allow(unreachable_pub)]

mod cli;
mod cli_fmt;
mod diagram;
mod dialect;
mod docs;
mod explained;
mod import;
mod layout;
mod lint;
mod lower;
mod migrate;
mod models;
mod normalize;
mod random;
mod pages;
mod servers;
mod slow;
mod structure;
mod syntax;
mod theory;
mod tools;
