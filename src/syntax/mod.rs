//! Text to ast and back.
//!
//! In comes the text of one file; out goes its [`ast::File`], and the mistakes in it as diagnostics.
//! Names are not looked up here, and no file is opened.

pub mod ast;
mod build;
mod diags;
mod format;
mod grammar;
mod mistakes;
mod spelling;
mod split;

pub use build::parse;
pub use diags::CODES;
pub use format::{format, print_expression, print_reference};
pub use spelling::is_invisible;
