//! Every model that is at hand, in the databases that can be run: their scripts are accepted, and their catalogs
//! say what erc believes to have made.

use std::collections::HashSet;
use std::io::Write as _;
use std::process::{Command, Stdio};

use erc::base::DialectId;
use erc::dialect::{self, Reader, ScriptOptions};

use super::built::{Built, realized};
use super::catalog;
use super::models::{models, variants};
use crate::random;
use crate::servers::{self, Database, mariadb, postgres};

const FOLDERS: &[&str] = &["lower", "dialect", "build", "models"];

#[test]
fn postgres_holds_what_is_built() {
    check_all(DialectId::Postgres);
}

#[test]
fn mariadb_holds_what_is_built() {
    check_all(DialectId::Mariadb);
}

#[test]
fn sqlite_holds_what_is_built() {
    check_all(DialectId::Sqlite);
}

#[track_caller]
fn check_all(id: DialectId) {
    let mut place = Place::new(id);
    let mut problems = Vec::new();
    let (mut n_scripts, mut seen) = (0, HashSet::new());
    for model in models(FOLDERS) {
        for options in variants(id) {
            let built = realized(&model.logical, id, &options, &model.sources);
            // What is refused with a reason is seen to by the cases that are about the reason.
            if built.has_errors || !seen.insert(statements(&built.script).to_owned()) {
                continue;
            }
            n_scripts += 1;
            if let Err(problem) = place.holds(&built) {
                let path = model.path.display();
                problems.push(format!("{path} {options:?}\n{problem}\n{}", built.script));
            }
        }
    }
    println!("{n_scripts} scripts in {}", id.title());
    assert!(n_scripts >= 150, "only {n_scripts} scripts were run");
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

/// A script without its first line, which names the version.
fn statements(script: &str) -> &str {
    script.split_once('\n').map_or("", |(_, rest)| rest)
}

/// Where scripts are run one after the other.
struct Place {
    id: DialectId,
    /// The one database that is used again and again: PostgreSQL takes back what a transaction made.
    kept: Option<Box<dyn Database>>,
}

impl Place {
    fn new(id: DialectId) -> Place {
        let is_kept = id == DialectId::Postgres;
        let kept = is_kept.then(|| Box::new(postgres().database()) as Box<dyn Database>);
        Place { id, kept }
    }

    /// Runs a script where nothing else is and compares what the database then says it holds.
    fn holds(&mut self, built: &Built) -> Result<(), String> {
        match &mut self.kept {
            None => {
                let database = servers::database(self.id);
                holds(built, &mut *database.expect("a database that can be run"))
            }
            Some(database) => {
                database.execute("begin")?;
                let res = holds(built, &mut **database);
                database.execute("rollback")?;
                res
            }
        }
    }
}

fn holds(built: &Built, database: &mut dyn Database) -> Result<(), String> {
    // No machine has every collation of the operating system.
    database.execute(&built.script.replace("\"de_DE\"", "\"C\""))?;
    if built.dialect == DialectId::Sqlite {
        let faults = database.query("pragma foreign_key_check")?;
        if !faults.is_empty() {
            return Err(format!("foreign_key_check: {faults:?}"));
        }
    }
    let differences = catalog::differences(database, &built.native);
    if differences.is_empty() { Ok(()) } else { Err(differences.join("\n")) }
}

/// How many random models each database is given.
const N_RANDOM: u64 = 200;

#[test]
fn postgres_holds_random_models() {
    check_random(DialectId::Postgres);
}

#[test]
fn mariadb_holds_random_models() {
    check_random(DialectId::Mariadb);
}

#[test]
fn sqlite_holds_random_models() {
    check_random(DialectId::Sqlite);
}

#[track_caller]
fn check_random(id: DialectId) {
    let mut place = Place::new(id);
    let mut problems = Vec::new();
    let (mut n_held, mut seed) = (0, 0);
    let variants = variants(id);
    while n_held < N_RANDOM && seed < 2 * N_RANDOM {
        let text = random::model(seed);
        // Each model in one of the ways to hold it.
        let options = &variants[seed as usize % variants.len()];
        seed += 1;
        let mut sources = erc::base::Sources::new();
        let (logical, diagnostics) = super::built::lowered(&text, &mut sources);
        let built = realized(&logical, id, options, &sources);
        if diagnostics.has_errors() || built.has_errors {
            continue;
        }
        n_held += 1;
        if let Err(problem) = place.holds(&built) {
            problems.push(format!("seed {}: {problem}\n{text}\n{}", seed - 1, built.script));
        }
    }
    println!("{n_held} of {seed} random models in {}", id.title());
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
    assert_eq!(n_held, N_RANDOM, "too many of {seed} models are refused");
}

#[test]
fn every_realistic_model_is_held_by_every_database() {
    let mut errors = Vec::new();
    let models = models(&["models"]);
    for model in &models {
        for id in DialectId::ALL {
            for options in variants(id) {
                let built = realized(&model.logical, id, &options, &model.sources);
                let wrong = built.said.iter().filter(|it| it.starts_with("error"));
                errors.extend(wrong.map(|it| format!("{} {id}: {it}", model.path.display())));
            }
        }
    }
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    assert_eq!(models.len(), 12, "some models have errors in themselves");
}

/// What MySQL says and MariaDB does not know; what is left is spelled alike and has to be taken by both.
const MYSQL_ALONE: &[(&str, &str)] = &[
    ("index over an expression", " (("),
    ("derived column that refuses null", ") virtual not null"),
    ("derived column that refuses null", ") stored not null"),
    ("UUID as bytes", "uuid_to_bin("),
    ("row format by name", "row_format"),
];

#[test]
fn mysql_text_is_read_by_mariadb_where_they_agree() {
    let mut problems = Vec::new();
    let (mut n_run, mut n_apart, mut seen) = (0, 0, HashSet::new());
    for model in models(FOLDERS) {
        for options in variants(DialectId::Mysql) {
            let built = realized(&model.logical, DialectId::Mysql, &options, &model.sources);
            if built.has_errors || !seen.insert(built.script.clone()) {
                continue;
            }
            if MYSQL_ALONE.iter().any(|(_, words)| built.script.contains(words)) {
                n_apart += 1;
                continue;
            }
            n_run += 1;
            let script = built.script.replace("utf8mb4_0900_bin", "utf8mb4_nopad_bin");
            if let Err(error) = mariadb().database().execute(&script) {
                problems.push(format!("{}: {error}\n{script}", model.path.display()));
            }
        }
    }
    println!("{n_run} scripts for MySQL read by MariaDB, {n_apart} with words of its own not");
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(n_run >= 100, "only {n_run} scripts were run");
}

#[test]
fn the_client_cuts_a_script_where_statements_end() {
    let contract = dialect::of(DialectId::Mariadb);
    let mut n_scripts = 0;
    for model in models(FOLDERS) {
        let options = variants(DialectId::Mariadb)[0];
        let built = realized(&model.logical, DialectId::Mariadb, &options, &model.sources);
        let reader = ScriptOptions { version: options.version, reader: Reader::Client };
        let script = dialect::script(&built.native, contract, &reader);
        if built.has_errors || script == built.script {
            continue;
        }
        n_scripts += 1;
        let mut database = mariadb().database();
        let url = database.url();
        run_client(&url, &script).unwrap_or_else(|error| panic!("{error}\n{script}"));
        assert_eq!(catalog::differences(&mut database, &built.native), [] as [String; 0]);
        let triggers = database.query("show triggers").expect("a list of triggers");
        assert!(!triggers.is_empty(), "{script}");
    }
    assert!(n_scripts > 0, "no script is written otherwise for the client");
}

/// Hands a script to MariaDB's own command line program.
fn run_client(url: &str, script: &str) -> Result<(), String> {
    let place = url.strip_prefix("mysql://").expect("an address");
    let (account, place) = place.split_once('@').expect("an account");
    let (user, password) = account.split_once(':').expect("a password");
    let (host, database) = place.split_once('/').expect("a database");
    let (host, port) = host.split_once(':').expect("a port");
    let mut child = Command::new("mariadb")
        .args(["--no-defaults", "--host", host, "--port", port, "--user", user, database])
        .env("MYSQL_PWD", password)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("mariadb: {error}"))?;
    let stdin = child.stdin.as_mut().expect("a pipe");
    stdin.write_all(script.as_bytes()).map_err(|error| error.to_string())?;
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    match output.status.success() {
        true => Ok(()),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}
