//! The `erc` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    erc::cli::run(std::env::args_os())
}
