//! Expressions as people write them, sent through the servers: what comes back compares equal to what was written,
//! and to nothing that says something else.

use std::path::Path;

use erc::base::DialectId;
use erc::import::{read_database, read_sql};
use erc::schema::{NativeSchema, NativeType, Table};

use super::live::what_of;
use super::session::TestSession;
use crate::servers;

const POSTGRES: (&str, &str) = (
    "create type mood as enum ('sad', 'happy'); create sequence sq; create domain posint as int;",
    "i int, b bigint, n numeric(10,2), d double precision, s text, v varchar(40), c char(3), f boolean, da date,
     ts timestamp, tz timestamptz, ti time, iv interval, j json, jb jsonb, a text[], ai int[], u uuid, by bytea,
     bi bit(3), inn inet, ra int4range, pt point, mo money, e mood, \"Quoted Name\" int, \"select\" int",
);

const MARIADB: (&str, &str) = (
    "",
    "i int, b bigint, n decimal(10,2), d double, s text, v varchar(40), c char(3), f boolean, da date, ts datetime,
     ti time, j json, by_ varbinary(20), bi bit(3), e enum('happy','sad'), se set('a','b'), uc int unsigned,
     `Quoted Name` int, `select` int",
);

const SQLITE: (&str, &str) = (
    "",
    "i integer, b bigint, n numeric, d real, s text, v varchar(40), f boolean, j text, bl blob,
     \"Quoted Name\" int, \"select\" int",
);

#[test]
fn postgres_prints_expressions_that_compare_equal() {
    check(DialectId::Postgres, "postgres", POSTGRES);
}

#[test]
fn mariadb_prints_expressions_that_compare_equal() {
    check(DialectId::Mariadb, "mariadb", MARIADB);
}

#[test]
fn sqlite_keeps_expressions_that_compare_equal() {
    check(DialectId::Sqlite, "sqlite", SQLITE);
}

/// One expression at its place in a table of its own.
struct Case {
    kind: String,
    text: String,
    table: String,
}

impl Case {
    /// The statements that make the table, with another expression in the place of its own if one is given.
    fn script(&self, columns: &str, id: DialectId, other: Option<&str>) -> String {
        let (table, text) = (&self.table, other.unwrap_or(&self.text));
        let (kind, of) = self.kind.split_once(' ').unwrap_or((&self.kind, ""));
        let stored = if id == DialectId::Sqlite { "virtual" } else { "stored" };
        match kind {
            "check" => {
                format!("create table {table} ({columns}, constraint k_{table} check ({text}));")
            }
            "default" => format!("create table {table} (id int, x {of} default {text});"),
            "generated" => format!(
                "create table {table} ({columns}, x {of} generated always as ({text}) {stored});"
            ),
            "index" => format!(
                "create table {table} ({columns}); create index i_{table} on {table} ({text});"
            ),
            "where" => format!(
                "create table {table} ({columns}); create index i_{table} on {table} (i) where {text};"
            ),
            _ => panic!("no kind of expression is called `{kind}`"),
        }
    }
}

fn cases(name: &str) -> Vec<Case> {
    let path = format!("{}/fixtures/import/expressions/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(Path::new(&path)).expect("a list of expressions");
    let mut kind = String::new();
    let mut res = Vec::new();
    for line in text.lines().filter(|it| !it.is_empty() && !it.starts_with('#')) {
        match line.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
            Some(head) if is_kind(head) => head.clone_into(&mut kind),
            _ => {
                let table = format!("t{}", res.len());
                res.push(Case { kind: kind.clone(), text: line.to_owned(), table });
            }
        }
    }
    assert!(res.len() > 150, "only {} expressions", res.len());
    res
}

fn is_kind(head: &str) -> bool {
    ["check", "default ", "generated ", "index", "where"].iter().any(|it| head.starts_with(it))
}

