//! Tables that are split, and come together again, in phases: whoever writes, both say the same at each moment.

use erc::base::{Diagnostics, DialectId};
use erc::import::{kept, read_database, settled};
use erc::migrate::folder::Migration;
use erc::migrate::phases::{Phased, trust};
use erc::migrate::runner::{Surroundings, down};
use erc::migrate::{RenameHints, diff, sentences};
use erc::schema::NativeSchema;

use super::super::faults::{Target, run};
use super::super::round::{Side, side};
use super::{SERVERS, fresh, is_alike, migrations, phased, seen};
use crate::import::session::TestSession;

/// A split or a merge, and what programs do meanwhile. A line that begins with `= ` is a query with its answer, any other
/// one a statement; `{n}` is another number each time.
struct Case {
    from: &'static str,
    to: &'static str,
    rows: &'static str,
    /// What programs do behind the expansion alone, with rows that were there.
    early: &'static str,
    /// What programs do behind each phase until the contract.
    probes: &'static str,
    /// The rows that do not say the same, of those that come after a number.
    unlike: &'static str,
    /// What is there when old rows are filled, until the contract.
    filled: &'static str,
    /// What is there in the end.
    after: &'static str,
    /// What is there when all is taken back.
    back: &'static str,
}

const WHOLE: &str = "entity Person {\n  id int key\n  name varchar(40)\n  bio varchar(80)?\n  photo varchar(40)? unique\n}";
const PARTS: &str = "entity Person {\n  id int key\n  name varchar(40)\n}\nentity Profile {\n  person Person key\n  bio varchar(80)? @from(Person.bio)\n  photo varchar(40)? unique @from(Person.photo)\n}";

const PROBES: &str = "\
insert into person (id, name, bio) values ({n}, 'old', 'b')
= select bio from profile where person_id = {n} -> b
= select photo from profile where person_id = {n} -> null
update person set photo = 'p{n}' where id = {n}
= select photo from profile where person_id = {n} -> p{n}
= select bio from profile where person_id = {n} -> b
update person set bio = null where id = {n}
= select bio from profile where person_id = {n} -> null
= select count(*) from profile where person_id = {n} -> 1
update person set name = 'other' where id = {n}
= select photo from profile where person_id = {n} -> p{n}
update person set id = {n} + 50, bio = 'moved' where id = {n}
= select bio from profile where person_id = {n} + 50 -> moved
= select photo from profile where person_id = {n} + 50 -> p{n}
= select count(*) from profile where person_id = {n} -> 0
delete from person where id = {n} + 50
= select count(*) from profile where person_id = {n} + 50 -> 0
insert into person (id, name) values ({n} + 1, 'bare'), ({n} + 4, 'bare')
= select count(*) from profile where person_id in ({n} + 1, {n} + 4) -> 0
update person set bio = 'later' where id in ({n} + 1, {n} + 4)
= select count(*) from profile where person_id in ({n} + 1, {n} + 4) and bio = 'later' -> 2
delete from person where id = {n} + 4
insert into person (id, name) values ({n} + 2, 'new')
insert into profile (person_id, bio) values ({n} + 2, 'nb')
= select bio from person where id = {n} + 2 -> nb
update profile set photo = 'np{n}' where person_id = {n} + 2
= select photo from person where id = {n} + 2 -> np{n}
= select bio from person where id = {n} + 2 -> nb
update profile set bio = null where person_id = {n} + 2
= select bio from person where id = {n} + 2 -> null
delete from profile where person_id = {n} + 2
= select photo from person where id = {n} + 2 -> null
insert into profile (person_id, bio) values ({n} + 2, 'again')
= select bio from person where id = {n} + 2 -> again
insert into person (id, name) values ({n} + 3, 'target')
update profile set person_id = {n} + 3 where person_id = {n} + 2
= select bio from person where id = {n} + 2 -> null
= select bio from person where id = {n} + 3 -> again
delete from profile where person_id = {n} + 3
delete from person where id in ({n} + 2, {n} + 3)";

