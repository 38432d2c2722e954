//! What is wrong with the world or meant to harm: one clear message, nothing half written, no crash.

use super::{Answer, Place};

/// One finding at most is told, and none of the signs of a crash.
#[track_caller]
fn one_message(answer: Answer) -> Answer {
    let said = format!("{}{}", answer.stdout, answer.stderr);
    assert!(!said.contains("panicked") && !said.contains("RUST_BACKTRACE"), "{said}");
    let n_errors = said.matches("error[").count();
    assert!(n_errors <= 1, "{n_errors} messages:\n{}", &said[..said.len().min(2000)]);
    assert!(said.len() < 20_000, "{} bytes were said", said.len());
    answer
}

#[track_caller]
fn check(model: impl AsRef<[u8]>) -> Answer {
    let place = Place::new();
    place.write("model.erd", model);
    one_message(place.erc(&["check", "--format", "short"]))
}

#[test]
fn a_line_of_ten_megabytes_is_one_mistake() {
    check(vec![b'x'; 10_000_000]).ended(1);
    check(format!("entity A {{ n int = {} }}", "1+".repeat(5_000_000))).ended(1);
    let text = format!("entity A {{\n  n text = \"{}\n}}\n", "y".repeat(10_000_000));
    check(text).ended(1);
}

#[test]
fn a_hundred_thousand_brackets_are_one_mistake() {
    for (open, close) in [("(", ")"), ("[", "]"), ("{", "}")] {
        check(open.repeat(100_000)).ended(1);
        let nested = format!("{}{}", open.repeat(100_000), close.repeat(100_000));
        check(format!("entity A {{\n  n int check {nested}\n}}\n")).ended(1);
    }
}

#[test]
fn bytes_that_are_no_text_are_one_mistake() {
    check(b"entity A {\n  n\xff int\n}\n").ended(1);
    check(b"entity A {\n  n\0 int\n}\n").ended(1);
    check(b"\xff\xfee\0n\0t\0").ended(1);
    check(b"\xff\xfe\x00\x00").ended(1);
}

#[test]
fn line_ends_and_byte_order_marks_are_fine() {
    check(b"\xef\xbb\xbfentity A {\r\n  n int key\r\n}\r\n").ended(0);
    check("entity A {\r  n int\r}\r").code.expect("it ends");
    check("").ended(0);
    check("\n\n// nothing\n").ended(0);
}

#[test]
fn what_a_file_that_cannot_be_read_would_declare_is_not_missed() {
    let uses = "entity Order with Audited {\n  customer Customer key\n  status shop.Status\n  index (by)\n}\n";
    let place = Place::new();
    place.write("model.erd", format!("import \"people.erd\"\n{uses}"));
    let answer = one_message(place.erc(&["check", "--format", "short"])).ended(1);
    assert!(answer.stdout.contains("error[import-not-found]"), "{}", answer.stdout);
    place.write("people.erd", b"\xff\xfee\0n\0t\0");
    let answer = one_message(place.erc(&["check", "--format", "short"])).ended(1);
    assert!(answer.stdout.contains("error[not-utf8]"), "{}", answer.stdout);
    place.write("people.erd", "entity Person {\n  id int key\n}\n");
    let answer = place.erc(&["check", "--format", "short"]).ended(1);
    assert!(answer.stdout.contains("error[unknown-name]"), "{}", answer.stdout);
}

#[test]
fn circular_imports_are_read_once() {
    let place = Place::new();
    place.write("model.erd", "import \"a.erd\"\nentity M { a A key }\n");
    place.write("a.erd", "import \"b.erd\"\nimport \"a.erd\"\nentity A { n int key }\n");
    place.write("b.erd", "import \"model.erd\"\nentity B { a A key }\n");
    one_message(place.erc(&["check", "--format", "short"])).ended(0);
}

#[test]
fn nothing_outside_the_project_is_read() {
    let place = Place::new();
    place.write("secret.erd", "entity Secret { n int }\n");
    for path in ["../secret.erd", "/etc/passwd", "sub/../../secret.erd", "..\\\\secret.erd"] {
        place.write("project/model.erd", format!("import \"{path}\"\n"));
        let answer = one_message(place.erc(&["check", "project/model.erd", "--format", "short"]));
        let answer = answer.ended(1);
        assert!(!answer.stdout.contains("root:"), "{}", answer.stdout);
    }
}

#[cfg(unix)]
#[test]
fn links_out_of_the_project_are_refused() {
    let place = Place::new();
    place.write("secret.erd", "entity Secret { n int }\n");
    place.write("project/model.erd", "import \"link.erd\"\n");
    std::os::unix::fs::symlink(place.path("secret.erd"), place.path("project/link.erd"))
        .expect("a link can be made");
    let answer = one_message(place.erc(&["check", "project/model.erd", "--format", "short"]));
    assert!(answer.ended(1).stdout.contains("import-outside-project"));
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for() {
    let place = Place::new();
    let pipe = place.path("pipe.erd");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs");
    assert!(made.success());
    one_message(place.erc(&["check", "pipe.erd"])).ended(2);
    place.write("model.erd", "import \"pipe.erd\"\n");
    one_message(place.erc(&["check", "--format", "short"])).ended(1);
}

#[test]
fn what_is_not_there_is_a_failure() {
    let place = Place::new();
    one_message(place.erc(&["check"])).ended(2);
    one_message(place.erc(&["build", "nowhere.erd"])).ended(2);
    one_message(place.erc(&["check", "."])).ended(2);
    one_message(place.erc(&["no-such-command"])).ended(2);
    one_message(place.erc(&[])).ended(2);
}

#[cfg(unix)]
#[test]
fn an_output_that_cannot_be_written_leaves_everything_as_it_was() {
    let place = Place::new();
    place.write("model.erd", "entity A { n int key }\n");
    place.write("build", "a file where the folder should be\n");
    one_message(place.erc(&["build"])).ended(2);
    assert_eq!(place.read("build"), "a file where the folder should be\n");
    one_message(place.erc(&["build", "--out", "/proc/erc"])).ended(2);
    one_message(place.erc(&["diagram", "--output", "/dev/full"])).ended(2);
    assert_eq!(place.files().len(), 2);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_one_message() {
    let place = Place::new();
    place.write("model.erd", "entity A { n int key }\n");
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("it is there");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_erc"))
        .args(["diagram", "--format", "dot"])
        .current_dir(place.path(""))
        .stdout(full)
        .output()
        .expect("erc can be run");
    one_message(Answer::of(&output)).ended(2);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let place = Place::new();
    place.erc(&["init"]).ended(0);
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_erc"))
        .args(["man"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("erc can be run");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("erc ends");
    one_message(Answer::of(&output)).ended(0);
}