#[track_caller]
fn check(id: DialectId, name: &str, (before, columns): (&str, &str)) {
    let columns = columns.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut database = servers::database(id).expect("a server");
    if !before.is_empty() {
        database.execute(before).expect("what the expressions need");
    }
    if id == DialectId::Mariadb {
        database
            .execute("alter database character set utf8mb4 collate utf8mb4_general_ci")
            .expect("a character set");
    }
    let mut failed = Vec::new();
    let mut taken = Vec::new();
    let mut script = before.to_owned();
    for case in cases(name) {
        let statements = case.script(&columns, id, None);
        match database.execute(&statements) {
            Ok(()) => {
                script.push_str(&statements);
                script.push('\n');
                taken.push(case);
            }
            Err(error) => {
                failed.push(format!("[{}] {}\n  is refused: {error}", case.kind, case.text));
            }
        }
    }
    let live = read_database(&mut TestSession(&mut *database)).expect("a catalog");
    let text = read_sql(&script, id);
    failed.extend(text.skipped.iter().chain(&live.skipped).map(ToString::to_string));
    for case in &taken {
        let (Some(written), Some(printed)) = (find(&text.schema, case), find(&live.schema, case))
        else {
            failed.push(format!("[{}] {}\n  is not read", case.kind, case.text));
            continue;
        };
        if written != printed {
            failed.push(format!("[{}] {}\n  {}", case.kind, case.text, what_of(written, printed)));
        }
        failed.extend(confused(case, before, &columns, id, printed));
    }
    let n_failed = failed.len();
    assert!(failed.is_empty(), "{n_failed} of {}:\n{}", taken.len(), failed.join("\n"));
}

fn find<'a>(schema: &'a NativeSchema, case: &Case) -> Option<&'a Table<NativeType>> {
    schema.tables.values().find(|it| it.name.name == case.table.as_str())
}

/// The changed expressions that compare equal to what the server has printed.
fn confused(
    case: &Case,
    before: &str,
    columns: &str,
    id: DialectId,
    printed: &Table<NativeType>,
) -> Vec<String> {
    let changed = |it: &String| {
        let script = format!("{before}\n{}", case.script(columns, id, Some(it)));
        let read = read_sql(&script, id);
        find(&read.schema, case).is_some_and(|it| it == printed)
    };
    // A clock of MariaDB that fills a column is as exact as the column, whatever is said.
    let clocks = ["now(", "current_timestamp("];
    let is_clock =
        |it: &str| id == DialectId::Mariadb && clocks.iter().any(|clock| it.starts_with(clock));
    let is_kept = |it: &String| !(case.kind.starts_with("default") && is_clock(it));
    let all = changes(&case.text).into_iter().filter(is_kept).filter(changed);
    all.map(|it| format!("[{}] {}\n  compares equal to `{it}`", case.kind, case.text)).collect()
}

/// The same expression with one thing changed so that it says another.
fn changes(text: &str) -> Vec<String> {
    let mut res = Vec::new();
    let pairs = [
        (" > ", " >= "),
        (" >= ", " > "),
        (" < ", " <= "),
        (" <= ", " < "),
        (" = ", " <> "),
        (" <> ", " = "),
        (" and ", " or "),
        (" or ", " and "),
        (" + ", " - "),
        (" - ", " + "),
        (" * ", " / "),
        (" is null", " is not null"),
        (" is not null", " is null"),
        (" not in ", " in "),
        (" in (", " not in ("),
        (" not like ", " like "),
        (" like ", " not like "),
        (" ~ ", " ~* "),
        (" ilike ", " like "),
        ("lower(", "upper("),
        ("upper(", "lower("),
        ("coalesce(", "greatest("),
        (" desc", ""),
        ("true", "false"),
    ];
    for (from, to) in pairs {
        for (at, _) in text.match_indices(from) {
            let is_in_text = text[..at].matches('\'').count() % 2 == 1;
            // `between 1 and 2` and `not (… and …)` are read by their words together.
            let is_range = from == " and " && text.contains("between");
            if !is_in_text && !is_range {
                res.push(format!("{}{to}{}", &text[..at], &text[at + from.len()..]));
            }
        }
    }
    let mut chars = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = chars.next() {
        let is_start = !before.is_alphanumeric() && !matches!(before, '.' | '_' | '\\');
        let next = chars.peek().map_or(' ', |(_, c)| *c);
        if c.is_ascii_digit() && c != '0' && is_start && next != 'e' {
            let other = if c == '9' { '8' } else { char::from(c as u8 + 1) };
            res.push(format!("{}{other}{}", &text[..at], &text[at + 1..]));
        }
        before = c;
    }
    res.dedup();
    res
}