const UNLIKE: &str = "select count(*) from person left join profile on person_id = id where id > {n} and (coalesce(person.bio, '~') <> coalesce(profile.bio, '~') or coalesce(person.photo, '~') <> coalesce(profile.photo, '~'))";

const SPLIT: Case = Case {
    from: WHOLE,
    to: PARTS,
    rows: "insert into person (id, name, bio, photo) values (1, 'Ada', 'a', 'pa'), (2, 'Bob', 'b', 'pb'), (3, 'Cyd', null, null), (4, 'Dee', 'd', null), (5, 'Eve', 'e', null)",
    early: "\
update person set photo = 'pa2' where id = 1
= select bio from profile where person_id = 1 -> a
= select photo from profile where person_id = 1 -> pa2
insert into profile (person_id, bio) values (2, 'new')
= select bio from person where id = 2 -> new
= select photo from person where id = 2 -> pb
= select photo from profile where person_id = 2 -> pb
delete from person where id = 5",
    probes: PROBES,
    unlike: UNLIKE,
    filled: "\
= select count(*) from profile where person_id < 100 -> 4
= select bio from profile where person_id = 4 -> d
= select count(*) from profile where person_id = 3 and bio is null -> 1",
    after: "\
= select photo from profile where person_id = 1 -> pa2
= select bio from profile where person_id = 2 -> new
= select photo from profile where person_id = 2 -> pb
= select bio from profile where person_id = 4 -> d
= select count(*) from profile where bio = 'later' -> {later}",
    back: "\
= select photo from person where id = 1 -> pa2
= select bio from person where id = 2 -> new
= select photo from person where id = 2 -> pb
= select bio from person where id = 4 -> d
= select count(*) from person where bio = 'later' -> {later}",
};

const MERGE: Case = Case {
    from: "entity Person {\n  id int key\n  name varchar(40)\n}\nentity Profile {\n  person Person key\n  bio varchar(80)?\n  photo varchar(40)? unique\n}",
    to: "entity Person {\n  id int key\n  name varchar(40)\n  bio varchar(80)? @from(Profile.bio)\n  photo varchar(40)? unique @from(Profile.photo)\n}",
    rows: "insert into person (id, name) values (1, 'Ada'), (2, 'Bob'), (3, 'Cyd'), (4, 'Dee'), (5, 'Eve'); insert into profile (person_id, bio, photo) values (1, 'a', 'pa'), (2, 'b', 'pb'), (4, 'd', null), (5, null, null)",
    early: "\
update person set photo = 'pa2' where id = 1
= select bio from profile where person_id = 1 -> a
= select photo from profile where person_id = 1 -> pa2
update profile set bio = 'new' where person_id = 2
= select bio from person where id = 2 -> new
= select photo from profile where person_id = 2 -> pb
delete from person where id = 5
= select count(*) from profile where person_id = 5 -> 0",
    probes: PROBES,
    unlike: UNLIKE,
    filled: "\
= select bio from person where id = 1 -> a
= select photo from person where id = 1 -> pa2
= select photo from person where id = 2 -> pb
= select bio from person where id = 4 -> d
= select count(*) from person where id = 3 and bio is null -> 1",
    after: "\
= select bio from person where id = 1 -> a
= select photo from person where id = 1 -> pa2
= select bio from person where id = 2 -> new
= select bio from person where id = 4 -> d
= select count(*) from person where bio = 'later' -> {later}",
    back: "\
= select bio from profile where person_id = 1 -> a
= select photo from profile where person_id = 1 -> pa2
= select bio from profile where person_id = 2 -> new
= select photo from profile where person_id = 2 -> pb
= select bio from profile where person_id = 4 -> d
= select count(*) from profile where bio = 'later' -> {later}",
};

