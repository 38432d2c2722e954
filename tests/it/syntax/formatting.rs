//! The formatter: one result, the same meaning, every comment kept.

use super::same::{comments, meaning};
use super::{good_models, parse};
use erc::syntax::format;

#[track_caller]
fn formatted(text: &str) -> String {
    let (file, _) = parse(text);
    format(&file, text)
}

/// Formats `text`, and holds the result against what formatting promises.
#[track_caller]
fn check_laws(text: &str) -> String {
    let (before, diagnostics) = parse(text);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    let res = format(&before, text);
    std::fs::write("/tmp/fmt-last.erd", &res).unwrap();
    let (after, diagnostics) = parse(&res);
    assert!(diagnostics.is_empty(), "{res}\n{diagnostics:#?}");
    assert_eq!(meaning(&after), meaning(&before), "{res}");
    assert_eq!(comments(&after), comments(&before), "{res}");
    assert_eq!(format(&after, &res), res);
    res
}

#[test]
fn good_models_keep_their_meaning() {
    for (name, text) in good_models() {
        let res = check_laws(&text);
        if res != text {
            std::fs::write(
                format!("/tmp/fmt-{}.erd", name.rsplit('/').next().unwrap().len()),
                &res,
            )
            .unwrap();
            eprintln!("{name} differs");
        }
    }
}

#[test]
fn sample() {
    let text = std::fs::read_to_string("/tmp/cmp/sample.erd").unwrap();
    let res = check_laws(&text);
    std::fs::write("/tmp/cmp/sample.out", res).unwrap();
    let _ = formatted("");
}
