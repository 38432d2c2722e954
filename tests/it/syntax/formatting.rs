//! The formatter: one result, the same meaning, every comment kept.

use super::same::{comments, meaning};
use super::{good_models, parse};
use erc::syntax::format;

/// Formats `text`, and holds the result against what formatting promises.
#[track_caller]
fn check(name: &str, text: &str) -> String {
    let (before, diagnostics) = parse(text);
    assert!(diagnostics.is_empty(), "{name}: {diagnostics:#?}");
    let res = format(&before, text);
    let (after, diagnostics) = parse(&res);
    assert!(diagnostics.is_empty(), "{name}: {res}\n{diagnostics:#?}");
    assert_eq!(meaning(&after), meaning(&before), "{name}: {res}");
    assert_eq!(comments(&after), comments(&before), "{name}: {res}");
    assert_eq!(format(&after, &res), res, "{name}");
    res
}

#[test]
fn shipped_models_are_formatted() {
    for (name, text) in good_models() {
        let formatted = check(&name, &text);
        let change = similar::TextDiff::from_lines(&text, &formatted).unified_diff().to_string();
        assert!(change.is_empty(), "type `erc fmt {name}`:\n{change}");
    }
}

#[test]
fn models_squeezed_or_stretched_keep_their_meaning() {
    for (name, text) in good_models() {
        check(&name, &text.replace('\n', "\n\n"));
        check(&name, &text.replace('\n', "\r\n"));
        check(&name, &text.replace("\n  ", "\n \t "));
        check(&name, &text.replace(", ", ","));
    }
}

#[test]
fn an_empty_model_stays_empty() {
    assert_eq!(check("empty", ""), "");
    assert_eq!(check("blank", " \n\t\n\r\n"), "");
}