const LINES: &str = "entity Maker {\n  no int key\n}\nentity Line {\n  sheet varchar(10) key\n  pos int key\n  amount int?\n  text varchar(40)\n  maker Maker?\n}";
const LINES_APART: &str = "entity Maker {\n  no int key\n}\nentity Line {\n  sheet varchar(10) key\n  pos int key\n  amount int = 1\n}\nentity Note @from(Line) {\n  line Line key\n  text varchar(40)\n  maker Maker?\n}";

const LINE_PROBES: &str = "\
insert into line (sheet, pos, amount, text) values ('o', {n}, 1, 'x')
= select text from note where line_sheet = 'o' and line_pos = {n} -> x
update line set maker_no = 7 where pos = {n}
= select maker_no from note where line_pos = {n} -> 7
update line set text = 'y', amount = 2 where sheet = 'o' and pos = {n}
= select text from note where line_pos = {n} -> y
= select maker_no from note where line_pos = {n} -> 7
update line set sheet = 'p' where sheet = 'o' and pos = {n}
= select line_sheet from note where line_pos = {n} -> p
= select text from note where line_pos = {n} -> y
insert into line (sheet, pos, amount) values ('n', {n} + 1, 1)
insert into note (line_sheet, line_pos, text, maker_no) values ('n', {n} + 1, 'z', 8)
= select text from line where pos = {n} + 1 -> z
= select maker_no from line where pos = {n} + 1 -> 8
update note set maker_no = null, text = 'zz' where line_pos = {n} + 1
= select text from line where pos = {n} + 1 -> zz
= select maker_no from line where pos = {n} + 1 -> null
delete from note where line_pos = {n} + 1
= select text from line where pos = {n} + 1 -> null
delete from line where pos = {n} + 1";

const LINE_UNLIKE: &str = "select count(*) from line left join note on line_sheet = sheet and line_pos = pos where pos > {n} and (coalesce(line.text, '~') <> coalesce(note.text, '~') or coalesce(line.maker_no, 0) <> coalesce(note.maker_no, 0))";

const SPLIT_COMPOSITE: Case = Case {
    from: LINES,
    to: LINES_APART,
    rows: "insert into maker (no) values (7), (8); insert into line (sheet, pos, amount, text, maker_no) values ('a', 1, 1, 'one', 7), ('a', 2, 2, 'two', null), ('b', 1, null, 'three', 8)",
    early: "\
update line set maker_no = 8, amount = null where sheet = 'a' and pos = 2
= select amount from line where sheet = 'a' and pos = 2 -> 1
= select text from note where line_sheet = 'a' and line_pos = 2 -> two
= select count(*) from note -> 1",
    probes: LINE_PROBES,
    unlike: LINE_UNLIKE,
    filled: "\
= select count(*) from note where line_pos < 100 -> 3
= select maker_no from note where line_sheet = 'a' and line_pos = 1 -> 7",
    after: "\
= select text from note where line_sheet = 'b' and line_pos = 1 -> three
= select maker_no from note where line_sheet = 'a' and line_pos = 2 -> 8
= select count(*) from note where text = 'y' -> {later}",
    back: "\
= select text from line where sheet = 'b' and pos = 1 -> three
= select maker_no from line where sheet = 'a' and pos = 2 -> 8
= select count(*) from line where text = 'y' -> {later}",
};

