//! Tables that are split, and come together again, while many programs write; and what stops, goes on, or has no phases.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use erc::base::DialectId;
use erc::dialect::Session;
use erc::io::connect_to_run;
use erc::migrate::folder::Migration;
use erc::migrate::runner::{RunError, Surroundings, apply, down};
use erc::migrate::statements;

use super::super::faults::{Target, run};
use super::super::round::side;
use super::{SERVERS, migrations, phased};

const TOGETHER: &str = "entity Person {\n  id int key\n  name varchar(40)\n  bio varchar(80)? @from(Profile.bio)\n  photo varchar(40)? @from(Profile.photo)\n}";
const APART: &str = "entity Person {\n  id int key\n  name varchar(40)\n}\nentity Profile {\n  person Person key\n  bio varchar(80)? @from(Person.bio)\n  photo varchar(40)? @from(Person.photo)\n}";
const UNLIKE: &str = "select count(*) from person left join profile on person_id = id where coalesce(person.bio, '~') <> coalesce(profile.bio, '~') or coalesce(person.photo, '~') <> coalesce(profile.photo, '~')";

/// A change on its way, with its script at hand.
fn started(id: DialectId, from: &str, to: &str, rows: &[&str]) -> (Target, Vec<Migration>) {
    let (from, to) = (side(from, id).expect("a side"), side(to, id).expect("a side"));
    let phased = phased(&from, &to);
    assert_eq!(phased.phases.len(), 3, "{id}: {:?}", phased.remarks);
    let target = Target::new(id);
    target.execute(&from.script);
    rows.iter().for_each(|it| target.execute(it));
    let all = migrations(&phased.phases);
    run(&mut *target.session(), &all[..1]).expect("the expansion");
    (target, all)
}

const PERSONS: &str = "insert into person (id, name) with recursive n (i) as (select 1 union all select i + 1 from n where i < 900) select i, 'x' from n";
const BIOS: &str = "update person set bio = 'b', photo = 'p'";
const PROFILES: &str =
    "insert into profile (person_id, bio, photo) select id, 'b', 'p' from person where id > 10";

/// What programs do with a row, each time another one.
const WRITES: [&str; 8] = [
    "update person set bio = 'o{i}' where id = {r}",
    "update profile set bio = 'n{i}' where person_id = {r}",
    "update person set photo = null, bio = null where id = {r}",
    "delete from profile where person_id = {r}",
    "insert into profile (person_id, bio) values ({r}, 'c{i}')",
    "update profile set bio = null where person_id = {r}",
    "update person set bio = 'b', photo = 'p{i}' where id = {r}",
    "insert into profile (person_id) values ({r})",
];

/// What two who write the same row may be told: that one is in the way of the other, or came first.
fn is_refused_rightly(error: &str) -> bool {
    let words = ["deadlock", "duplicate", "lock wait timeout", "record has changed"];
    words.iter().any(|it| error.to_lowercase().contains(it))
}

/// Programs that write until they are told that it is over.
#[derive(Default)]
struct Writing {
    is_over: AtomicBool,
    n_done: AtomicUsize,
}

impl Writing {
    fn is_over(&self) -> bool {
        self.is_over.load(Ordering::Relaxed)
    }

    fn has_written(&self) {
        self.n_done.fetch_add(1, Ordering::Relaxed);
    }

    /// Waits until so much more is written, however slow the machine is; a minute at most, since programs may fail.
    fn wait_for(&self, n_more: usize) {
        let n_wanted = self.n_done.load(Ordering::Relaxed) + n_more;
        let is_short = || self.n_done.load(Ordering::Relaxed) < n_wanted;
        (0..6_000).take_while(|_| is_short()).for_each(|_| sleep(10));
    }

    fn end(&self) {
        self.is_over.store(true, Ordering::Relaxed);
    }
}

fn sleep(millis: u64) {
    std::thread::sleep(Duration::from_millis(millis));
}

