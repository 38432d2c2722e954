//! Scripts and models with random damage: every reader comes to an end soon, and none panics.
//!
//! A seeded loop of a few seconds; `ERC_SLOW=1` makes it a minute, `SEED=7` starts it elsewhere, and
//! `FUZZ_SECONDS=600` goes on for as long. What is read at the moment is kept in the temporary folder of the tests.

use std::path::Path;
use std::time::{Duration, Instant};

use erc::base::{Diagnostics, DialectId, FileId};
use erc::import::{Format, Level, lift, read_foreign, read_snapshot, read_sql};
use erc::syntax::{format, parse};

use crate::random::Dice;
use crate::slow::slow;

/// Words and signs that mean something somewhere.
const WORDS: &str = "'|\"|`|$$|$a$|--|/*|*/|/*!50000 |;|(|)|[|]|{|}|,|.|::|\\|\n|\0|\u{feff}|İ|ß|😀|\u{301}|e'|x'|u&'|b'1'\
    |99999999999999999999|-|1e999|create table |alter table |create index |primary key |unique |references |check (\
    |default |not null |generated always as (|copy t from stdin;\n|\\.\n|delimiter //\n|do $$ begin |comment on \
    |interval '1 day' |between |case when |array[|collate |partition by |begin |end |attach partition |using index \
    |Table |Ref: |model |enum |@@index([|erDiagram\n|entity |relationship |--o{|'''|///|\"\"\"|sql(\"";

/// How long reading a text of a few kilobytes may take at most, on a busy machine and without optimization.
const PATIENCE: Duration = Duration::from_secs(10);

#[derive(Clone, Copy)]
enum Reader {
    Sql(DialectId),
    Foreign(Format),
    Model,
    Snapshot,
}

#[test]
fn damaged_texts_are_read_to_their_end() {
    let number = |name: &str| std::env::var(name).ok().and_then(|it| it.parse::<u64>().ok());
    let seconds = number("FUZZ_SECONDS").unwrap_or(if slow() { 60 } else { 4 });
    let mut dice = Dice::new(number("SEED").unwrap_or(1066));
    let seeds = seeds();
    let words: Vec<&str> = WORDS.split('|').chain(["|||", "||"]).collect();
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mutant.txt");
    let began = Instant::now();
    let mut n_read = 0;
    while began.elapsed() < Duration::from_secs(seconds) {
        let (reader, text) = dice.pick(&seeds).clone();
        let other = &dice.pick(&seeds).1;
        let (text, other) = (window(&text, &mut dice), window(other, &mut dice));
        let text = damaged(text, other, &words, &mut dice);
        std::fs::write(&place, &text).expect("a place for the text");
        let start = Instant::now();
        read(reader, &text);
        let took = start.elapsed();
        assert!(took < PATIENCE, "{took:?} for {}:\n{text}", place.display());
        n_read += 1;
    }
    println!("{n_read} texts in {seconds} s");
    assert!(n_read > 10, "only {n_read} texts were read");
}

fn read(reader: Reader, text: &str) {
    match reader {
        Reader::Sql(id) => {
            let read = read_sql(text, id);
            if read.schema.tables.len() < 8 && text.len().is_multiple_of(4) {
                let lifted = lift(&read.schema, id, Level::Logical);
                parse(FileId(0), &lifted.text, &mut Diagnostics::new());
            }
        }
        Reader::Foreign(format) => drop(read_foreign(format, text, FileId(0), None)),
        Reader::Model => {
            let ast = parse(FileId(0), text, &mut Diagnostics::new());
            format(&ast, text);
        }
        Reader::Snapshot => drop(read_snapshot(text)),
    }
}

/// What is damaged: the scripts, expressions and models of the cases.
fn seeds() -> Vec<(Reader, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut res = Vec::new();
    for (folder, id) in [
        ("postgres", DialectId::Postgres),
        ("mariadb", DialectId::Mariadb),
        ("mariadb", DialectId::Mysql),
        ("sqlite", DialectId::Sqlite),
    ] {
        for (_, text) in super::dumps::scripts(folder) {
            res.extend(std::iter::repeat_n((Reader::Sql(id), text), 40));
        }
        let list = root.join(format!("import/expressions/{folder}.txt"));
        for line in std::fs::read_to_string(list).expect("expressions").lines() {
            let script = format!("create table t (i int, s text, check ({line}));");
            res.push((Reader::Sql(id), script));
        }
    }
    for (format, _, text) in super::foreign::cases() {
        // As often as the expressions, together.
        res.extend(std::iter::repeat_n((Reader::Foreign(format), text), 40));
    }
    for entry in std::fs::read_dir(root.join("models")).expect("models") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|it| it == "erd") {
            let text = std::fs::read_to_string(&path).expect("a model");
            res.extend(std::iter::repeat_n((Reader::Model, text), 20));
        }
    }
    let script = "create table t (a int primary key, b text default 'x');";
    let schema = read_sql(script, DialectId::Sqlite).schema;
    let snapshot = erc::dialect::snapshot(&schema, erc::dialect::of(DialectId::Sqlite));
    res.extend(std::iter::repeat_n((Reader::Snapshot, snapshot), 20));
    res
}

/// A part of a text, of at most so much that reading it is fast.
fn window<'a>(text: &'a str, dice: &mut Dice) -> &'a str {
    const MOST: usize = 2_000;
    if text.len() <= MOST {
        return text;
    }
    let start = floor(text, dice.below(text.len() - MOST));
    // A statement or block starts on a line of its own.
    let start = text[..start].rfind('\n').map_or(0, |it| it + 1);
    &text[start..floor(text, (start + MOST).min(text.len()))]
}

fn damaged(text: &str, other: &str, words: &[&str], dice: &mut Dice) -> String {
    let mut res = text.to_owned();
    for _ in 0..=dice.below(6) {
        let at = floor(&res, dice.below(res.len() + 1));
        let end = floor(&res, (at + dice.below(40)).min(res.len())).max(at);
        match dice.below(7) {
            0 => res.insert_str(at, words[dice.below(words.len())]),
            1 => res.replace_range(at..end, ""),
            2 => res.replace_range(at..end, words[dice.below(words.len())]),
            3 => {
                let part = res[at..end].to_owned();
                res.insert_str(at, &part.repeat(1 + dice.below(20)));
            }
            4 => {
                let from = floor(other, dice.below(other.len() + 1));
                let to = floor(other, (from + dice.below(200)).min(other.len())).max(from);
                res.insert_str(at, &other[from..to]);
            }
            5 => res.truncate(at),
            _ => {
                let part = res[at..end].to_uppercase();
                res.replace_range(at..end, &part);
            }
        }
    }
    res
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|it| text.is_char_boundary(*it)).unwrap_or(0)
}
