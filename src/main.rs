//! The `erc` command.

use std::process::ExitCode;

// The arguments enter here.
#[allow(clippy::disallowed_methods)]
fn main() -> ExitCode {
    erc::cli::run(std::env::args_os())
}