fn write(url: &str, seed: usize, writing: &Writing) {
    let mut session = connect_to_run(url).expect("a session");
    let mut random = seed * 7919 + 1;
    for i in 0.. {
        if writing.is_over() {
            break;
        }
        random =
            random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let (row, kind) = ((random >> 33) % 40 + 1, (random >> 13) % WRITES.len());
        let statement =
            WRITES[kind].replace("{r}", &row.to_string()).replace("{i}", &i.to_string());
        // What was read before must not hide what others have written since.
        let done = session.execute(&format!(
            "begin; select count(*) from person; select count(*) from profile; {statement}; commit"
        ));
        match done {
            Ok(()) => writing.has_written(),
            Err(error) => {
                let error = error.to_string();
                assert!(is_refused_rightly(&error), "{statement}: {error}");
                let _ = session.execute("rollback");
            }
        }
    }
}

#[track_caller]
fn stays_in_step(from: &str, to: &str, rows: &[&str]) {
    for id in [DialectId::Postgres, DialectId::Mariadb] {
        let (target, all) = started(id, from, to, rows);
        let writing = Writing::default();
        let pause = |millis: u64| sleep(millis.min(20));
        let around = Surroundings {
            n_lock_tries: 20,
            n_retries: 50,
            pause: &pause,
            say: &|_| {},
            clock: &|| 0,
            is_interrupted: &|| false,
        };
        std::thread::scope(|scope| {
            let (url, writing) = (&target.url, &writing);
            let threads: Vec<_> =
                (0..4).map(|seed| scope.spawn(move || write(url, seed, writing))).collect();
            writing.wait_for(40);
            let filled = apply(&mut *target.session(), &all[..2], &around);
            writing.wait_for(80);
            writing.end();
            threads.into_iter().for_each(|it| it.join().expect("a program"));
            assert!(filled.is_ok(), "{id}: {filled:?}");
            let n_done = writing.n_done.load(Ordering::Relaxed);
            assert!(n_done >= 120, "{id}: {n_done}");
        });
        assert_eq!(target.value(UNLIKE).as_deref(), Some("0"), "{id}");
        run(&mut *target.session(), &all).expect("the contract");
    }
}

#[test]
fn a_split_stays_in_step_whoever_writes_at_once() {
    stays_in_step(TOGETHER, APART, &[PERSONS, BIOS]);
}

#[test]
fn a_merge_stays_in_step_whoever_writes_at_once() {
    stays_in_step(APART, TOGETHER, &[PERSONS, PROFILES]);
}

/// What both tables say of a row.
fn both(target: &Target, id: usize) -> [Option<String>; 2] {
    let of = |query: &str| target.value(&query.replace("{id}", &id.to_string()));
    [
        of("select bio from person where id = {id}"),
        of("select bio from profile where person_id = {id}"),
    ]
}

#[test]
fn what_others_write_meanwhile_is_seen() {
    for id in [DialectId::Postgres, DialectId::Mariadb] {
        let (target, all) = started(id, TOGETHER, APART, &[PERSONS, BIOS]);
        // A row of the part is made of what the whole says, which somebody else takes away at that moment.
        let mut first = target.session();
        first.execute("begin; insert into profile (person_id) values (1)").expect("a row");
        std::thread::scope(|scope| {
            let url = &target.url;
            let second = scope.spawn(move || {
                let mut session = connect_to_run(url).expect("a session");
                session.execute("update person set bio = null, photo = null where id = 1")
            });
            sleep(500);
            first.execute("commit").expect("a commit");
            second.join().expect("a program").expect("a change");
        });
        assert_eq!(both(&target, 1), [None, None], "{id}");
        // What was read at the start of a transaction hides what the part says now.
        run(&mut *target.session(), &all[..2]).expect("the backfill");
        first.execute("begin; select count(*) from profile").expect("a look");
        target.execute("update profile set bio = 'a' where person_id = 2");
        first.execute("update person set bio = 'b' where id = 2; commit").expect("a change");
        let b = || Some("b".to_owned());
        assert_eq!(both(&target, 2), [b(), b()], "{id}");
        first.execute("begin; select count(*) from person").expect("a look");
        target.execute("update person set bio = 'a' where id = 3");
        first
            .execute("update profile set bio = 'b' where person_id = 3; commit")
            .expect("a change");
        assert_eq!(both(&target, 3), [b(), b()], "{id}");
    }
}

