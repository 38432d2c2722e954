//! Changes in phases on real databases: programs that know what was and programs that know what is new work side by
//! side, and the end is as if it had been made anew.

mod meanwhile;
mod moves;

use erc::base::{Diagnostics, DialectId};
use erc::dialect::{self, Reader, Row, Session};
use erc::migrate::folder::Migration;
use erc::migrate::phases::{Phase, Phased, phases};
use erc::migrate::runner::{RunError, Surroundings, apply, down};
use erc::migrate::{Options, Permissions, RenameHints, Style, diff};

use super::faults::{Target, run};
use super::fingerprint::fingerprint;
use super::round::{Side, side};
use crate::servers::{self, Database};

const SERVERS: [DialectId; 3] = [DialectId::Postgres, DialectId::Mariadb, DialectId::Sqlite];

/// A change, and what programs do meanwhile. `{n}` is another number each time.
struct Case {
    from: &'static str,
    to: &'static str,
    rows: &'static str,
    /// What programs do that know what was, until the contract.
    old: &'static [&'static str],
    /// What programs do that know what is new, from the expansion on.
    new: &'static [&'static str],
    /// Queries that nothing may be found by when all old rows are filled, until the contract.
    unlike: &'static [&'static str],
    /// Queries and their answers in the end.
    after: &'static [(&'static str, &'static str)],
    /// The databases in which it has no phases.
    single: &'static [DialectId],
}

const RENAMED: Case = Case {
    from: "entity Customer {\n  id int key\n  full_name varchar(80) = \"nobody\"\n  email varchar(80) unique\n  note varchar(20)?\n  index (full_name)\n}\nentity Sale {\n  no int key\n  buyer Customer\n  remark varchar(40)? check remark <> \"\"\n}",
    to: "entity Customer {\n  id int key\n  name varchar(80) = \"nobody\" @was(full_name)\n  address varchar(80) unique @was(email)\n  note varchar(20)?\n  index (name)\n}\nentity Sale {\n  no int key\n  buyer Customer\n  comment varchar(40)? check comment <> \"\" @was(remark)\n}",
    rows: "insert into customer (id, full_name, email) values (1, 'Ada', 'a'), (2, 'Bob', 'b'), (3, 'Cyd', 'c');\ninsert into sale (no, buyer_id, remark) values (1, 1, 'x'), (2, 2, null);",
    old: &[
        "insert into customer (id, full_name, email) values ({n}, 'Old', 'old{n}')",
        "insert into customer (id, email) values (1000 + {n}, 'bare{n}')",
        "update customer set full_name = 'Ada O.' where id = 1",
        "insert into sale (no, buyer_id, remark) values ({n}, 1, 'o')",
        "update sale set remark = null where no = 1",
    ],
    new: &[
        "insert into customer (id, name, address) values (2000 + {n}, 'New', 'new{n}')",
        "update customer set name = 'Bob N.' where id = 2",
        "insert into sale (no, buyer_id, comment) values (2000 + {n}, 1, 'n')",
        "update sale set comment = 'again' where no = 2",
    ],
    unlike: &[
        "select 1 from customer where full_name <> name or email <> address or name is null",
        "select 1 from sale where (remark is null) <> (comment is null) or remark <> comment",
    ],
    after: &[
        ("select name from customer where id = 1", "Ada O."),
        ("select name from customer where id = 2", "Bob N."),
        ("select name from customer where id = 3", "Cyd"),
        ("select count(*) from customer where name = 'Old'", "2"),
        ("select count(*) from customer where name = 'New'", "3"),
        ("select count(*) from customer where name = 'nobody'", "2"),
        ("select comment from sale where no = 2", "again"),
        ("select count(*) from sale where comment = 'o'", "2"),
    ],
    single: &[],
};

