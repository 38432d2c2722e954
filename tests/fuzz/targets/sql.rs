//! Any text as a script of SQL is read, and lifted to a model without a mistake in its form.

#![no_main]

use erc::base::{Diagnostics, DialectId, FileId};
use erc::import::{Level, lift, read_sql};
use erc::syntax::parse;

libfuzzer_sys::fuzz_target!(|text: &str| {
    for id in [DialectId::Postgres, DialectId::Mariadb, DialectId::Sqlite] {
        let read = read_sql(text, id);
        let lifted = lift(&read.schema, id, Level::Logical);
        let mut diags = Diagnostics::new();
        parse(FileId(0), &lifted.text, &mut diags);
        assert!(!diags.has_errors(), "{}", lifted.text);
    }
});