/// What programs that know the new name write while the old one comes back.
fn write_by_new_name(url: &str, program: usize, writing: &Writing) -> Vec<(usize, String)> {
    let mut session = connect_to_run(url).expect("a session");
    let mut said = BTreeMap::new();
    for i in 0.. {
        if writing.is_over() {
            break;
        }
        // Nobody else writes these rows.
        let row = (i * 7 % 200) * 4 + program + 1;
        let (new, value) = (1000 + i * 4 + program, format!("{program}-{i}"));
        let (row, statement) = match i % 5 {
            0 => (new, format!("insert into person (id, called) values ({new}, '{value}')")),
            1 => (0, format!("update person set age = coalesce(age, 0) + 1 where id = {row}")),
            _ => (row, format!("update person set called = '{value}' where id = {row}")),
        };
        match session.execute(&statement) {
            Ok(()) => {
                writing.has_written();
                if row > 0 {
                    said.insert(row, value);
                }
            }
            Err(error) => {
                let error = error.to_string();
                assert!(is_refused_rightly(&error), "{statement}: {error}");
            }
        }
    }
    said.into_iter().collect()
}

#[test]
fn a_name_comes_back_whoever_writes_at_once() {
    let from = "entity Person {\n  id int key\n  name varchar(40) = \"nobody\"\n  age int?\n  index (name)\n}";
    let to = "entity Person {\n  id int key\n  called varchar(40) = \"nobody\" @was(name)\n  age int?\n  index (called)\n}";
    let rows = PERSONS.replace("name", "name, age").replace("'x'", "'x', 1");
    for id in [DialectId::Postgres, DialectId::Mariadb] {
        let (target, all) = started(id, from, to, &[&rows]);
        run(&mut *target.session(), &all).expect("all phases");
        let writing = Writing::default();
        let around = Surroundings {
            n_lock_tries: 20,
            n_retries: 50,
            pause: &|_| sleep(5),
            say: &|_| {},
            clock: &|| 0,
            is_interrupted: &|| false,
        };
        let said: Vec<(usize, String)> = std::thread::scope(|scope| {
            let (url, writing) = (&target.url, &writing);
            let programs: Vec<_> =
                (0..4).map(|it| scope.spawn(move || write_by_new_name(url, it, writing))).collect();
            writing.wait_for(100);
            let back = down(&mut *target.session(), &all, &around);
            writing.wait_for(100);
            writing.end();
            let said = programs.into_iter().flat_map(|it| it.join().expect("a program")).collect();
            assert!(back.is_ok(), "{id}: {back:?}\n{}", all[2].files["down.sql"]);
            said
        });
        assert!(said.len() > 100, "{id}: {}", said.len());
        let rows = target.session().query("select id, name, called from person").expect("rows");
        let found: BTreeMap<String, [Option<String>; 2]> = rows
            .into_iter()
            .map(|mut row| (row[0].take().expect("a key"), [row[1].take(), row[2].take()]))
            .collect();
        for (row, value) in said {
            assert_eq!(found[&row.to_string()], [Some(value.clone()), Some(value)], "{id}, {row}");
        }
        let unlike = "select count(*) from person where coalesce(name, '~') <> called";
        assert_eq!(target.value(unlike).as_deref(), Some("0"), "{id}");
    }
}