const RETYPED: Case = Case {
    from: "entity Sale {\n  a int key\n  b varchar(10) key\n  amount int = 7 check amount > 0\n  rate int?\n  index (rate, amount)\n}",
    to: "entity Sale {\n  a int key\n  b varchar(10) key\n  amount bigint = 7 check amount > 0\n  rate decimal(12, 2)?\n  index (rate, amount)\n}",
    rows: "insert into sale (a, b, amount, rate) values (1, 'x', 1, 10), (1, 'y', 2, null), (2, 'x', 3, 30);",
    old: &[
        "insert into sale (a, b, amount, rate) values ({n}, 'o', {n}, 5)",
        "insert into sale (a, b) values ({n}, 'bare')",
        "update sale set amount = amount + 100 where a = 1",
    ],
    new: &["insert into sale (a, b, amount) values ({n}, 'n', 4)"],
    unlike: &[],
    after: &[
        ("select amount from sale where a = 1 and b = 'x'", "201"),
        ("select count(*) from sale where b = 'bare' and amount = 7", "2"),
        ("select count(*) from sale where b = 'o' and rate = 5", "2"),
        ("select count(*) from sale where rate is null", "4"),
    ],
    single: &[DialectId::Sqlite],
};

const MANDATORY: Case = Case {
    from: "entity Part {\n  id int key\n  colour varchar(20)?\n}",
    to: "entity Part {\n  id int key\n  colour varchar(20) = \"grey\"\n}",
    rows: "insert into part (id, colour) values (1, 'red'), (2, null), (3, null);",
    old: &[
        "insert into part (id) values ({n})",
        "insert into part (id, colour) values (1000 + {n}, null)",
        "update part set colour = null where id = 1",
    ],
    new: &["insert into part (id, colour) values (2000 + {n}, 'blue')"],
    unlike: &["select 1 from part where colour is null"],
    after: &[
        ("select count(*) from part where colour = 'grey'", "7"),
        ("select count(*) from part where colour = 'blue'", "3"),
    ],
    single: &[],
};

const TABLE: Case = Case {
    from: "entity Client {\n  id int key\n  name varchar(40) = \"x\"\n  age int?\n}\nentity Sale {\n  no int key\n  buyer Client\n}",
    to: "entity Customer @was(client) {\n  id int key\n  name varchar(40) = \"x\"\n  age int?\n}\nentity Sale {\n  no int key\n  buyer Customer\n}",
    rows: "insert into client (id, name) values (1, 'Ada');\ninsert into sale (no, buyer_id) values (1, 1);",
    old: &[
        "insert into client (id, name) values ({n}, 'Old')",
        "update client set age = 30 where id = 1",
        "delete from client where id = 2000",
    ],
    new: &[
        "insert into customer (id) values (2000 + {n})",
        "insert into customer (id) values (2000)",
        "update customer set name = 'Ada N.' where id = 1",
        "delete from customer where id = 2000",
    ],
    unlike: &[],
    after: &[
        ("select name from customer where id = 1", "Ada N."),
        ("select age from customer where id = 1", "30"),
        ("select count(*) from customer where name = 'x'", "2"),
        ("select count(*) from customer where name = 'Old'", "1"),
    ],
    single: &[],
};

/// A session of erc as a database of the tests.
struct Seen(Box<dyn Session>);

impl Database for Seen {
    fn dialect(&self) -> DialectId {
        self.0.dialect()
    }

    fn version(&mut self) -> String {
        String::new()
    }

    fn execute(&mut self, script: &str) -> Result<(), String> {
        self.0.execute(script).map_err(|it| it.to_string())
    }

    fn query(&mut self, query: &str) -> Result<Vec<Row>, String> {
        self.0.query(query).map_err(|it| it.to_string())
    }
}

fn phased(from: &Side, to: &Side) -> Phased {
    let hints = RenameHints::default();
    let difference = diff(&from.native, &to.native, &hints, &mut Diagnostics::new());
    let options = Options {
        permissions: Permissions::default(),
        style: Style::Online,
        version: to.options.version,
        reader: Reader::Client,
    };
    phases(&difference, &hints, dialect::of(to.id), &options)
}

/// The phases as migrations.
fn migrations(phases: &[Phase]) -> Vec<Migration> {
    let migration = |(idx, it): (usize, &Phase)| Migration {
        name: format!("{idx}_{}", it.name),
        files: [("up.sql", &it.up), ("down.sql", &it.down)]
            .map(|(name, text)| (name.to_owned(), text.clone()))
            .into(),
    };
    phases.iter().enumerate().map(migration).collect()
}

fn seen(target: &Target) -> Vec<String> {
    let mut session = Seen(target.session());
    let _ = session.execute("drop table erc_migrations");
    fingerprint(&mut session)
}