const MERGE_COMPOSITE: Case = Case {
    from: "entity Maker {\n  no int key\n}\nentity Line {\n  sheet varchar(10) key\n  pos int key\n  amount int\n}\nentity Note {\n  line Line key\n  text varchar(40)\n  maker_no int?\n}\nview Texts { text varchar(40) } = sql(postgres: \"select text from note\", mysql: \"select text from note\", mariadb: \"select text from note\", sqlite: \"select text from note\")",
    to: "entity Maker {\n  no int key\n}\nentity Line {\n  sheet varchar(10) key\n  pos int key\n  amount int\n  text varchar(40)? @from(Note.text)\n  maker_no int? @from(Note.maker_no)\n}\nview Texts { text varchar(40) } = sql(postgres: \"select text from line\", mysql: \"select text from line\", mariadb: \"select text from line\", sqlite: \"select text from line\")",
    rows: "insert into maker (no) values (7), (8); insert into line (sheet, pos, amount) values ('a', 1, 1), ('a', 2, 2), ('b', 1, 3); insert into note (line_sheet, line_pos, text, maker_no) values ('a', 1, 'one', 7), ('a', 2, 'two', null)",
    early: "\
update line set maker_no = 8 where sheet = 'a' and pos = 2
= select text from note where line_sheet = 'a' and line_pos = 2 -> two
= select maker_no from note where line_sheet = 'a' and line_pos = 2 -> 8",
    probes: LINE_PROBES,
    unlike: LINE_UNLIKE,
    filled: "\
= select text from line where sheet = 'a' and pos = 2 -> two
= select maker_no from line where sheet = 'a' and pos = 1 -> 7
= select count(*) from note where line_pos < 100 -> 2",
    after: "\
= select text from line where sheet = 'a' and pos = 1 -> one
= select maker_no from line where sheet = 'a' and pos = 2 -> 8
= select count(*) from line where text = 'y' -> {later}",
    back: "\
= select text from note where line_sheet = 'a' and line_pos = 1 -> one
= select maker_no from note where line_sheet = 'a' and line_pos = 2 -> 8
= select count(*) from note where line_pos < 100 -> 2
= select count(*) from note where text = 'y' -> {later}",
};

const SPLIT_TWICE: Case = Case {
    from: "entity Person {\n  id int key\n  name varchar(40)\n  bio varchar(80)?\n  photo varchar(40)? unique\n}\nview Names { name varchar(40) } = sql(postgres: \"select name from person\", mysql: \"select name from person\", mariadb: \"select name from person\", sqlite: \"select name from person\")\nview Bios { bio varchar(80) } = sql(postgres: \"select bio from person\", mysql: \"select bio from person\", mariadb: \"select bio from person\", sqlite: \"select bio from person\")",
    to: "entity Person {\n  id int key\n  name varchar(40)\n}\nentity Profile {\n  person Person key\n  bio varchar(80)? @from(Person.bio)\n}\nentity Portrait {\n  person Person key\n  photo varchar(40)? unique @from(Person.photo)\n}\nview Names { name varchar(40) } = sql(postgres: \"select name from person\", mysql: \"select name from person\", mariadb: \"select name from person\", sqlite: \"select name from person\")\nview Bios { bio varchar(80) } = sql(postgres: \"select bio from profile\", mysql: \"select bio from profile\", mariadb: \"select bio from profile\", sqlite: \"select bio from profile\")",
    rows: "insert into person (id, name, bio, photo) values (1, 'Ada', 'a', 'pa'), (2, 'Bob', null, 'pb')",
    early: "\
update person set bio = 'new' where id = 2
= select bio from profile where person_id = 2 -> new
= select count(*) from portrait -> 0",
    probes: "\
insert into person (id, name, bio) values ({n}, 'old', 'b')
= select count(*) from portrait where person_id = {n} -> 0
insert into portrait (person_id, photo) values ({n}, 'p{n}')
= select photo from person where id = {n} -> p{n}
update profile set bio = 'later' where person_id = {n}
update person set photo = 'q{n}' where id = {n}
= select photo from portrait where person_id = {n} -> q{n}
= select bio from person where id = {n} -> later
insert into person (id, name, bio, photo) values ({n} + 1, 'gone', 'g', 'g')
= select count(*) from portrait where photo = 'g' -> 1
delete from person where id = {n} + 1
= select count(*) from portrait where photo = 'g' -> 0",
    unlike: "select count(*) from person left join profile on profile.person_id = id left join portrait on portrait.person_id = id where id > {n} and (coalesce(person.bio, '~') <> coalesce(profile.bio, '~') or coalesce(person.photo, '~') <> coalesce(portrait.photo, '~'))",
    filled: "= select photo from portrait where person_id = 1 -> pa",
    after: "\
= select photo from portrait where person_id = 2 -> pb
= select bio from profile where person_id = 2 -> new
= select count(*) from profile where bio = 'later' -> {later}",
    back: "\
= select photo from person where id = 2 -> pb
= select count(*) from person where bio = 'later' -> {later}",
};

