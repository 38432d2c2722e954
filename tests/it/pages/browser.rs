//! The documentation page in a real browser: what a reader does with it, and how long that takes.
//!
//! The checks themselves are in tests/browser. They run once, in one browser, for all the tests here.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;

use super::thousand;
use crate::tools::package;

#[test]
fn what_is_looked_for_is_found() {
    passes("search");
}

#[test]
fn every_page_has_an_address_and_the_back_button_works() {
    passes("addresses");
}

#[test]
fn everything_can_be_done_from_the_keyboard() {
    passes("keyboard");
}

#[test]
fn neighbours_are_drawn_up_to_three_steps_away() {
    passes("neighbours");
}

#[test]
fn colours_are_as_the_reader_prefers_or_chose() {
    passes("colours");
}

#[test]
fn a_page_can_be_printed() {
    passes("print");
}

#[test]
fn a_page_fits_a_phone() {
    passes("phone");
}

#[test]
fn nothing_is_inaccessible_in_light_or_dark() {
    passes("accessibility");
}

#[test]
fn proofs_findings_changes_and_scripts_are_shown() {
    passes("contents");
}

#[test]
fn names_of_a_model_never_act() {
    passes("hostility");
}

#[test]
fn a_thousand_tables_are_no_burden() {
    passes("size");
}

#[test]
fn without_scripts_tables_can_be_read() {
    passes("without_script");
}

#[track_caller]
fn passes(check: &str) {
    static ANSWERS: OnceLock<Value> = OnceLock::new();
    let answer = &ANSWERS.get_or_init(answers)[check];
    let list = |key: &str| -> Vec<String> {
        let texts = answer[key].as_array().expect("the check has an answer").iter();
        texts.map(|it| it.as_str().unwrap_or_default().to_owned()).collect()
    };
    list("measured").iter().for_each(|it| println!("{it}"));
    assert!(list("wrong").is_empty(), "{}", list("wrong").join("\n"));
}

/// What is wrong with each check, and what was measured.
fn answers() -> Value {
    let pages = tempfile::tempdir().expect("a folder can be made");
    write_pages(pages.path());
    let output = Command::new("node")
        .arg(tests().join("browser/run.mjs"))
        .arg(pages.path())
        .arg(package("axe-core", "4.10.3").join("axe.min.js"))
        .output()
        .expect("`node` is there; tests/setup.sh installs it");
    let text = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    serde_json::from_str(&text).unwrap_or_else(|_| panic!("the browser gave up: {errors}"))
}

/// The pages that the checks open, each written by `erc docs`.
fn write_pages(folder: &Path) {
    let models = tests().join("../fixtures/models");
    for name in ["shop", "hospital"] {
        document(folder, name, &[&models.join(format!("{name}.erd")).to_string_lossy()]);
    }
    let file = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).expect("a file can be written");
        path.to_string_lossy().into_owned()
    };
    let before = file("before.erd", BEFORE);
    document(folder, "lending", &[&file("model.erd", LENDING), "--since", &before]);
    document(folder, "hostile", &[&file("hostile.erd", HOSTILE), "--dialect", "postgres"]);
    document(folder, "dump", &[&file("dump.sql", DUMP), "--dialect", "postgres"]);
    document(folder, "thousand", &[&file("thousand.erd", &thousand())]);
}

fn document(folder: &Path, name: &str, arguments: &[&str]) {
    let page = folder.join(format!("{name}.html"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_erc"));
    command.arg("docs").args(arguments).arg("-o").arg(page).current_dir(folder);
    let output = command.output().expect("erc starts");
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
}

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

const BEFORE: &str = "
entity Reader { card_no bigint key
  name varchar(80) }
entity Book { isbn char(13) key
  shelf varchar(8)
  room varchar(20)
  shelf -> room }
entity Copy { book Book key
  copy_no smallint key }
relationship Loan: Reader* -- Copy* { lent_at timestamptz key = now() }
";

const LENDING: &str = "
/// Who borrows what from a small library.
model lending

/// Someone who borrows.
entity Reader @group(\"people\") {
  card_no bigint key
  name varchar(80) @pii
  email varchar(254)? unique check email like \"%_@_%\" @pii
}
entity Book @group(\"stock\") {
  isbn char(13) key
  title varchar(200)
  shelf varchar(8)
  room varchar(20)
  shelf -> room
}
/// One of the copies of a book.
entity Copy @group(\"stock\") {
  book Book key
  copy_no smallint key
}
relationship Loan: Reader* -- Copy* {
  lent_at timestamptz key = now()
  due_on date
}
";

/// Names and texts that would be markup or run the other way, if anybody let them.
const HOSTILE: &str = r#"
/// <img src=x onerror=alert(1)> "quoted" & `code` | pipe
/// مرحبا بالعالم 🎉
model `</script><script>alert(1)//`

/// <b>bold</b> & "x" | y
entity `<script>alert(2)</script>` @group("</style><b>g") {
  `a|b"c'd` int key /// A | pipe, a "quote" and <i>tags</i>.
  `🎉 emoji` varchar(10)
  `مرحبا` varchar(10)? @pii
  `__proto__` int?
}
entity `constructor` {
  id int key
  `toString` `<script>alert(2)</script>`?
}
enum `<svg onload=alert(4)>` { `"><script>alert(5)</script>`, valueOf }
"#;

/// The same in what databases hold, where names have line ends as well.
const DUMP: &str = r#"
create schema "</style><b>s";
create table "</style><b>s"."a
b""c|<script>alert(1)</script>" (id integer primary key, "x
y" text default '</script><b>', "`tick`" int, "مرحبا" int, "🎉" int, "__proto__" int);
comment on table "</style><b>s"."a
b""c|<script>alert(1)</script>" is E'<img src=x onerror=alert(2)>\n\n"second" | `code` <b>bold</b>';
create table "constructor" (id integer primary key, "toString" integer references "</style><b>s"."a
b""c|<script>alert(1)</script>" (id));
create table "مرحبا بالعالم 🎉" (id integer primary key);
create function "<i>f</i>"() returns integer language sql as 'select 1 -- </script><script>alert(3)</script>';
"#;
