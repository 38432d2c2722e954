//! The `erc` command.

use std::process::ExitCode;

/// A model is many small things that live long: this allocator makes them faster than that of the system.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

// The arguments enter here.
#[allow(clippy::disallowed_methods)]
fn main() -> ExitCode {
    erc::cli::run(std::env::args_os())
}
