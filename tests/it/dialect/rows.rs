//! Each rule of a model, held by the databases: rows that it allows are taken, and rows that break it are not.
//!
//! A case is a model and, behind a line `// rows`, what is done with it:
//!
//! | line | what it says |
//! |---|---|
//! | `// only postgres, sqlite` | the model is refused, with a reason, for the others |
//! | `// + customer values (1, 'Ada')` | these rows are taken |
//! | `// - unique customer values (1, 'Bob')` | these are not, for this reason |
//! | `// = select name from customer -> Ada` | what is in the database then |
//!
//! `[postgres, sqlite]` behind the mark restricts a line to some databases; statements are parted by `; `.

use std::path::{Path, PathBuf};

use erc::base::DialectId;

use super::built::{Built, built};
use crate::servers::{self, Database};

/// A case, read.
struct Case {
    path: PathBuf,
    model: String,
    only: Vec<DialectId>,
    steps: Vec<Step>,
}

struct Step {
    mark: char,
    /// Why rows are refused.
    reason: String,
    statements: String,
    only: Vec<DialectId>,
}

#[test]
fn rows_are_taken_and_refused() {
    let cases = cases();
    let (mut n_good, mut n_bad, mut problems) = (0, 0, Vec::new());
    for case in &cases {
        for id in [DialectId::Postgres, DialectId::Mariadb, DialectId::Sqlite] {
            let res = check(case, id);
            n_good += res.n_good;
            n_bad += res.n_bad;
            let path = case.path.file_name().expect("a case is a file").to_string_lossy();
            problems.extend(res.problems.iter().map(|it| format!("{path} {id}: {it}")));
        }
    }
    println!("{n_good} good and {n_bad} bad rows of {} cases", cases.len());
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(n_good >= 100 && n_bad >= 100, "only {n_good} good and {n_bad} bad rows");
}

#[derive(Default)]
struct Outcome {
    n_good: usize,
    n_bad: usize,
    problems: Vec<String>,
}

fn check(case: &Case, id: DialectId) -> Outcome {
    let mut res = Outcome::default();
    let is_held = case.only.is_empty() || case.only.contains(&id);
    let built = built(&case.model, id);
    if built.has_errors == is_held {
        res.problems.push(format!("unexpected: {}", built.said.join("\n")));
    }
    if !is_held || built.has_errors {
        return res;
    }
    let mut database = servers::database(id).expect("a database that can be run");
    if let Err(error) = database.execute(&built.script) {
        res.problems.push(format!("{error}\n{}", built.script));
        return res;
    }
    for step in case.steps.iter().filter(|it| it.only.is_empty() || it.only.contains(&id)) {
        match step.mark {
            '+' => res.n_good += 1,
            '-' => res.n_bad += 1,
            _ => {}
        }
        if let Err(problem) = take(step, &mut *database, &built) {
            res.problems.push(format!("{} {}: {problem}", step.mark, step.statements));
        }
    }
    res
}

fn take(step: &Step, database: &mut dyn Database, built: &Built) -> Result<(), String> {
    if step.mark == '=' {
        let (query, expected) =
            step.statements.split_once(" -> ").ok_or("a query needs an answer")?;
        let rows = database.query(query)?;
        let texts = rows.into_iter().flatten().map(|it| it.unwrap_or_else(|| "null".to_owned()));
        let found = texts.collect::<Vec<_>>().join(", ");
        return if found == expected { Ok(()) } else { Err(format!("is {found}")) };
    }
    let statements: Vec<String> = step.statements.split("; ").map(statement).collect();
    let script = format!("begin; {}; commit", statements.join("; "));
    let outcome = database.execute(&script);
    if outcome.is_err() {
        // What is left of the transaction; a server that ended it has nothing to say to that.
        let _ = database.execute("rollback");
    }
    match (step.mark, outcome) {
        ('+', outcome) => outcome.map_err(|error| format!("{error}\n{}", built.script)),
        (_, Ok(())) => Err(format!("was taken\n{}", built.script)),
        (_, Err(error)) if is_reason(&step.reason, &error) => Ok(()),
        (_, Err(error)) => Err(format!("refused for another reason: {error}")),
    }
}

fn statement(text: &str) -> String {
    let is_whole = ["insert ", "update ", "delete ", "set "].iter().any(|it| text.starts_with(it));
    if is_whole { text.to_owned() } else { format!("insert into {text}") }
}

/// Whether the words of a database mean this reason: SQLSTATE, number or text.
fn is_reason(reason: &str, error: &str) -> bool {
    let words: &[&str] = match reason {
        "check" => &["(23514)", "ERROR 4025", "CHECK constraint failed"],
        "unique" => &["(23505)", "ERROR 1062", "UNIQUE constraint failed"],
        "reference" => {
            &["(23503)", "(23001)", "ERROR 1452", "ERROR 1451", "FOREIGN KEY constraint failed"]
        }
        "null" => &["(23502)", "ERROR 1048", "ERROR 1364", "NOT NULL constraint failed"],
        "exclusion" => &["(23P01)"],
        // What a type does not take, be it by its name or by a check.
        "value" => &[
            "(22P02)",
            "(22001)",
            "(22003)",
            "(23514)",
            "ERROR 1265",
            "ERROR 1366",
            "ERROR 1406",
            "ERROR 1264",
            "ERROR 4025",
            "CHECK constraint failed",
            "cannot store",
        ],
        "derived" => &["(428C9)", "ERROR 1906", "cannot INSERT into generated column"],
        _ => &[],
    };
    words.iter().any(|it| error.contains(it))
}

/// The cases among the models of `fixtures/dialect`.
fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/dialect");
    let entries = std::fs::read_dir(folder).expect("there is a folder of cases");
    let mut paths: Vec<PathBuf> =
        entries.map(|it| it.expect("an entry can be read").path()).collect();
    paths.sort();
    paths.into_iter().filter_map(read).collect()
}

fn read(path: PathBuf) -> Option<Case> {
    let model = std::fs::read_to_string(&path).expect("a case can be read");
    let (_, lines) = model.split_once("// rows\n")?;
    let (mut only, mut steps) = (Vec::new(), Vec::new());
    for line in lines.lines() {
        let line = line.strip_prefix("// ").unwrap_or_else(|| panic!("{path:?}: {line}"));
        match line.strip_prefix("only ") {
            Some(names) => only = dialects(names),
            None => steps.push(step(line).unwrap_or_else(|| panic!("{path:?}: {line}"))),
        }
    }
    Some(Case { path, model: model.clone(), only, steps })
}

fn step(line: &str) -> Option<Step> {
    let mark = line.chars().next().filter(|it| "+-=".contains(*it))?;
    let mut rest = line[1..].trim_start();
    let mut only = Vec::new();
    if let Some(inner) = rest.strip_prefix('[') {
        let (names, behind) = inner.split_once(']')?;
        only = dialects(names);
        rest = behind.trim_start();
    }
    let (reason, statements) = match mark {
        '-' => rest.split_once(' ')?,
        _ => ("", rest),
    };
    Some(Step { mark, reason: reason.to_owned(), statements: statements.to_owned(), only })
}

fn dialects(names: &str) -> Vec<DialectId> {
    names.split(", ").map(|it| DialectId::from_name(it).expect("the name of a database")).collect()
}
