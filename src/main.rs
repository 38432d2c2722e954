//! The `erc` command.

fn main() {}