/// One case in one database.
struct Trial<'a> {
    what: String,
    case: &'a Case,
    target: Target,
    from: Side,
    to: Side,
    phased: Phased,
    all: Vec<Migration>,
    /// How often all probes were run.
    n_rounds: usize,
}

impl Trial<'_> {
    fn execute(&self, statement: &str) {
        let done = self.target.session().execute(statement);
        done.unwrap_or_else(|it| panic!("{}: {statement}: {it}", self.what));
    }

    fn value(&self, query: &str) -> String {
        let rows = self.target.session().query(query);
        let rows = rows.unwrap_or_else(|it| panic!("{}: {query}: {it}", self.what));
        let value = rows.into_iter().next().and_then(|it| it.into_iter().next().flatten());
        value.unwrap_or_else(|| "null".to_owned())
    }

    /// Runs statements, and behind each of them looks whether both tables say the same of the rows after a number.
    fn programs(&self, when: &str, lines: &str, setup: &str, n: usize, after: usize) {
        for line in lines.lines() {
            let line = line.replace("{n}", &n.to_string());
            match line.strip_prefix("= ") {
                Some(line) => self.answers(when, line),
                None => {
                    self.execute(&format!("{setup}{line}"));
                    self.is_in_step(&format!("{when}, {line}"), after);
                }
            }
        }
    }

    fn is_in_step(&self, when: &str, after: usize) {
        let unlike = self.value(&self.case.unlike.replace("{n}", &after.to_string()));
        assert_eq!(unlike, "0", "{}, {when}: rows do not say the same", self.what);
    }

    fn answers(&self, when: &str, line: &str) {
        let line = line.replace("{later}", &self.n_rounds.to_string());
        let (query, expected) = line.split_once(" -> ").expect("a query and its answer");
        assert_eq!(self.value(query), expected, "{}, {when}: {query}", self.what);
    }

    fn all_answers(&self, when: &str, lines: &str) {
        lines.lines().for_each(|it| self.answers(when, it.trim_start_matches("= ")));
    }

    /// What all programs do; in SQLite those as well that do not look at references.
    fn round(&mut self, when: &str, after: usize) {
        let setups: &[&str] = match self.to.id {
            DialectId::Sqlite => &["", "pragma foreign_keys = off; "],
            DialectId::Postgres | DialectId::Mysql | DialectId::Mariadb => &[""],
        };
        for setup in setups {
            self.n_rounds += 1;
            self.programs(when, self.case.probes, setup, 1000 * self.n_rounds, after);
        }
    }

    fn up(&self, idx: usize) {
        if let Err(error) = run(&mut *self.target.session(), &self.all[..=idx]) {
            panic!(
                "{}, {}: {error}\n{}",
                self.what, self.all[idx].name, self.phased.phases[idx].up
            );
        }
        self.has_no_drift(&self.all[idx].name, &self.phased.phases[idx].schema);
    }

    fn down(&self, idx: usize) {
        let around = Surroundings {
            n_lock_tries: 20,
            n_retries: 0,
            pause: &|_| {},
            say: &|_| {},
            clock: &|| 0,
            is_interrupted: &|| false,
        };
        let phase = &self.phased.phases[idx];
        let gone = down(&mut *self.target.session(), &self.all, &around);
        assert!(gone.is_ok(), "{}, back from {}: {gone:?}\n{}", self.what, phase.name, phase.down);
        let is_lossless = phase.down.starts_with("-- Lossless");
        assert!(is_lossless, "{}, back from {}: {}", self.what, phase.name, phase.down);
        let schema = match idx {
            0 => &self.from.native,
            _ => &self.phased.phases[idx - 1].schema,
        };
        self.has_no_drift(&format!("back from {}", phase.name), schema);
    }

    fn has_no_drift(&self, when: &str, schema: &NativeSchema) {
        let id = self.to.id;
        let wanted = kept(settled(schema.clone(), id), id);
        let mut session = super::Seen(self.target.session());
        let mut live = read_database(&mut TestSession(&mut session)).expect("a catalog").schema;
        live.tables = live.tables.values().filter(|it| !is_own(&it.name.name)).cloned().collect();
        trust(&wanted, &mut live);
        let hints = RenameHints { respelled: Some(id), ..RenameHints::default() };
        let difference = diff(&live, &wanted, &hints, &mut Diagnostics::new());
        let said = sentences(&difference, erc::dialect::of(id));
        assert!(said.is_empty(), "{}, {when}: it drifts\n{said:#?}", self.what);
    }
}

