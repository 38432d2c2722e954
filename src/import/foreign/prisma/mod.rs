//! Prisma's schema language (prisma.io/docs, "Prisma schema reference").

mod arguments;
mod blocks;
mod convert;
mod defaults;
mod indexes;
mod relations;
mod types;

use super::reading::Reading;
use super::scan::{Lexis, Tokens, scan};
use super::{Format, Language};

pub(super) const LANGUAGE: Language = Language {
    format: Format::Prisma,
    name: "prisma",
    title: "Prisma",
    extensions: &["prisma"],
    read,
};

const LEXIS: Lexis = Lexis {
    line_comment: "//",
    has_block_comments: true,
    has_docs: true,
    quotes: &['"'],
    long_quote: None,
    has_negative_numbers: true,
    word_signs: &['-'],
};

fn read(reading: &mut Reading<'_>) {
    let tokens = Tokens::new(scan(reading, &LEXIS));
    let schema = blocks::read(reading, tokens);
    convert::convert(reading, &schema);
}
