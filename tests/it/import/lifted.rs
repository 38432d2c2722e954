//! Models as a person would write them: each form where it is certain, and never at the cost of exactness.

use erc::base::DialectId;
use erc::import::{Level, lift, read_sql};

/// The model of a script, which has to build back exactly.
#[track_caller]
fn model(script: &str, id: DialectId) -> String {
    let read = read_sql(script, id);
    assert_eq!(read.skipped, []);
    let lifted = lift(&read.schema, id, Level::Logical);
    assert!(lifted.is_exact, "{:?}\n{}", lifted.notes, lifted.text);
    lifted.text
}

#[track_caller]
fn check(script: &str, expected: &[&str]) {
    let model = model(script, DialectId::Postgres);
    for line in expected {
        assert!(model.contains(line), "{line}\n\n{model}");
    }
}

#[test]
fn a_table_that_connects_is_a_relationship() {
    check(
        "create table actor (id int primary key); create table film (id int primary key);
         create table film_actor (actor_id int references actor on delete cascade,
           film_id int references film, billing int not null, primary key (actor_id, film_id));
         create index on film_actor (film_id);",
        &["relationship FilmActor: Actor* -- Film* on delete no action {\n  billing int\n}"],
    );
}

#[test]
fn a_table_that_connects_rows_of_one_table_has_roles() {
    check(
        "create table person (id int primary key);
         create table follows (follower_id int references person on delete cascade,
           followed_id int references person on delete cascade, primary key (follower_id, followed_id));
         create index on follows (followed_id);",
        &["relationship Follow: Person* as follower -- Person* as followed @table(\"follows\")"],
    );
}

#[test]
fn a_table_that_others_refer_to_stays_an_entity() {
    check(
        "create table a (id int primary key); create table b (id int primary key);
         create table ab (a_id int references a, b_id int references b, primary key (a_id, b_id));
         create table c (id int primary key, a_id int, b_id int,
           foreign key (a_id, b_id) references ab);",
        &["entity Ab {\n  a A key"],
    );
}

#[test]
fn columns_that_five_tables_end_in_are_a_mixin() {
    let table = |name: &str| {
        format!(
            "create table {name} (id int primary key, created_at timestamptz not null default now(),
               updated_at timestamptz not null default now());"
        )
    };
    let script: String = ["aa", "bb", "cc", "dd", "ee"].into_iter().map(table).collect();
    check(
        &script,
        &[
            "mixin Timestamps {\n  created_at timestamptz = now()\n  updated_at timestamptz = now()\n}",
            "entity Aa with Timestamps {\n  id int key\n}",
        ],
    );
}

#[test]
fn checks_that_columns_share_are_a_type() {
    check(
        "create table a (id int primary key, price int check (price > 0));
         create table b (id int primary key, cost int not null check (cost > 0), qty int check (qty > 0));",
        &["type PositiveInt = int check value > 0", "price PositiveInt?", "cost PositiveInt\n"],
    );
}

#[test]
fn tables_that_share_a_key_and_are_told_apart_are_subtypes() {
    check(
        "create type vehicle_kind as enum ('car', 'truck');
         create table vehicle (id int primary key, kind vehicle_kind not null);
         create table car (id int primary key references vehicle on delete cascade, doors int not null);
         create table truck (id int primary key references vehicle on delete cascade, load int not null);",
        &["entity Car extends Vehicle {\n  doors int\n}", "entity Truck extends Vehicle {"],
    );
}

#[test]
fn a_table_that_only_shares_a_key_is_no_subtype() {
    let script = "create table account (id int primary key);
        create table setting (id int primary key references account on delete cascade, theme text);";
    assert!(!model(script, DialectId::Postgres).contains("extends"));
}

#[test]
fn serial_is_identity_and_unique_indexes_are_unique() {
    check(
        "create table a (id serial primary key, email text not null, slug text unique);
         create unique index a_email on a (email);",
        &[
            "id int key identity @postgres(identity: \"serial\")",
            "slug text? unique\n",
            "unique (email) @index(\"a_email\")",
        ],
    );
}

#[test]
fn what_all_tables_have_is_said_once() {
    let script: String = ["a", "b", "c"]
        .into_iter()
        .map(|it| format!("create table {it} (id int primary key) default charset=latin1;"))
        .collect();
    let model = model(&script, DialectId::Mariadb);
    assert!(model.starts_with("model imported @mariadb("), "{model}");
    assert!(model.contains("entity A {"), "{model}");
}

const PLACES: &str = "create table place (x int, y int, primary key (x, y));\n";

#[test]
fn one_column_of_a_reference_is_a_path() {
    let script = format!(
        "{PLACES}create table visit (
          id int primary key, place_x int not null, place_y int not null, n int not null,
          constraint visit_place_x_place_y_fkey foreign key (place_x, place_y) references place (x, y),
          constraint visit_n_place_x_key unique (n, place_x));
        create unique index first_visit on visit (abs(n), place_x, place_y) where n > 0;
        create index by_y on visit (place_y desc, n);
        create index by_place on visit (place_x desc, place_y desc);
        create index visit_place_x_place_y_idx on visit (place_x, place_y);"
    );
    check(
        &script,
        &[
            "place Place",
            "unique visit_n_place_x_key: (n, place.x)",
            "first_visit: (sql(\"abs(n)\"), place) where n > 0",
            "index by_y: (place.y desc, n)",
            "index by_place: (place desc)",
        ],
    );
}

#[test]
fn an_optional_reference_of_several_columns_has_its_check() {
    let script = |check: &str| {
        format!(
            "{PLACES}create table visit (
              id int primary key, place_x int, place_y int,
              constraint visit_place_x_place_y_fkey foreign key (place_x, place_y) references place (x, y){check});
            create index visit_place_x_place_y_idx on visit (place_x, place_y);"
        )
    };
    let together = ", constraint visit_place_check check (place_x is null and place_y is null
        or place_x is not null and place_y is not null)";
    check(&script(together), &["place Place?"]);
    check(&script(""), &["place_x int?", "(place_x, place_y) references Place (x, y)"]);
}
