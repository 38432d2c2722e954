//! The world: files, streams and the terminal.
//!
//! In come paths and texts; out go texts and failures that say what the world refused. Nothing here
//! knows what a model is.

#![allow(clippy::disallowed_methods, clippy::disallowed_types)]

mod failure;
mod files;
mod folders;
mod git;
mod graphviz;
mod interrupt;
mod loader;
mod raster;
mod session;
mod terminal;

pub use failure::Failure;
pub use files::{holds, read, read_pieces, read_stdin, remove, write, write_new};
pub use folders::{list, millis, now, pause};
pub use git::Revision;
pub use graphviz::render_svg;
pub use interrupt::{Interrupts, watch};
pub use loader::{FileLoader, find_upwards};
pub use raster::png;
pub use session::{connect, connect_to_run, database_at, database_failure, database_of_url};
pub use terminal::{ColorChoice, Terminal};