fn is_own(table: &str) -> bool {
    ["erc_migrations", "erc_texts"].contains(&table)
}

#[track_caller]
fn check(name: &str, case: &Case) {
    for id in SERVERS {
        let (from, to) = (side(case.from, id).expect("a side"), side(case.to, id).expect("a side"));
        let phased = phased(&from, &to);
        assert!(phased.remarks.is_empty(), "{name} on {id}: {:?}", phased.remarks);
        assert!(phased.held.is_empty(), "{name} on {id}: {:?}", phased.held);
        if std::env::var_os("SHOW").is_some() {
            for it in &phased.phases {
                eprintln!("== {name} {id} {}\n{}\n-- down\n{}", it.name, it.up, it.down);
            }
        }
        let names: Vec<&str> = phased.phases.iter().map(|it| it.name).collect();
        assert_eq!(names, ["expand", "backfill", "contract"], "{name} on {id}");
        let all = migrations(&phased.phases);
        let what = format!("{name} on {id}");
        let target = Target::new(id);
        there_and_back(Trial { what, case, target, from, to, phased, all, n_rounds: 0 });
    }
}

fn there_and_back(mut it: Trial<'_>) {
    it.execute(&it.from.script.clone());
    it.execute(it.case.rows);
    it.up(0);
    it.programs("expand", it.case.early, "", 0, 100);
    it.round("expand", 100);
    it.up(1);
    it.is_in_step("backfill", 0);
    it.all_answers("backfill", it.case.filled);
    it.round("backfill", 0);
    it.up(2);
    it.all_answers("contract", it.case.after);
    it.down(2);
    it.is_in_step("back from contract", 0);
    it.round("back from contract", 0);
    it.down(1);
    it.round("back from backfill", 0);
    it.down(0);
    it.all_answers("back from expand", it.case.back);
    for idx in 0..it.all.len() {
        it.up(idx);
    }
    it.all_answers("once more", it.case.after);
    is_alike(&it.what, &fresh(&it.to), &seen(&it.target));
}

#[test]
fn a_table_is_split() {
    check("SPLIT", &SPLIT);
}

#[test]
fn a_table_is_split_in_three() {
    check("SPLIT_TWICE", &SPLIT_TWICE);
}

#[test]
fn a_table_with_a_key_of_several_columns_is_split() {
    check("SPLIT_COMPOSITE", &SPLIT_COMPOSITE);
}

#[test]
fn two_tables_come_together() {
    check("MERGE", &MERGE);
}

#[test]
fn two_tables_with_a_key_of_several_columns_come_together() {
    check("MERGE_COMPOSITE", &MERGE_COMPOSITE);
}