#[test]
fn a_backfill_waits_for_who_is_writing() {
    let split = (TOGETHER, APART, BIOS, "update person set bio = null, photo = null where id = 20");
    let merge = (
        APART,
        TOGETHER,
        PROFILES,
        "update profile set bio = null, photo = null where person_id = 20",
    );
    for id in [DialectId::Postgres, DialectId::Mariadb] {
        for (from, to, rows, change) in [split, merge] {
            let (target, all) = started(id, from, to, &[PERSONS, rows]);
            let mut first = target.session();
            first.execute(&format!("begin; {change}")).expect("a change");
            std::thread::scope(|scope| {
                let (url, all) = (&target.url, &all);
                let filling = scope
                    .spawn(move || run(&mut *connect_to_run(url).expect("a session"), &all[..2]));
                sleep(800);
                first.execute("commit").expect("a commit");
                filling.join().expect("a runner").expect("the backfill");
            });
            assert_eq!(both(&target, 20), [None, None], "{id}, {change}");
            assert_eq!(target.value(UNLIKE).as_deref(), Some("0"), "{id}, {change}");
        }
    }
}

/// Lets a backfill stop behind its second batch and go on.
fn stopped_and_resumed(id: DialectId, target: &Target, all: &[Migration], left: &str) {
    let said = std::cell::RefCell::new(Vec::new());
    let say = |text: &str| said.borrow_mut().push(text.to_owned());
    let is_interrupted = || said.borrow().iter().filter(|it| it.contains(" rows in ")).count() >= 2;
    let around = Surroundings {
        n_lock_tries: 20,
        n_retries: 0,
        pause: &|_| {},
        say: &say,
        clock: &|| 0,
        is_interrupted: &is_interrupted,
    };
    let stopped = apply(&mut *target.session(), &all[..2], &around);
    assert!(matches!(stopped, Err(RunError::Interrupted { .. })), "{id}: {stopped:?}");
    assert_eq!(target.value(left).as_deref(), Some("5000"), "{id}");
    run(&mut *target.session(), &all[..2]).expect("the rest");
    assert_eq!(target.value(left).as_deref(), Some("0"), "{id}");
    assert_eq!(target.value(UNLIKE).as_deref(), Some("0"), "{id}");
}

#[test]
fn rows_that_move_do_so_batch_by_batch() {
    let more = "insert into person (id, name) select a.id * 1000 + b.id, 'y' from person a join person b on a.id <= 27 where b.id <= 893";
    let last = "delete from person where id > 27890";
    let even = "update person set bio = 'b'";
    let parts = "insert into profile (person_id, bio) select id, 'b' from person";
    for id in SERVERS {
        let (target, all) = started(id, TOGETHER, APART, &[PERSONS, more, even]);
        let n_rows: usize = target
            .value("select count(*) from person")
            .expect("a number")
            .parse()
            .expect("a number");
        assert!(n_rows > 25_000, "{n_rows}");
        let extra = n_rows - 25_000;
        target.execute(&format!("delete from person where id >= 27000 + 893 - {extra} + 1"));
        let left = "select count(*) from person where not exists (select 1 from profile where person_id = id)";
        stopped_and_resumed(id, &target, &all, left);
        let (target, all) = started(id, APART, TOGETHER, &[PERSONS, more, last, parts]);
        target.execute(&format!("delete from person where id >= 27000 + 893 - {extra} + 1"));
        stopped_and_resumed(id, &target, &all, "select count(*) from person where bio is null");
    }
}

/// Writes something that no trigger sees.
fn unseen(session: &mut dyn Session, expansion: &Migration, change: &str) {
    let all = statements(&expansion.files["up.sql"], session.dialect());
    let triggers = all.iter().map(|it| it.text.as_str());
    let triggers: Vec<&str> = triggers.filter(|it| it.starts_with("create trigger ")).collect();
    assert!(triggers.len() >= 3, "{triggers:?}");
    for trigger in &triggers {
        let words: Vec<&str> = trigger.split_whitespace().collect();
        let on = words.iter().position(|it| *it == "on").expect("a table");
        let of = match session.dialect() {
            DialectId::Postgres => format!(" on {}", words[on + 1]),
            DialectId::Mysql | DialectId::Mariadb | DialectId::Sqlite => String::new(),
        };
        session.execute(&format!("drop trigger {}{of}", words[2])).expect("a trigger");
    }
    session.execute(change).expect("a change");
    for trigger in &triggers {
        session.run(trigger).expect("a trigger");
    }
}

