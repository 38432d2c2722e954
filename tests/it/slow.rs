//! The slow suite's switch.

/// Whether tests that take long, or fetch things, should run: `ERC_SLOW=1`.
pub fn slow() -> bool {
    std::env::var_os("ERC_SLOW").is_some_and(|it| it == "1")
}
