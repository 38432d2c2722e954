//! What is said of a script, against what a real PostgreSQL holds while it runs it.

use erc::base::DialectId;
use erc::dialect::Version;
use erc::migrate::{Judged, LintOptions, Linter, RuleLevels, lint};

use super::round::side;
use crate::servers;

const MODEL: &str = "
entity Parent {
  id int key
}
entity Thing {
  id int key
  name varchar(20)
  other int?
  amount decimal(10, 2)
  parent Parent?

  check named: length(name) > 0
  index (other)
}
";

fn judged(script: &str, id: DialectId) -> Vec<Judged> {
    let side = side(MODEL, id).expect("a model");
    let version = match id {
        DialectId::Postgres => Version::new(15, 0),
        DialectId::Mysql => Version::new(8, 0),
        DialectId::Mariadb => Version::new(10, 11),
        DialectId::Sqlite => Version::new(3, 40),
    };
    let levels = RuleLevels::default();
    lint(
        script,
        LintOptions {
            dialect: id,
            version: Some(version),
            schema: Some(&side.native),
            levels: &levels,
            in_transaction: false,
        },
    )
}

fn codes(script: &str, id: DialectId) -> Vec<&'static str> {
    judged(script, id).iter().flat_map(|it| &it.findings).map(|it| it.code.name).collect()
}

/// Locks as PostgreSQL names them in `pg_locks`, in the words of its manual.
fn spelled(mode: &str) -> String {
    let bare = mode.trim_end_matches("Lock");
    let mut res = String::new();
    for c in bare.chars() {
        if c.is_uppercase() && !res.is_empty() {
            res.push(' ');
        }
        res.extend(c.to_uppercase());
    }
    res
}

