//! Scripts with both ways in one file, and what tools want to know about transactions.

use super::super::super::statements::{ScriptStatement, Token, statements};
use super::Layout;
use crate::base::DialectId;

/// The two ways in one file.
pub(super) fn from_sections(layout: Layout, text: &str) -> Vec<(String, String)> {
    let (mut up, mut down) = (String::new(), String::new());
    let mut section = None;
    for line in text.lines() {
        let words = line.trim().trim_start_matches("--").trim();
        let is_mark = line.trim_start().starts_with("--");
        let (up_mark, down_mark) = match layout {
            Layout::Goose => ("+goose Up", "+goose Down"),
            Layout::Erc
            | Layout::Flyway
            | Layout::GolangMigrate
            | Layout::Dbmate
            | Layout::Sqlx
            | Layout::Refinery => ("migrate:up", "migrate:down"),
        };
        if is_mark && words.starts_with(up_mark) {
            section = Some(false);
        } else if is_mark && words.starts_with(down_mark) {
            section = Some(true);
        } else if is_mark && words.starts_with("+goose") {
            // `StatementBegin` and its like are for goose.
        } else if let Some(is_down) = section {
            let own = if is_down { &mut down } else { &mut up };
            own.push_str(line);
            own.push('\n');
        }
    }
    let mut res = vec![("up.sql".to_owned(), trimmed(&up))];
    if !down.trim().is_empty() {
        res.push(("down.sql".to_owned(), trimmed(&down)));
    }
    res
}

/// A script with the lines of its way back left empty, so that the others stay where they are; nothing to do where it
/// has none.
pub fn only_up(text: &str) -> String {
    let mark = |line: &str, words: &[&str]| {
        let rest = line.trim_start().strip_prefix("--").map(str::trim_start);
        rest.is_some_and(|it| words.iter().any(|word| it.starts_with(word)))
    };
    let ups = ["+goose Up", "migrate:up"];
    if !text.lines().any(|it| mark(it, &ups)) {
        return text.to_owned();
    }
    let mut is_up = false;
    let mut res = String::new();
    for line in text.lines() {
        is_up = (is_up || mark(line, &ups)) && !mark(line, &["+goose Down", "migrate:down"]);
        res.push_str(if is_up { line } else { "" });
        res.push('\n');
    }
    res
}

fn trimmed(text: &str) -> String {
    format!("{}\n", text.trim())
}

/// Both ways as one file. The tool is told to leave transactions to the script.
pub(super) fn in_sections(layout: Layout, up: &str, down: &str, id: DialectId) -> String {
    match layout {
        Layout::Goose => format!(
            "-- +goose NO TRANSACTION\n-- +goose Up\n{}\n-- +goose Down\n{}",
            marked(up, id),
            marked(down, id)
        ),
        Layout::Erc
        | Layout::Flyway
        | Layout::GolangMigrate
        | Layout::Dbmate
        | Layout::Sqlx
        | Layout::Refinery => format!(
            "-- migrate:up transaction:false\n{up}\n-- migrate:down transaction:false\n{down}"
        ),
    }
}

/// goose cuts at every `;` at the end of a line, and has to be told where a statement has some within.
fn marked(script: &str, id: DialectId) -> String {
    let mut res = String::new();
    let mut at = 0;
    for it in statements(script, id) {
        let end = it.start + it.text.len();
        let end = end + script[end..].find(';').map_or(0, |it| it + 1);
        res.push_str(&script[at..it.start]);
        match it.text.contains(';') {
            true => {
                res.push_str("-- +goose StatementBegin\n");
                res.push_str(&script[it.start..end]);
                res.push_str("\n-- +goose StatementEnd");
            }
            false => res.push_str(&script[it.start..end]),
        }
        at = end;
    }
    res.push_str(&script[at..]);
    res
}

/// A script that is one transaction as a whole, settings aside, without the words that begin and end it: the tool
/// does that. Nothing where it is more than that.
pub(super) fn without_transaction(script: &str, id: DialectId) -> Option<String> {
    let all = statements(script, id);
    let is = |it: &ScriptStatement, word: &str| matches!(it.tokens.first(), Some(Token::Word(first)) if first.eq_ignore_ascii_case(word));
    let begins: Vec<usize> = (0..all.len()).filter(|it| is(&all[*it], "begin")).collect();
    let ends: Vec<usize> = (0..all.len()).filter(|it| is(&all[*it], "commit")).collect();
    let ([begin], [end]) = (begins.as_slice(), ends.as_slice()) else {
        let can_be = begins.is_empty() && ends.is_empty();
        let holds =
            |it: &ScriptStatement| super::super::super::lint::is_transactional(&it.tokens, id);
        return (can_be && all.iter().all(holds)).then(|| script.to_owned());
    };
    let is_outside_setting = all[..*begin].iter().all(|it| is(it, "set"));
    if !is_outside_setting || *end + 1 != all.len() {
        return None;
    }
    let cut = |text: &str, it: &ScriptStatement| {
        let end = it.start + it.text.len();
        let behind = text[end..].strip_prefix(';').unwrap_or(&text[end..]).trim_start_matches('\n');
        format!("{}{behind}", &text[..it.start])
    };
    let res = cut(script, &all[*end]);
    Some(trimmed(&cut(&res, &all[*begin])))
}
