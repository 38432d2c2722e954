//! Broken models: cut off, with signs added and taken away, nested without end. Reading them never fails.

use std::time::{Duration, Instant};

use erc::import::Format;

use super::super::corpus::folder;
use super::{cases, read};
use crate::random::Dice;

/// Signs that mean something in some language.
const SIGNS: [&str; 20] = [
    "{", "}", "[", "]", "(", ")", "\"", "'", "`", "'''", "|||", "//", "/*", "#", "\n", ":", "<<",
    "--", "é", "\\",
];

/// The texts that are broken: the cases, and real models where they are at hand.
fn texts() -> Vec<(Format, String)> {
    let mut res: Vec<(Format, String)> =
        cases().into_iter().map(|(format, _, text)| (format, text)).collect();
    for path in folder().map(|it| super::entries(&it.join("models"))).unwrap_or_default() {
        let text = std::fs::read_to_string(&path).expect("a text");
        let name = path.to_string_lossy().into_owned();
        // Large ones take long, and are broken in no other way.
        let format = Format::of_file(&name, &text).filter(|_| text.len() < 4_000);
        res.extend(format.map(|it| (it, text)));
    }
    res
}

#[test]
fn models_that_are_cut_off_are_read() {
    for (format, text) in texts() {
        let step = (text.len() / 16).max(1);
        for end in (0..text.len()).step_by(step).filter(|it| text.is_char_boundary(*it)) {
            read(format, &text[..end]);
        }
    }
}

#[test]
fn models_with_random_signs_are_read() {
    let mut dice = Dice::new(7);
    for (format, text) in texts() {
        for _ in 0..4 {
            let mut broken = text.clone();
            for _ in 0..=dice.below(4) {
                let at = floor(&broken, dice.below(broken.len() + 1));
                match dice.below(3) {
                    0 => broken.insert_str(at, SIGNS[dice.below(SIGNS.len())]),
                    1 => {
                        let end = floor(&broken, (at + dice.below(12)).min(broken.len()));
                        broken.replace_range(at..end.max(at), "");
                    }
                    _ => {
                        let end = floor(&broken, (at + dice.below(80)).min(broken.len()));
                        let part = broken[at..end.max(at)].to_owned();
                        broken.insert_str(at, &part);
                    }
                }
            }
            read(format, &broken);
        }
    }
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|it| text.is_char_boundary(*it)).unwrap_or(0)
}

#[test]
fn depth_and_length_cost_no_more_than_their_size() {
    for format in Format::all() {
        let start = match format {
            Format::Dbml => "Table a {\n id int ",
            Format::Prisma => "model A {\n id Int @x(",
            Format::Mermaid => "erDiagram\n A {\n",
            Format::Er => "[A]\n",
            Format::Aml => "a\n  b int ",
            Format::Plantuml => "@startuml\nentity A {\n",
        };
        for sign in ["[", "{", "(", "\"", "`", "'''\n", "/*\n", "|||\n"] {
            timely(format, &format!("{start}{}", sign.repeat(3_000)), sign);
        }
        timely(format, &"x".repeat(100_000), "a long line");
    }
}

#[track_caller]
fn timely(format: Format, text: &str, what: &str) {
    let start = Instant::now();
    read(format, text);
    let took = start.elapsed();
    assert!(took < Duration::from_secs(20), "{format:?}, {what:?}: {took:?}");
}
