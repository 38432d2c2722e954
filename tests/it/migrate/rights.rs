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

const ACCOUNTS: &str = "
create role if not exists erc_clerk;
create user if not exists 'erc to auditor'@'10.0.0.%';
create user if not exists erc_app@localhost;
";

const MARIADB: &str = "
create table person (id integer primary key, name varchar(40) not null, age integer);
create table pet (id integer primary key);
create view adult as select id, name from person where age >= 18;
create function n_adults(n integer) returns bigint reads sql data return (select count(*) + n from adult);
create procedure greet() select 'hello';
grant select, insert on person to erc_clerk;
grant update (name) on person to erc_clerk;
grant select, delete on person to erc_app@localhost with grant option;
grant all on pet to 'erc to auditor'@'10.0.0.%';
grant select on adult to erc_clerk;
grant execute on function n_adults to erc_clerk;
grant execute, alter routine on procedure greet to erc_app@localhost;
";

/// The auditor has the rights on the second table too.
const BY_NAME: &str = "
drop table pet;
create table pet (id integer primary key);
grant insert on pet to erc_app@localhost;
revoke all on pet from erc_app@localhost;
";

#[test]
fn those_of_mariadb_change() {
    Target::new(DialectId::Mariadb).execute(ACCOUNTS);
    let edits = [
        (
            "a right more",
            "grant select, insert on person",
            "grant select, insert, update on person",
        ),
        ("a right less", "grant select, insert on person", "grant select on person"),
        ("no right any more", "grant all on pet to 'erc to auditor'@'10.0.0.%';\n", ""),
        ("rights on another column", "update (name)", "update (name, age)"),
        ("nothing to hand on", "erc_app@localhost with grant option", "erc_app@localhost"),
        ("all to hand on", "'10.0.0.%';", "'10.0.0.%' with grant option;"),
        ("another account", "on pet to 'erc to auditor'@'10.0.0.%'", "on pet to erc_clerk"),
        ("everybody", "grant select on adult to erc_clerk", "grant select on adult to public"),
        ("a view that is made anew", "select id, name from person", "select name from person"),
        ("a type under a view", "name varchar(40)", "name varchar(90)"),
        ("a function of another type", "returns bigint", "returns decimal(20)"),
        ("a procedure of other code", "select 'hello'", "select 'good morning'"),
        (
            "a table that goes",
            "create table pet (id integer primary key);",
            "create table pot (id integer primary key); create table pet (id integer primary key); drop table pet; \
             create table pet (id bigint primary key);",
        ),
        (
            "a table that goes with its rights",
            "grant all on pet to 'erc to auditor'@'10.0.0.%';",
            "drop table pet;",
        ),
    ];
    check(DialectId::Mariadb, MARIADB, &edits);
}

#[test]
fn those_of_mariadb_are_read_from_text_and_server() {
    let target = Target::new(DialectId::Mariadb);
    target.execute(ACCOUNTS);
    let script = format!("{MARIADB}{BY_NAME}");
    target.execute(&script);
    let place = Place::new();
    place.write("schema.sql", script);
    let live = place.erc(&["import", target.url.as_str()]).ended(0).stdout;
    let text = place.erc(&["import", "schema.sql", "--dialect", "mariadb"]).ended(0).stdout;
    let rights = |it: &str| -> Vec<String> {
        it.lines().filter(|it| it.starts_with("native grant")).map(str::to_owned).collect()
    };
    assert_eq!(rights(&live), rights(&text));
    assert_eq!(rights(&live).len(), 6, "{live}");
    place.write("with.erd", &live);
    place.write("erc.toml", "dialects = [\"mariadb\"]\n");
    place.erc(&["drift", target.url.as_str(), "with.erd"]).ended(0);
    let without: Vec<&str> = live.lines().filter(|it| !it.starts_with("native grant")).collect();
    place.write("without.erd", without.join("\n"));
    let answer = place.erc(&["drift", target.url.as_str(), "without.erd"]).ended(0);
    assert!(answer.stderr.contains("grant erc_clerk"), "{}", answer.stderr);
    place.write(
        "fewer.erd",
        live.replace("grant select, insert, update (name) on", "grant select on"),
    );
    place.erc(&["drift", target.url.as_str(), "fewer.erd"]).ended(1);
}

#[test]
fn they_follow_a_rename() {
    for (id, roles) in [(DialectId::Postgres, ROLES), (DialectId::Mariadb, ACCOUNTS)] {
        let target = Target::new(id);
        target.execute(roles);
        target.execute(
            "create table pet (id integer primary key, name varchar(40));
            create table owner (id integer primary key);
            grant select, update (name) on pet to erc_clerk;
            grant delete on pet to erc_clerk;
            grant select on owner to erc_clerk;",
        );
        let place = Place::new();
        let url = target.url.as_str();
        let model = place.erc(&["import", url]).ended(0).stdout;
        let renamed = model
            .replace("entity Pet ", "entity Animal @was(\"pet\") ")
            .replace("  name varchar(40)?", "  called varchar(40)? @was(\"name\")")
            .replace("on Pet", "on Animal")
            .replace("on table pet", "on table animal")
            .replace("update (name)", "update (called)");
        place.write("renamed.erd", &renamed);
        let script = place.erc(&["diff", url, "renamed.erd", "--format", "sql"]).ended(0).stdout;
        target.execute(&script);
        place.erc(&["drift", url, "renamed.erd"]).ended(0);
        let granted = script.lines().any(|it| it.starts_with("grant"));
        assert_eq!(granted, id == DialectId::Mariadb, "{script}");
    }
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
    // A database without any is given those that a model tells of.
    let bare = Target::new(DialectId::Postgres);
    let is_no_right = |it: &&str| !it.starts_with("grant ") && !it.starts_with("revoke ");
    bare.execute(&BASE.lines().filter(is_no_right).collect::<String>());
    let answer = place.erc(&["drift", &bare.url, "with.erd"]).ended(1);
    assert!(answer.stdout.contains("add grant erc_clerk"), "{}", answer.stdout);
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