#[test]
fn what_is_not_in_both_tables_does_not_go() {
    for id in SERVERS {
        for (from, to, change) in [
            (TOGETHER, APART, "update person set photo = 'lost' where id = 12"),
            (APART, TOGETHER, "update profile set photo = 'lost' where person_id = 12"),
        ] {
            let rows = if from == APART { PROFILES } else { BIOS };
            let (target, all) = started(id, from, to, &[PERSONS, rows]);
            run(&mut *target.session(), &all[..2]).expect("the backfill");
            unseen(&mut *target.session(), &all[0], change);
            let stopped = run(&mut *target.session(), &all);
            assert!(matches!(stopped, Err(RunError::Statement { .. })), "{id}: {stopped:?}");
            let both = "select count(*) from person join profile on person_id = id where person.photo = 'lost' or profile.photo = 'lost'";
            assert_eq!(target.value(both).as_deref(), Some("1"), "{id}");
            target.execute("update person set photo = 'kept' where id = 12");
            target.execute("update profile set photo = 'kept' where person_id = 12");
            run(&mut *target.session(), &all).expect("the contract");
        }
    }
}

#[test]
fn what_becomes_mandatory_has_to_be_there() {
    let to = "entity Person {\n  id int key\n  name varchar(40)\n  bio varchar(80) @from(Profile.bio)\n}";
    let from = "entity Person {\n  id int key\n  name varchar(40)\n}\nentity Profile {\n  person Person key\n  bio varchar(80)\n}";
    for id in SERVERS {
        let rows = "insert into profile (person_id, bio) select id, 'b' from person where id > 10";
        let (target, all) = started(id, from, to, &[PERSONS, rows]);
        run(&mut *target.session(), &all[..2]).expect("the backfill");
        let stopped = run(&mut *target.session(), &all);
        assert!(matches!(stopped, Err(RunError::Statement { .. })), "{id}: {stopped:?}");
        assert_eq!(target.value("select count(*) from profile").as_deref(), Some("890"), "{id}");
        target.execute("insert into profile (person_id, bio) values (1, 'one')");
        target.execute("update person set bio = 'later' where bio is null");
        run(&mut *target.session(), &all).expect("the contract");
        assert_eq!(target.value("select bio from person where id = 1").as_deref(), Some("one"));
        let n_later = target.value("select count(*) from person where bio = 'later'");
        assert_eq!(n_later.as_deref(), Some("9"), "{id}");
    }
}

#[track_caller]
fn says(from: &str, to: &str, reason: &str) {
    for id in SERVERS {
        let (from, to) = (side(from, id).expect("a side"), side(to, id).expect("a side"));
        let res = phased(&from, &to);
        assert!(res.phases.is_empty(), "{id}: {:?}", res.phases);
        assert!(res.remarks.iter().any(|it| it.contains(reason)), "{id}: {:?}", res.remarks);
    }
}

