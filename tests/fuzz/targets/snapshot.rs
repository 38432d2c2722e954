//! Any text as a snapshot is read or refused without a panic.

#![no_main]

use erc::import::read_snapshot;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let _ = read_snapshot(text);
});
