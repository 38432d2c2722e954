//! Any text as a model is read without a panic; one without mistakes is formatted once for all.

#![no_main]

use erc::base::{Diagnostics, FileId};
use erc::syntax::{format, parse};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let mut diags = Diagnostics::new();
    let ast = parse(FileId(0), text, &mut diags);
    let once = format(&ast, text);
    if !diags.has_errors() {
        let again = parse(FileId(0), &once, &mut Diagnostics::new());
        assert_eq!(format(&again, &once), once);
    }
});