#[test]
fn rows_that_move_otherwise_say_why() {
    let person = "entity Person {\n  id int key\n  name varchar(40)\n";
    says(
        include_str!("../../../../fixtures/migrate/move_decomposed/from.erd"),
        include_str!("../../../../fixtures/migrate/move_decomposed/to.erd"),
        "several of them become one",
    );
    says(
        "entity Book {\n  id int key\n  publisher_name varchar(40)?\n}",
        "entity Book {\n  id int key\n  publisher Publisher?\n}\nentity Publisher {\n  id bigint key identity\n  name varchar(40) @from(Book.publisher_name)\n}",
        "several of them become one",
    );
    says(
        &format!("{person}  bio varchar(80)? = \"x\"\n}}"),
        &format!(
            "{person}}}\nentity Profile {{\n  person Person key\n  bio varchar(80)? @from(Person.bio)\n}}"
        ),
        "`person.bio` has a default",
    );
    says(
        &format!("{person}  bio varchar(80)?\n}}"),
        &format!(
            "{person}}}\nentity Profile {{\n  person Person key\n  bio varchar(80) @from(Person.bio)\n}}"
        ),
        "`profile.bio` is mandatory, and `person.bio` is not",
    );
    says(
        &format!("{person}  bio varchar(80)?\n  size int? := length(bio) stored\n}}"),
        &format!(
            "{person}}}\nentity Profile {{\n  person Person key\n  bio varchar(80)? @from(Person.bio)\n}}"
        ),
        "is computed from it",
    );
    says(
        &format!(
            "{person}}}\nentity Profile {{\n  person Person key\n  bio varchar(80)?\n  since date?\n}}"
        ),
        &format!("{person}  bio varchar(80)? @from(Profile.bio)\n}}"),
        "`profile.since` does not go along",
    );
    says(
        "entity Customer {\n  no int key\n  city varchar(40)?\n}\nentity Sale {\n  id int key\n  customer Customer\n}",
        "entity Customer {\n  no int key\n}\nentity Sale {\n  id int key\n  customer Customer\n  city varchar(40)? @from(Customer.city)\n}",
        "`customer` stays",
    );
}

#[test]
fn names_that_need_quotes_have_them() {
    for id in SERVERS {
        let (open, close, schema) = match id {
            DialectId::Postgres => ("schema crm {\n", "\n}", "crm."),
            DialectId::Mysql | DialectId::Mariadb | DialectId::Sqlite => ("", "", ""),
        };
        let quote = if id == DialectId::Mariadb { '`' } else { '"' };
        let named = |text: &str| text.replace('|', &quote.to_string());
        let user = named(&format!("{schema}|user|"));
        let from = format!("{open}entity User {{\n  id int key\n  order varchar(20)?\n}}{close}");
        let to = format!(
            "{open}entity User {{\n  id int key\n}}\nentity Profile {{\n  user User key\n  order varchar(20)? @from({schema}User.order)\n}}{close}"
        );
        let order = named("|order|");
        let rows = format!("insert into {user} (id, {order}) values (1, 'a'), (2, 'b'), (3, 'c')");
        for is_split in [true, false] {
            let (target, all) = match is_split {
                true => started(id, &from, &to, &[&rows]),
                false => {
                    let apart = to.replace(&format!(" @from({schema}User.order)"), "");
                    let together = from.replace("?", &format!("? @from({schema}Profile.order)"));
                    let users = format!("insert into {user} (id) values (1), (2), (3)");
                    let profiles = format!(
                        "insert into {schema}profile (user_id, {order}) values (1, 'a'), (2, 'b')"
                    );
                    started(id, &apart, &together, &[&users, &profiles])
                }
            };
            target.execute(&format!("update {user} set {order} = 'd' where id = 3"));
            run(&mut *target.session(), &all[..2]).expect("the backfill");
            target.execute(&format!("update {schema}profile set {order} = 'e' where user_id = 1"));
            target.execute(&format!("delete from {schema}profile where user_id = 2"));
            let says = |table: &str, key: &str| {
                let text = format!("select {order} from {table} where {key} = ");
                [1, 2, 3].map(|id| target.value(&format!("{text}{id}")))
            };
            let expected = [Some("e".to_owned()), None, Some("d".to_owned())];
            assert_eq!(says(&user, "id"), expected, "{id}");
            assert_eq!(says(&format!("{schema}profile"), "user_id"), expected, "{id}");
            run(&mut *target.session(), &all).expect("the contract");
            let table = if is_split { format!("{schema}profile") } else { user.clone() };
            let key = if is_split { "user_id" } else { "id" };
            assert_eq!(says(&table, key), expected, "{id}");
        }
    }
}
