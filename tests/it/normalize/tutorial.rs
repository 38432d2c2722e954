//! The tutorial, step by step: every command is run, and answers what the page shows.
//!
//! A block `erd` is the model from there on, in `model.erd`. In a block `console` a line `$ erc …` is a
//! command and `$ cat FILE` shows a file; the lines behind it are what they print, standard error last.
//! `UPDATE_EXPECT=1` writes what they print into the page.

use std::path::{Path, PathBuf};

use crate::cli::Place;

#[test]
fn every_step_answers_as_the_page_shows() {
    let path = page();
    let text = std::fs::read_to_string(&path).expect("the tutorial is there");
    let (found, n_commands) = played(&text);
    assert!(n_commands > 5, "the tutorial has commands");
    if text == found {
        return;
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, found).expect("the tutorial can be written");
        return;
    }
    let differs = text.lines().zip(found.lines()).find(|(shown, printed)| shown != printed);
    panic!("the tutorial shows what is not printed: {differs:#?}");
}

/// The page with what its commands really print, and how many there are.
fn played(text: &str) -> (String, usize) {
    let place = Place::new();
    let mut res = String::new();
    let mut n_commands = 0;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        push(&mut res, line);
        let Some(fence) = line.strip_prefix("```").filter(|it| !it.is_empty()) else { continue };
        let body: Vec<&str> = lines.by_ref().take_while(|it| *it != "```").collect();
        match fence {
            "console" => {
                let commands = body.iter().filter(|it| it.starts_with("$ "));
                for command in commands {
                    push(&mut res, command);
                    let answer = answer(&place, command);
                    answer.trim_end().lines().for_each(|it| push(&mut res, it));
                    n_commands += 1;
                }
            }
            "erd" => {
                place.write("model.erd", format!("{}\n", body.join("\n")));
                body.iter().for_each(|it| push(&mut res, it));
            }
            _ => body.iter().for_each(|it| push(&mut res, it)),
        }
        push(&mut res, "```");
    }
    (res, n_commands)
}

fn answer(place: &Place, command: &str) -> String {
    let words = words(command.trim_start_matches("$ "));
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["cat", file] => place.read(file),
        ["erc", arguments @ ..] => {
            let answer = place.erc(arguments);
            assert_ne!(answer.code, Some(2), "{command}: {}", answer.stderr);
            format!("{}{}", answer.stdout, answer.stderr)
        }
        _ => panic!("`{command}` is no command of the tutorial"),
    }
}

/// The words of a command; those in quotes are one.
fn words(command: &str) -> Vec<String> {
    let mut res = Vec::new();
    for (idx, piece) in command.split('"').enumerate() {
        match idx % 2 {
            0 => res.extend(piece.split_whitespace().map(str::to_owned)),
            _ => res.push(piece.to_owned()),
        }
    }
    res
}

fn push(res: &mut String, line: &str) {
    res.push_str(line.trim_end());
    res.push('\n');
}

fn page() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/tutorial.md")
}