fn fresh(side: &Side) -> Vec<String> {
    let mut database = servers::database(side.id).expect("a server");
    database.execute(&side.script).expect("a schema");
    fingerprint(&mut *database)
}

fn work(target: &Target, statements: &[&str], n: &mut usize) {
    for statement in statements {
        *n += 1;
        target.execute(&statement.replace("{n}", &n.to_string()));
    }
}

#[track_caller]
fn is_alike(what: &str, made: &[String], found: &[String]) {
    let (made, found) = (made.join("\n"), found.join("\n"));
    let difference = similar::TextDiff::from_lines(&made, &found);
    let text = difference.unified_diff().context_radius(0).to_string();
    assert!(made == found, "{what}:\n{text}");
}

#[track_caller]
fn check(name: &str, case: &Case) {
    for id in SERVERS {
        let (from, to) = (side(case.from, id).expect("a side"), side(case.to, id).expect("a side"));
        let phased = phased(&from, &to);
        if case.single.contains(&id) {
            assert!(phased.phases.is_empty() && !phased.remarks.is_empty(), "{name} on {id}");
            continue;
        }
        assert!(!phased.phases.is_empty(), "{name} on {id}: {:?}", phased.remarks);
        if std::env::var_os("SHOW").is_some() {
            for it in &phased.phases {
                eprintln!("== {name} {id} {}\n{}\n-- down\n{}", it.name, it.up, it.down);
            }
        }
        there_and_back(&format!("{name} on {id}"), case, &phased, &from, &to);
    }
}

fn there_and_back(what: &str, case: &Case, phased: &Phased, from: &Side, to: &Side) {
    let target = Target::new(to.id);
    target.execute(&from.script);
    target.execute(case.rows);
    let all = migrations(&phased.phases);
    let mut n = 100;
    for idx in 0..all.len() {
        if let Err(error) = run(&mut *target.session(), &all[..=idx]) {
            panic!("{what}, {}: {error}\n{}", all[idx].name, phased.phases[idx].up);
        }
        let is_last = idx + 1 == all.len();
        if !is_last {
            work(&target, case.old, &mut n);
        }
        // What is new is another type by the same name where it is not beside: it comes with the last phase.
        if is_last || !case.unlike.is_empty() || what.starts_with("TABLE") {
            work(&target, case.new, &mut n);
        }
        let is_filled = phased.phases[idx].name == "backfill";
        for query in case.unlike.iter().filter(|_| is_filled) {
            assert_eq!(target.value(query), None, "{what}: {query}");
        }
    }
    let answers = |when: &str| {
        for (query, expected) in case.after {
            assert_eq!(target.value(query).as_deref(), Some(*expected), "{what}, {when}: {query}");
        }
    };
    answers("at the end");
    // The history goes with what is seen; the way down needs it.
    let history = target.session().query("select name, checksum, n_statements, n_started, n_done, script from erc_migrations order by name").expect("a history");
    assert_eq!(history.len(), all.len(), "{what}");
    back(what, case, phased, &target, &all);
    is_alike(&format!("{what}, taken back"), &fresh(from), &seen(&target));
    for idx in 0..all.len() {
        run(&mut *target.session(), &all[..=idx])
            .unwrap_or_else(|it| panic!("{what}, once more: {it}\n{}", phased.phases[idx].up));
    }
    answers("once more");
    is_alike(what, &fresh(to), &seen(&target));
}

/// Takes every phase back, and lets programs work in between that know what was.
fn back(what: &str, case: &Case, phased: &Phased, target: &Target, all: &[Migration]) {
    let around = Surroundings {
        n_lock_tries: 20,
        n_retries: 0,
        pause: &|_| {},
        say: &|_| {},
        clock: &|| 0,
        is_interrupted: &|| false,
    };
    for phase in phased.phases.iter().rev() {
        let gone = down(&mut *target.session(), all, &around);
        assert!(gone.is_ok(), "{what}, back from {}: {gone:?}\n{}", phase.name, phase.down);
        let is_lossless = phase.down.starts_with("-- Lossless");
        assert!(is_lossless || phase.name == "contract", "{what}: {}", phase.down);
    }
    let probe = case.old.last().expect("a statement").replace("{n}", "1");
    if probe.starts_with("update") || probe.starts_with("delete") {
        target.execute(&format!("begin;\n{probe};\nrollback;"));
    }
}

