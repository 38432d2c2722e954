//! `erc fmt` as a person runs it: which files it writes, what it prints, how it exits.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const UGLY: &str = "entity  Tag{\nid int   key\n\n\n    label varchar( 40 )  // shown\n}\n";
const PRETTY: &str = "entity Tag {\n  id int key\n\n  label varchar(40) // shown\n}\n";

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let res = tempfile::tempdir().expect("a folder can be made");
    for (path, text) in files {
        let path = res.path().join(path);
        std::fs::create_dir_all(path.parent().expect("it lies in the folder")).unwrap();
        std::fs::write(path, text).unwrap();
    }
    res
}

/// Runs `erc fmt` in a folder, with a text on standard input.
fn fmt_with_input(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_erc"))
        .arg("fmt")
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("erc starts");
    // A run that reads no input may be over before it is written.
    let _ = child.stdin.take().expect("it was asked for").write_all(input.as_bytes());
    child.wait_with_output().expect("erc ends")
}

fn fmt(folder: &Path, arguments: &[&str]) -> Output {
    fmt_with_input(folder, arguments, "")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("erc prints UTF-8")
}

/// Holds a run against its exit code and its product.
#[track_caller]
fn check(output: &Output, code: i32, stdout: &str) {
    assert_eq!(output.status.code(), Some(code), "{}", text(&output.stderr));
    assert_eq!(text(&output.stdout), stdout);
}

fn content(folder: &Path, path: &str) -> String {
    std::fs::read_to_string(folder.join(path)).expect("the file is there")
}

#[test]
fn files_are_formatted_in_place() {
    let folder = folder(&[("a.erd", UGLY), ("b.erd", PRETTY)]);
    let output = fmt(folder.path(), &["a.erd", "b.erd"]);
    check(&output, 0, "");
    assert_eq!(text(&output.stderr), "1 file formatted, 1 file left unchanged\n");
    assert_eq!(content(folder.path(), "a.erd"), PRETTY);
    assert_eq!(content(folder.path(), "b.erd"), PRETTY);
    let names = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(names, 2, "a temporary file was left behind");
}

#[test]
fn without_files_the_project_and_its_imports_are_formatted() {
    let folder = folder(&[
        ("erc.toml", "entry = \"main.erd\"\n"),
        ("main.erd", "import   \"parts/tag.erd\"\n"),
        ("parts/tag.erd", UGLY),
        ("other.erd", UGLY),
        ("deep/down/place.txt", ""),
    ]);
    check(
        &fmt(&folder.path().join("deep/down"), &["--check"]),
        1,
        "../../main.erd\n../../parts/tag.erd\n",
    );
    check(&fmt(folder.path(), &[]), 0, "");
    assert_eq!(content(folder.path(), "main.erd"), "import \"parts/tag.erd\"\n");
    assert_eq!(content(folder.path(), "parts/tag.erd"), PRETTY);
    assert_eq!(content(folder.path(), "other.erd"), UGLY, "no one imports it");
    check(&fmt(folder.path(), &["--check"]), 0, "");
}

#[test]
fn check_names_files_and_writes_nothing() {
    let folder = folder(&[("a.erd", UGLY), ("b.erd", PRETTY)]);
    check(&fmt(folder.path(), &["--check", "a.erd", "b.erd"]), 1, "a.erd\n");
    assert_eq!(content(folder.path(), "a.erd"), UGLY);
    check(&fmt(folder.path(), &["--check", "b.erd"]), 0, "");
}

#[test]
fn diff_shows_what_would_change() {
    let folder = folder(&[("a.erd", "entity  A {}\n\n// The end.\n")]);
    let expected =
        "--- a.erd\n+++ a.erd\n@@ -1,3 +1,3 @@\n-entity  A {}\n+entity A {}\n \n // The end.\n";
    check(&fmt(folder.path(), &["--diff", "a.erd"]), 1, expected);
    check(&fmt(folder.path(), &["--diff", "--check", "a.erd"]), 1, expected);
    assert_eq!(content(folder.path(), "a.erd"), "entity  A {}\n\n// The end.\n");
}

#[test]
fn standard_input_goes_to_standard_output() {
    let folder = folder(&[]);
    check(&fmt_with_input(folder.path(), &["-"], UGLY), 0, PRETTY);
    check(&fmt_with_input(folder.path(), &["-"], ""), 0, "");
    check(&fmt_with_input(folder.path(), &["--check", "-"], UGLY), 1, "<stdin>\n");
    check(&fmt_with_input(folder.path(), &["--check", "-"], PRETTY), 0, "");
    let broken = fmt_with_input(folder.path(), &["-"], "entity {\n");
    check(&broken, 1, "");
    assert!(text(&broken.stderr).contains("<stdin>:1"), "{}", text(&broken.stderr));
    check(&fmt_with_input(folder.path(), &["-", "a.erd"], UGLY), 2, "");
}

#[test]
fn files_with_mistakes_are_reported_and_left_alone() {
    let bad = "entity  Tag {\n  id: int\n}\n";
    let folder = folder(&[("bad.erd", bad), ("good.erd", UGLY)]);
    let output = fmt(folder.path(), &["bad.erd", "good.erd"]);
    check(&output, 1, "");
    assert!(text(&output.stderr).contains("bad.erd:2"), "{}", text(&output.stderr));
    assert_eq!(content(folder.path(), "bad.erd"), bad);
    assert_eq!(content(folder.path(), "good.erd"), PRETTY);
}

#[test]
fn line_ends_of_other_systems_and_byte_order_marks_are_dropped() {
    let windows = format!("\u{feff}{}", PRETTY.replace('\n', "\r\n"));
    let marked = format!("\u{feff}{PRETTY}");
    let folder = folder(&[("windows.erd", &windows), ("marked.erd", &marked)]);
    check(
        &fmt(folder.path(), &["--check", "windows.erd", "marked.erd"]),
        1,
        "windows.erd\nmarked.erd\n",
    );
    check(&fmt(folder.path(), &["windows.erd", "marked.erd"]), 0, "");
    assert_eq!(content(folder.path(), "windows.erd"), PRETTY);
    assert_eq!(content(folder.path(), "marked.erd"), PRETTY);
}

#[test]
fn what_is_no_text_is_left_whole() {
    let folder = folder(&[]);
    let bytes = b"entity  A {}\n// caf\xe9\nentity  B {}\n";
    std::fs::write(folder.path().join("latin.erd"), bytes).unwrap();
    check(&fmt(folder.path(), &["latin.erd"]), 1, "");
    assert_eq!(std::fs::read(folder.path().join("latin.erd")).unwrap(), bytes);
}

#[test]
fn nothing_is_written_where_a_file_cannot_be_read() {
    let folder = folder(&[("a.erd", UGLY)]);
    let output = fmt(folder.path(), &["a.erd", "nowhere.erd"]);
    check(&output, 2, "");
    assert!(text(&output.stderr).contains("`nowhere.erd`"), "{}", text(&output.stderr));
    assert_eq!(content(folder.path(), "a.erd"), UGLY);
}

#[test]
fn without_a_name_the_only_model_of_the_folder_is_meant() {
    let one = folder(&[("a.erd", UGLY)]);
    check(&fmt(one.path(), &[]), 0, "");
    assert_ne!(content(one.path(), "a.erd"), UGLY);
    let several = folder(&[("a.erd", UGLY), ("b.erd", UGLY)]);
    check(&fmt(several.path(), &[]), 2, "");
    assert_eq!(content(several.path(), "a.erd"), UGLY);
}
