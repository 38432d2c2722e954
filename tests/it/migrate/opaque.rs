//! What erc carries and does not look into: it changes with what it stands on, and is left alone where nobody knows.

use erc::base::{Diagnostics, DialectId};
use erc::dialect::{self, Options, Reader, ScriptOptions, script};
use erc::import::{read_database, read_sql};
use erc::migrate::{RenameHints, Style, diff, spelled_as};

use super::round::{Arenas, Rows, Side, round, way};
use crate::import::session::TestSession;
use crate::servers;

fn side(text: &str, id: DialectId) -> Side {
    let contract = dialect::of(id);
    let options = Options::of(contract);
    let read = read_sql(text, id);
    assert!(
        read.skipped.is_empty(),
        "{:?}",
        read.skipped.iter().map(ToString::to_string).collect::<Vec<_>>()
    );
    let reader = Reader::Driver;
    let script =
        script(&read.schema, contract, &ScriptOptions { version: options.version, reader });
    Side { id, native: read.schema, script, options }
}

/// From one text to the other and back, in both styles.
#[track_caller]
pub(super) fn check(id: DialectId, base: &str, edits: &[(&str, &str, &str)]) {
    let mut arenas = Arenas::new(id);
    let from = side(base, id);
    let mut failed = Vec::new();
    for (what, old, new) in edits {
        assert!(base.contains(old), "{what}: nothing says `{old}`");
        let to = side(&base.replace(old, new), id);
        for style in [Style::Simple, Style::Online] {
            if let Err(error) = round(&from, &to, Rows::None, style, &mut arenas) {
                failed.push(format!("== {what} on {id}: {error}"));
            }
        }
    }
    assert!(failed.is_empty(), "{} failed\n{}", failed.len(), failed.join("\n"));
}

const POSTGRES: &str = "
create table person (
  id integer primary key,
  name varchar(40) not null,
  age integer,
  touched timestamptz
);
create view adult as select id, name from person where age >= 18;
create view adult_name as select name from adult;
create materialized view age_count as select age, count(*) as n from person group by age;
create unique index age_count_age_idx on age_count (age);
create function touch() returns trigger language plpgsql as $$ begin new.touched := now(); return new; end $$;
create trigger person_touch before update on person for each row execute function touch();
create function n_adults() returns bigint language sql as $$ select count(*) from adult $$;
alter table person enable row level security;
create policy person_own on person for select using (name = current_user);
";

#[test]
fn postgres() {
    let edits = [
        ("the query of a view", "age >= 18", "age >= 21"),
        ("a column of a view", "select id, name from person", "select id, name, age from person"),
        ("a column of a view goes", "as select id, name from person", "as select name from person"),
        ("a column under views", "  age integer,", "  age integer,\n  nick text,"),
        ("the type of a column under views", "name varchar(40)", "name varchar(90)"),
        ("the type of a column under a materialized view", "  age integer,", "  age bigint,"),
        (
            "the query of a materialized view",
            "from person group by",
            "from person where age > 3 group by",
        ),
        (
            "the index of a materialized view",
            "unique index age_count_age_idx on age_count (age)",
            "index age_count_n_idx on age_count (n)",
        ),
        ("the code of a function", "now()", "clock_timestamp()"),
        (
            "what a function gives",
            "returns bigint language sql as $$ select count(*)",
            "returns integer language sql as $$ select count(*)::integer",
        ),
        ("when a trigger fires", "before update on person", "before insert or update on person"),
        ("what a policy says", "name = current_user", "name <> current_user"),
        ("whom a policy is about", "for select using", "for all using"),
        (
            "a policy goes",
            "create policy person_own on person for select using (name = current_user);",
            "",
        ),
        (
            "a trigger and its function go",
            "create trigger person_touch before update on person for each row execute function touch();",
            "",
        ),
    ];
    check(DialectId::Postgres, POSTGRES, &edits);
}

