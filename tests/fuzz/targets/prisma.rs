//! Any text as Prisma schemas is read without a panic.

#![no_main]

use erc::base::FileId;
use erc::import::{Format, read_foreign};

libfuzzer_sys::fuzz_target!(|text: &str| {
    read_foreign(Format::Prisma, text, FileId(0), None);
});