#[test]
fn a_column_gets_another_name() {
    check("RENAMED", &RENAMED);
}

#[test]
fn a_column_gets_another_type() {
    check("RETYPED", &RETYPED);
}

#[test]
fn a_column_becomes_mandatory() {
    check("MANDATORY", &MANDATORY);
}

#[test]
fn a_table_gets_another_name() {
    check("TABLE", &TABLE);
}

#[test]
fn a_backfill_that_was_stopped_goes_on_with_what_is_left() {
    let from = "entity Customer {\n  id int key\n  full_name varchar(80)\n}";
    let to = "entity Customer {\n  id int key\n  name varchar(80) @was(full_name)\n}";
    for id in SERVERS {
        let (from, to) = (side(from, id).expect("a side"), side(to, id).expect("a side"));
        let all = migrations(&phased(&from, &to).phases);
        let target = Target::new(id);
        target.execute(&from.script);
        target.execute(
            "insert into customer (id, full_name) with recursive n (i) as (select 1 union all select i + 1 from n where i < 900) select i, 'x' from n;\n\
             insert into customer (id, full_name) select a.id * 1000 + b.id, 'y' from customer a join customer b on a.id <= 40 where b.id <= 900;",
        );
        run(&mut *target.session(), &all[..1]).expect("the expansion");
        let said = std::cell::RefCell::new(Vec::new());
        let say = |text: &str| said.borrow_mut().push(text.to_owned());
        let n_batches = |said: &[String]| said.iter().filter(|it| it.contains(" rows in ")).count();
        let is_interrupted = || n_batches(&said.borrow()) >= 2;
        let around = Surroundings {
            n_lock_tries: 20,
            n_retries: 0,
            pause: &|_| {},
            say: &say,
            clock: &|| 0,
            is_interrupted: &is_interrupted,
        };
        let stopped = apply(&mut *target.session(), &all[..2], &around);
        assert!(
            matches!(stopped, Err(RunError::Interrupted { n_done: 0, .. })),
            "{id}: {stopped:?}"
        );
        let left = target.value("select count(*) from customer where name is null");
        assert_eq!(left.as_deref(), Some("16900"), "{id}");
        let said = std::cell::RefCell::new(Vec::new());
        let say = |text: &str| said.borrow_mut().push(text.to_owned());
        let around = Surroundings { say: &say, is_interrupted: &|| false, ..around };
        apply(&mut *target.session(), &all[..2], &around).expect("the rest");
        let said = said.into_inner();
        assert!(said.iter().any(|it| it.contains("16900 rows in 2 batches")), "{id}: {said:#?}");
        assert!(said.iter().any(|it| it.contains(" %")), "{id}: {said:#?}");
        let left = target.value("select count(*) from customer where name is null");
        assert_eq!(left.as_deref(), Some("0"), "{id}");
    }
}

#[test]
fn what_has_no_phases_says_why() {
    let reason = |from: &str, to: &str, id: DialectId| {
        let (from, to) = (side(from, id).expect("a side"), side(to, id).expect("a side"));
        let res = phased(&from, &to);
        assert!(res.phases.is_empty(), "{:?}", res.phases);
        res.remarks.join("\n")
    };
    let postgres = DialectId::Postgres;
    let res =
        reason("entity A {\n  id int key\n}", "entity A {\n  no int key @was(id)\n}", postgres);
    assert!(res.contains("primary key"), "{res}");
    let res = reason(
        "entity A {\n  id int key\n  b int?\n}",
        "entity A {\n  id int key\n  b int\n}",
        postgres,
    );
    assert!(res.contains("give it a default"), "{res}");
    let res = reason(
        "entity A {\n  id int key\n  b varchar(10)\n  c varchar(20) := lower(b) stored\n}",
        "entity A {\n  id int key\n  d varchar(10) @was(b)\n  c varchar(20) := lower(d) stored\n}",
        postgres,
    );
    assert!(res.contains("computed"), "{res}");
    // What reads no rows needs no phases.
    let res = reason(
        "entity A {\n  id int key\n  b varchar(10)\n}",
        "entity A {\n  id int key\n  b varchar(20)\n}",
        postgres,
    );
    assert_eq!(res, "");
}