/// What hangs on tables, and what has more than a name.
const RARITIES: &str = "
create table visit (
  id integer primary key,
  earlier integer,
  note text,
  constraint visit_note_check check (note <> '')
);
create index visit_note on visit (note);
alter table visit add constraint visit_earlier foreign key (earlier) references visit (id) not valid;
alter table visit cluster on visit_note;
alter table visit replica identity full;
alter table visit alter column note set storage external;
alter table visit alter column note set statistics 500;
alter table visit alter column note set (n_distinct=5);
create function same(integer, integer) returns boolean language sql immutable as $$ select $1 = $2 $$;
create operator === (function = same, leftarg = integer, rightarg = integer);
create function at(bigint) returns point language sql immutable as $$ select point($1, 0) $$;
create cast (bigint as point) with function at(bigint);
create text search configuration plain (parser = pg_catalog.\"default\");
create sequence visits;
alter sequence visits owned by visit.id;
";

#[test]
fn what_hangs_on_a_table_goes_and_comes_back() {
    let starts = ["alter ", "create cast", "create operator", "create text search"];
    let lines = RARITIES.lines().filter(|line| starts.iter().any(|it| line.starts_with(it)));
    let edits: Vec<(&str, &str, &str)> = lines.map(|it| (it, it, "")).collect();
    assert!(edits.len() > 9, "only {} edits", edits.len());
    check(DialectId::Postgres, RARITIES, &edits);
    let table = &RARITIES[..RARITIES.find("create function").expect("a function")];
    check(DialectId::Postgres, table, &[("everything with the table", table, "")]);
}

#[test]
fn partitions_of_mariadb_go_and_come_back() {
    // As the server prints it: its text is all that is known of it.
    let partitions = " partition by range (`id`) (partition `p0` values less than (10), \
        partition `p1` values less than maxvalue)";
    let table = &format!("create table log (id int primary key, said text){partitions};");
    let edits =
        [("the partitions", partitions, ""), ("everything with the table", table.as_str(), "")];
    check(DialectId::Mariadb, table, &edits);
}

const MARIADB: &str = "
create table person (
  id int primary key,
  name varchar(40) not null,
  age int,
  touched datetime
);
create view adult as select id, name from person where age >= 18;
create view adult_name as select name from adult;
create function n_adults() returns bigint reads sql data return (select count(*) from adult);
create trigger person_touch before update on person for each row set new.touched = now();
";

#[test]
fn mariadb() {
    let edits = [
        ("the query of a view", "age >= 18", "age >= 21"),
        ("a column of a view", "select id, name from person", "select id, name, age from person"),
        ("a column under views", "  age int,", "  age int,\n  nick text,"),
        ("the type of a column under views", "name varchar(40)", "name varchar(90)"),
        ("the code of a function", "count(*)", "count(id)"),
        ("when a trigger fires", "before update on person", "before insert on person"),
        ("what a trigger does", "= now()", "= null"),
    ];
    check(DialectId::Mariadb, MARIADB, &edits);
}

const SQLITE: &str = "
create table person (
  id integer primary key,
  name varchar(40) not null,
  age integer,
  touched text
);
create view adult as select id, name from person where age >= 18;
create view adult_name as select name from adult;
create trigger person_touch after update on person begin update person set touched = 'now' where id = new.id; end;
";

#[test]
fn sqlite() {
    let edits = [
        ("the query of a view", "age >= 18", "age >= 21"),
        ("a column of a view", "select id, name from person", "select id, name, age from person"),
        ("a column under views", "  age integer,", "  age integer,\n  nick text,"),
        ("the type of a column under views", "name varchar(40)", "name varchar(90)"),
        ("when a trigger fires", "after update on person", "after insert on person"),
        ("what a trigger does", "'now'", "'then'"),
    ];
    check(DialectId::Sqlite, SQLITE, &edits);
}

/// A server spells in its own way: without its help nobody knows, and nothing is done; with it, one does.
#[track_caller]
fn unknown(id: DialectId, base: &str, n_unknown: usize) {
    let text = side(base, id);
    let mut database = servers::database(id).expect("a server");
    database.execute(&text.script).expect("a schema");
    let live = read_database(&mut TestSession(&mut *database)).expect("a catalog").schema;
    let hints = RenameHints { respelled: Some(id), ..RenameHints::default() };
    let difference = diff(&live, &text.native, &hints, &mut Diagnostics::new());
    assert_eq!(difference.unknown().len(), n_unknown, "{:?}", difference.unknown());
    let plan = way(&difference, &text, Style::Simple);
    assert!(difference.is_empty() && plan.is_empty(), "{}", plan.script());

    let known = |wanted: &Side| {
        let mut scratch = servers::database(id).expect("a server");
        scratch.execute(&wanted.script).expect("a schema");
        let made = read_database(&mut TestSession(&mut *scratch)).expect("a catalog").schema;
        let mut native = wanted.native.clone();
        spelled_as(&mut native, &made, &live);
        let difference = diff(&live, &native, &RenameHints::default(), &mut Diagnostics::new());
        erc::migrate::sentences(&difference, dialect::of(id))
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    assert_eq!(known(&text), Vec::<String>::new());
    let changed = known(&side(&base.replace("age >= 18", "age >= 21"), id));
    assert_eq!(changed, ["change view adult: its query or columns"]);
}

#[test]
fn what_postgres_spells_anew_is_unknown() {
    // Two views, a materialized view and its index, two functions, a trigger, a policy.
    unknown(DialectId::Postgres, POSTGRES, 8);
}

#[test]
fn what_mariadb_spells_anew_is_unknown() {
    // Two views and the head of a function.
    unknown(DialectId::Mariadb, MARIADB, 3);
}

#[test]
fn sqlite_keeps_texts_as_they_are() {
    unknown(DialectId::Sqlite, SQLITE, 0);
}
