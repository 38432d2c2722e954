//! Rights: given, changed, taken back, and left alone where a model says nothing of any.

use erc::base::DialectId;

use super::faults::Target;
use super::opaque::check;
use crate::cli::Place;

const ROLES: &str = "
do $$ begin create role erc_clerk; exception when duplicate_object or unique_violation then null; end $$;
do $$ begin create role \"erc to Auditor\"; exception when duplicate_object or unique_violation then null; end $$;
";

const BASE: &str = "
create table person (id integer primary key, name varchar(40) not null, age integer);
create table pet (id integer primary key);
create view adult as select id, name from person where age >= 18;
create function n_adults(n integer) returns bigint language sql as $$ select count(*) + n from adult $$;
create sequence ticket;
grant select, insert on person to erc_clerk;
grant update (name) on person to erc_clerk;
grant delete on person to erc_clerk with grant option;
grant all on pet to \"erc to Auditor\";
grant select on adult to erc_clerk;
grant usage on sequence ticket to erc_clerk;
revoke execute on function n_adults(integer) from public;
grant execute on function n_adults(integer) to erc_clerk;
";

#[test]
fn they_change() {
    // Roles are the server's, and no part of a schema.
    Target::new(DialectId::Postgres).execute(ROLES);
    let base = BASE;
    let edits = [
        (
            "a right more",
            "grant select, insert on person",
            "grant select, insert, update on person",
        ),
        ("a right less", "grant select, insert on person", "grant select on person"),
        ("no right any more", "grant all on pet to \"erc to Auditor\";\n", ""),
        ("rights on another column", "update (name)", "update (name, age)"),
        ("nothing to hand on", "erc_clerk with grant option", "erc_clerk"),
        ("another role", "on pet to \"erc to Auditor\"", "on pet to erc_clerk"),
        ("everybody", "grant select on adult to erc_clerk", "grant select on adult to public"),
        ("a view that is made anew", "select id, name from person", "select name from person"),
        ("a type under a view", "name varchar(40)", "name varchar(90)"),
        ("a function of another type", "returns bigint language", "returns numeric language"),
        (
            "a function that is open",
            "revoke execute on function n_adults(integer) from public;\n",
            "",
        ),
        (
            "a table that goes",
            "create table pet (id integer primary key);",
            "create table pot (id integer primary key); create table pet (id integer primary key); drop table pet; \
             create table pet (id bigint primary key);",
        ),
    ];
    check(DialectId::Postgres, base, &edits);
}

#[test]
fn a_model_without_any_leaves_them_alone() {
    let target = Target::new(DialectId::Postgres);
    target.execute(&format!("{ROLES}{BASE}"));
    let place = Place::new();
    let url = target.url.as_str();
    let model = place.erc(&["import", url]).ended(0).stdout;
    assert!(model.contains("native grant erc_clerk on Person = "), "{model}");
    place.write("with.erd", &model);
    let is_right = |it: &&str| it.starts_with("native grant") || it.starts_with("native revoke");
    let without: Vec<&str> = model.lines().filter(|it| !is_right(it)).collect();
    place.write("without.erd", without.join("\n"));
    let answer = place.erc(&["drift", url, "with.erd"]).ended(0);
    assert!(!answer.stderr.contains("nothing of rights"), "{}", answer.stderr);
    let answer = place.erc(&["drift", url, "without.erd"]).ended(0);
    assert!(answer.stderr.contains("grant erc_clerk"), "{}", answer.stderr);
    let fewer = model.replace("grant select, insert, update (name) on", "grant select on");
    assert_ne!(fewer, model);
    place.write("fewer.erd", fewer);
    place.erc(&["drift", url, "fewer.erd"]).ended(1);
}

#[test]
fn those_of_an_owner_are_not_told() {
    let script = "create table a (id int primary key);\nalter table a owner to erc_boss;\n\
        grant all on table a to erc_boss;\ngrant select on table a to erc_clerk;\n";
    let place = Place::new();
    place.write("a.sql", script);
    let model = place.erc(&["import", "a.sql", "--dialect", "postgres"]).ended(0).stdout;
    assert!(model.contains("erc_clerk") && !model.contains("erc_boss"), "{model}");
}