#[test]
fn locks_are_those_that_postgres_takes() {
    let statements = [
        "alter table thing add column a int",
        "alter table thing add column a int not null default 5",
        "alter table thing add column a uuid default gen_random_uuid()",
        "alter table thing add column a int references parent (id)",
        "alter table thing drop column other",
        "alter table thing rename column other to another",
        "alter table thing alter column other set not null",
        "alter table thing alter column name type varchar(40)",
        "alter table thing alter column other type bigint",
        "alter table thing alter column amount type numeric(12, 2)",
        "alter table thing add constraint c check (other > 0)",
        "alter table thing add constraint c check (other > 0) not valid",
        "alter table thing add constraint u unique (other)",
        "alter table thing add constraint f foreign key (other) references parent (id)",
        "alter table thing add constraint f foreign key (other) references parent (id) not valid",
        "alter table thing validate constraint named",
        "alter table thing drop constraint thing_parent_id_fkey",
        "alter table thing drop constraint named",
        "create index i on thing (name)",
        "drop index thing_other_idx",
        "create table newer (id int primary key, thing int references thing (id))",
        "drop table thing",
        "comment on table thing is 'x'",
        "alter table thing alter column other set statistics 100",
        "alter table thing set (fillfactor = 70)",
        "truncate thing",
        "create trigger t before insert on thing for each row execute function suppress_redundant_updates_trigger()",
    ];
    let mut failed = Vec::new();
    for sql in statements {
        let mut database = servers::database(DialectId::Postgres).expect("a server");
        let made = side(MODEL, DialectId::Postgres).expect("a model").script;
        database.execute(&made).expect("the tables");
        let oids = database
            .query("select oid::text || ' ' || relname || ' ' || relfilenode::text from pg_class where relkind = 'r' and relname in ('thing', 'parent') order by 1")
            .expect("the tables");
        let tables: Vec<(String, String, String)> = oids
            .iter()
            .map(|row| {
                let text = row[0].clone().expect("a text");
                let mut parts = text.split(' ').map(str::to_owned);
                let mut next = || parts.next().expect("three parts");
                (next(), next(), next())
            })
            .collect();
        database.execute(&format!("begin; {sql};")).unwrap_or_else(|it| panic!("{sql}: {it}"));
        let mut really: Vec<String> = Vec::new();
        let mut rewritten = false;
        for (oid, name, file) in &tables {
            let modes = database
                .query(&format!(
                    "select mode from pg_locks where pid = pg_backend_pid() and relation = {oid}"
                ))
                .expect("the locks");
            let order = [
                "ACCESS SHARE",
                "ROW SHARE",
                "ROW EXCLUSIVE",
                "SHARE UPDATE EXCLUSIVE",
                "SHARE",
                "SHARE ROW EXCLUSIVE",
                "EXCLUSIVE",
                "ACCESS EXCLUSIVE",
            ];
            let modes = modes.iter().map(|it| spelled(it[0].as_deref().expect("a mode")));
            let rank = |mode: &String| order.iter().position(|it| it == mode);
            if let Some(mode) = modes.filter(|it| it != "ACCESS SHARE").max_by_key(rank) {
                really.push(format!("{name} {mode}"));
            }
            let now = database
                .query(&format!("select relfilenode::text from pg_class where oid = {oid}"))
                .expect("the file");
            rewritten |= now.first().is_some_and(|it| it[0].as_ref() != Some(file));
        }
        database.execute("rollback").expect("a rollback");
        really.sort();
        let judged = judged(sql, DialectId::Postgres);
        let mut said: Vec<String> =
            judged[0].facts.locks.iter().map(|(table, mode)| format!("{table} {mode}")).collect();
        said.sort();
        let says_rewrite = judged[0].facts.work.iter().any(|it| it.name() == "rewrite");
        if said != really || says_rewrite != rewritten {
            failed.push(format!(
                "{sql}\n  said   {said:?} rewrite {says_rewrite}\n  really {really:?} rewrite {rewritten}"
            ));
        }
    }
    assert!(failed.is_empty(), "{} wrong:\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn new_tables_lock_nobody() {
    let script: String = (0..1000)
        .map(|n| {
            format!("create table t{n} (id bigint primary key);\ncreate index i{n} on t{n} (id);\n")
        })
        .collect();
    for it in judged(&script, DialectId::Postgres) {
        assert!(it.facts.locks.is_empty() && it.findings.is_empty(), "{it:?}");
    }
}

#[test]
fn the_work_grows_with_the_script() {
    let n_lookups = |n_tables: usize| {
        let script: String = (0..n_tables)
            .map(|n| {
                let before = n.saturating_sub(1);
                format!(
                    "create table t{n} (id bigint primary key, p bigint references t{before} (id));\n\
                     create index i{n} on t{n} (p);\nalter table t{n} add column x int;\ndrop index i{n};\n"
                )
            })
            .collect();
        let levels = RuleLevels::default();
        let mut linter = Linter::new(LintOptions {
            dialect: DialectId::Postgres,
            version: Some(Version::new(16, 0)),
            schema: None,
            levels: &levels,
            in_transaction: false,
        });
        assert!(linter.lint(&script).iter().all(|it| it.facts.locks.is_empty()));
        linter.n_lookups()
    };
    let (few, many) = (n_lookups(1000), n_lookups(4000));
    assert!(many <= 4 * few + 100, "{few} {many}");
}

#[test]
fn findings_are_of_their_kind() {
    let postgres = |script: &str| codes(script, DialectId::Postgres);
    let bounded = |script: &str| {
        postgres(&format!("set lock_timeout = '5s'; set statement_timeout = '30s';\n{script}"))
    };
    assert_eq!(bounded("create index i on thing (name);"), ["index-blocks-writes"]);
    assert_eq!(
        postgres("create index i on thing (name);"),
        ["index-blocks-writes", "lock-timeout-missing", "statement-timeout-missing"]
    );
    assert_eq!(bounded("create index concurrently i on thing (name);"), [""; 0]);
    assert_eq!(
        bounded("begin; create index concurrently i on thing (name); commit;"),
        ["concurrently-in-transaction"]
    );
    assert_eq!(
        bounded("alter table thing alter column name type varchar(10);"),
        ["type-rewrites", "narrowed-type"]
    );
    assert_eq!(bounded("alter table thing alter column amount type numeric(12, 2);"), [""; 0]);
    assert_eq!(bounded("alter table thing alter column name type varchar(30);"), ["type-scans"]);
    assert_eq!(bounded("alter table nobody add column a int;"), ["unknown-table"]);
    assert_eq!(bounded("alter table thing drop column name;"), ["dropped-column"]);
    assert_eq!(
        bounded(
            "-- @allow(dropped-column, \"nobody uses it\")\nalter table thing drop column name;"
        ),
        [""; 0]
    );
    assert_eq!(
        bounded("alter table thing add column a int not null;"),
        ["required-column-without-default"]
    );
    assert_eq!(
        bounded(
            "alter table thing add constraint c check (other is not null) not valid;\nalter table thing validate constraint c;\nalter table thing alter column other set not null;"
        ),
        [""; 0]
    );
    assert_eq!(bounded("create table t (n int);"), ["table-without-key"]);
    assert_eq!(bounded("create temp table t (n int);"), [""; 0]);
    assert_eq!(bounded("create foreign table t (n int) server s;"), [""; 0]);
    assert_eq!(bounded("create policy p on thing using (true);"), ["permissions-changed"]);
    assert_eq!(bounded("create rule r as on insert to thing do instead nothing;"), [""; 0]);
    let mariadb = |script: &str| codes(script, DialectId::Mariadb);
    assert_eq!(mariadb("create temporary table t (n int);"), [""; 0]);
    assert_eq!(
        mariadb("alter table thing modify name varchar(20);"),
        ["column-forgets", "algorithm-missing"]
    );
    assert_eq!(mariadb("alter table thing modify other bigint;"), ["changed-type", "table-copied"]);
    let sqlite = |script: &str| codes(script, DialectId::Sqlite);
    assert_eq!(
        sqlite("begin; pragma foreign_keys = off; commit;"),
        ["foreign-keys-off-in-transaction"]
    );
    assert_eq!(sqlite("alter table thing alter column name type text;"), ["unsupported-alter"]);
}

#[test]
fn a_default_that_its_check_refuses_is_seen() {
    let adding = |column: &str| format!("alter table thing add column {column};");
    let broken = [
        "y int not null default -5 check (y > 0)",
        "y int not null check (y between 1 and 5) default 0",
        "\"y\" int default 7 constraint small check (\"y\" in (1, 2))",
        "y int default 0 check (y >= 1 and other > 3)",
    ];
    let fine = [
        "y int not null default 5 check (y > 0)",
        "y int not null default -5 check (y >= -5)",
        "y int default -5 check (y < other)",
        "y int default null check (y > 0)",
        "y varchar(5) default 'b' check (y in ('a', 'b'))",
        "y int default (1 + 1) check (y > 5)",
    ];
    let is_seen = |column: &str, id| {
        let column = match id {
            DialectId::Mysql | DialectId::Mariadb => column.replace('"', "`"),
            DialectId::Postgres | DialectId::Sqlite => column.to_owned(),
        };
        codes(&adding(&column), id).contains(&"default-breaks-check")
    };
    for id in DialectId::ALL {
        for column in broken {
            assert!(is_seen(column, id), "{id}: {column}");
        }
        for column in fine {
            assert!(!is_seen(column, id), "{id}: {column}");
        }
    }
}

/// MariaDB takes a column whose default breaks its check, and keeps the rows; the others refuse it.
#[test]
fn what_a_server_does_with_such_a_default() {
    let sql = "alter table thing add column y int not null default -5 check (y > 0)";
    for id in [DialectId::Postgres, DialectId::Mariadb, DialectId::Sqlite] {
        let mut database = servers::database(id).expect("a server");
        let made = side(MODEL, id).expect("a model").script;
        database.execute(&made).expect("the tables");
        database.execute("insert into thing (id, name, amount) values (1, 'a', 1)").expect("a row");
        let is_taken = database.execute(sql).is_ok();
        assert_eq!(is_taken, id == DialectId::Mariadb, "{id}");
    }
}
