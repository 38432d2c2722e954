//! What linters of migrations look for, rule by rule, in statements of our own.

use erc::base::DialectId::{self, Mariadb, Mysql, Postgres, Sqlite};
use erc::dialect::Version;
use erc::migrate::{LintOptions, RULES, RuleLevels, lint};

use super::facts::schema;

const SCHEMA: &str = "create table account (id int primary key, email varchar(80), age int, note text, bank int not null default 1);\n\
                      create table bank (id int primary key, name varchar(40));\n\
                      create index account_age on account (age);\n";

/// The rule, whose SQL, the script, the finding.
const RULES_OF_PEERS: &[(&str, DialectId, &str, &str)] = &[
    ("BC101", Postgres, "alter table account rename to customer", "renamed-table"),
    ("BC102", Postgres, "alter table account rename column age to years", "renamed-column"),
    ("CD101", Mysql, "alter table account drop foreign key fk", "dropped-foreign-key"),
    ("DS101", Postgres, "drop schema old", "dropped-schema"),
    ("DS102", Postgres, "drop table account", "dropped-table"),
    ("DS103", Postgres, "alter table account drop column age", "dropped-column"),
    ("MF101", Postgres, "create unique index concurrently u on account (email)", "unique-may-fail"),
    (
        "MF102",
        Mysql,
        "drop index account_age on account; create unique index account_age on account (age)",
        "unique-may-fail",
    ),
    (
        "MF103",
        Postgres,
        "alter table account add column x int not null",
        "required-column-without-default",
    ),
    ("MF104", Mysql, "alter table account modify age int not null", "null-refused"),
    ("PG101", Postgres, "create index i on account (email)", "index-blocks-writes"),
    ("PG102", Postgres, "drop index account_age", "index-drop-blocks"),
    (
        "PG103",
        Postgres,
        "begin; create index concurrently i on account (email); commit",
        "concurrently-in-transaction",
    ),
    ("PG104", Postgres, "alter table account add primary key (email)", "primary-key-blocks"),
    ("PG105", Postgres, "alter table account add constraint u unique (email)", "unique-blocks"),
    ("PG301", Postgres, "alter table account alter column age type bigint", "type-rewrites"),
    (
        "PG302",
        Postgres,
        "alter table account add column x uuid default gen_random_uuid()",
        "default-rewrites",
    ),
    ("PG303", Postgres, "alter table account alter column age set not null", "not-null-scans"),
    ("PG305", Postgres, "alter table account add check (age > 0)", "check-scans"),
    (
        "PG306",
        Postgres,
        "alter table account add foreign key (bank) references bank (id)",
        "foreign-key-scans",
    ),
    (
        "MY101",
        Mysql,
        "alter table account add column x int not null",
        "required-column-without-default",
    ),
    (
        "MY102",
        Mysql,
        "create table c (id int primary key, b int references bank (id))",
        "inline-reference-ignored",
    ),
    ("LT101", Sqlite, "alter table account alter column age set not null", "unsupported-alter"),
    (
        "adding-serial-primary-key-field",
        Postgres,
        "alter table account add column x serial primary key",
        "primary-key-blocks",
    ),
    (
        "ban-alter-domain-with-add-constraint",
        Postgres,
        "alter domain positive add check (value > 0)",
        "domain-checks",
    ),
    (
        "ban-create-domain-with-constraint",
        Postgres,
        "create domain positive as int check (value > 0)",
        "domain-with-rules",
    ),
    (
        "ban-char-field",
        Postgres,
        "create table c (id bigint primary key, code char(4))",
        "padded-type",
    ),
    ("ban-drop-database", Postgres, "drop database shop", "dropped-database"),
    (
        "ban-drop-not-null",
        Postgres,
        "alter table account alter column bank drop not null",
        "dropped-not-null",
    ),
    (
        "ban-duplicate-column-assignments",
        Postgres,
        "update account set age = 1, age = 2 where id = 1",
        "column-twice",
    ),
    ("ban-truncate-cascade", Postgres, "truncate account cascade", "truncate-cascade"),
    (
        "ban-uncommitted-transaction",
        Postgres,
        "begin; alter table account add column x int",
        "transaction-unfinished",
    ),
    (
        "constraint-missing-not-valid",
        Postgres,
        "begin; alter table account add constraint c check (age > 0) not valid; alter table account validate constraint c; commit",
        "validate-in-same-transaction",
    ),
    ("prefer-identity", Postgres, "create table c (id bigserial primary key)", "serial-type"),
    ("prefer-repack", Postgres, "vacuum full account", "table-rewritten"),
    ("prefer-repack", Postgres, "cluster account using account_pkey", "table-rewritten"),
    (
        "prefer-timestamptz",
        Postgres,
        "create table c (id bigint primary key, at timestamp)",
        "time-without-zone",
    ),
    (
        "prefer-timestamptz",
        Postgres,
        "alter table account add column at timestamp(3) without time zone",
        "time-without-zone",
    ),
    (
        "require-concurrent-partition-detach",
        Postgres,
        "alter table account detach partition account_1",
        "detach-blocks",
    ),
    ("require-concurrent-reindex", Postgres, "reindex index account_age", "reindex-blocks"),
    (
        "require-enum-value-ordering",
        Postgres,
        "alter type mood add value 'fine'",
        "enum-value-without-place",
    ),
    (
        "require-lock-timeout",
        Postgres,
        "alter table account add column x int",
        "lock-timeout-missing",
    ),
    (
        "require-statement-timeout",
        Postgres,
        "set lock_timeout = '1s'; create index i on account (email)",
        "statement-timeout-missing",
    ),
    ("transaction-nesting", Postgres, "begin; begin; commit", "transaction-nested"),
    (
        "identifier-too-long",
        Postgres,
        "create index an_index_whose_name_is_so_long_that_the_server_does_not_keep_all_of_it on account (email)",
        "name-too-long",
    ),
    ("syntax-error", Postgres, "frobnicate account", "statement-not-understood"),
    (
        "unused-ignore",
        Postgres,
        "-- @allow(dropped-table, \"no\")\nalter table account add column x int",
        "unused-allow",
    ),
    ("add_column_json", Postgres, "alter table account add column x json", "json-text"),
    (
        "add_column_generated_stored",
        Postgres,
        "alter table account add column x int generated always as (age * 2) stored",
        "derived-rewrites",
    ),
    (
        "adding an auto-incrementing column",
        Postgres,
        "alter table account add column x bigint generated by default as identity",
        "identity-rewrites",
    ),
    ("rename_schema", Postgres, "alter schema a rename to b", "renamed-schema"),
    (
        "add_index_columns",
        Postgres,
        "create index concurrently i on account (email, age, note, bank)",
        "wide-index",
    ),
    (
        "add_exclusion_constraint",
        Postgres,
        "alter table account add constraint x exclude using gist (age with =)",
        "exclusion-blocks",
    ),
    ("change_column_null", Postgres, "update account set age = 0", "update-without-condition"),
    (
        "execute",
        Postgres,
        "do $$ begin execute 'drop table ' || 'account'; end $$",
        "statement-not-understood",
    ),
    (
        "backfilling in the schema transaction",
        Postgres,
        "begin; alter table account add column x int; update account set x = 1 where true; commit",
        "rows-in-schema-transaction",
    ),
    (
        "foreign key without index",
        Postgres,
        "alter table account add constraint f foreign key (bank) references bank (id) not valid",
        "foreign-key-without-index",
    ),
    (
        "fk-parent",
        Postgres,
        "alter table account add constraint f foreign key (email) references bank (name) not valid",
        "reference-without-key",
    ),
    ("dupe-index", Postgres, "create index concurrently i on account (age)", "index-again"),
    ("pk", Postgres, "create table c (n int)", "table-without-key"),
    (
        "unsafe column type",
        Mariadb,
        "alter table account modify email varchar(40)",
        "narrowed-type",
    ),
    (
        "unsafe character set",
        Mariadb,
        "alter table account convert to character set latin1",
        "charset-converted",
    ),
    (
        "unsafe DROP PARTITION",
        Mariadb,
        "alter table account drop partition p1",
        "dropped-partition",
    ),
    ("MODIFY forgets", Mariadb, "alter table account modify bank bigint", "column-forgets"),
    ("checks off", Mariadb, "set foreign_key_checks = 0", "checks-off"),
    ("sql_mode", Mysql, "set session sql_mode = ''", "checks-off"),
    ("AUTHZ_UPDATE", Postgres, "grant select on account to reporting", "permissions-changed"),
    (
        "enum used at once",
        Postgres,
        "begin; alter type mood add value 'x' after 'y'; update account set note = 'x' where id = 1; commit",
        "enum-value-used-at-once",
    ),
    (
        "pragma in transaction",
        Sqlite,
        "begin; pragma foreign_keys = off; commit",
        "foreign-keys-off-in-transaction",
    ),
    (
        "unique column of SQLite",
        Sqlite,
        "alter table account add column x int unique",
        "unsupported-alter",
    ),
    (
        "default of SQLite",
        Sqlite,
        "alter table account add column x text default current_timestamp",
        "non-constant-default",
    ),
    ("indexed column of SQLite", Sqlite, "alter table account drop column age", "still-used"),
];

fn found(sql: &str, id: DialectId, levels: &RuleLevels) -> Vec<&'static str> {
    let schema = schema(SCHEMA, id);
    let version = match id {
        Postgres => Version::new(15, 0),
        Mysql => Version::patch(8, 0, 30),
        Mariadb => Version::new(10, 11),
        Sqlite => Version::new(3, 40),
    };
    let options = LintOptions {
        dialect: id,
        version: Some(version),
        schema: Some(&schema),
        levels,
        in_transaction: false,
    };
    lint(sql, options).iter().flat_map(|it| &it.findings).map(|it| it.code.name).collect()
}

#[test]
fn every_rule_of_the_peers_is_found() {
    let mut failed = Vec::new();
    for (rule, id, sql, code) in RULES_OF_PEERS {
        let found = found(sql, *id, &RuleLevels::default());
        if !found.contains(code) {
            failed.push(format!("{rule}: {sql}\n  has no {code}: {found:?}"));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn what_is_off_is_found_when_it_is_asked_for() {
    for (sql, code) in [
        ("alter table account add column x int", "name-without-schema"),
        ("create table c (id bigint primary key, x varchar(5))", "length-limited"),
        ("create table c (id bigint primary key, x int)", "narrow-integer"),
        ("create index concurrently i on account (email)", "not-repeatable"),
    ] {
        assert!(!found(sql, Postgres, &RuleLevels::default()).contains(&code), "{sql}");
        let mut levels = RuleLevels::default();
        levels.chosen.insert(code, Some(erc::base::Severity::Warning));
        assert!(found(sql, Postgres, &levels).contains(&code), "{sql}");
    }
}

#[test]
fn the_safe_way_has_nothing_said_about_it() {
    for sql in [
        "create table c (id bigint generated by default as identity primary key, bank int references c (id), at timestamptz not null default now());\ncreate index c_at on c (at);\nalter table c add column x int not null default 0;\ninsert into c (x) values (1);\nupdate c set x = 2;\ncreate unique index c_x on c (x);\nalter table c alter column x type bigint;\ndrop index c_at;",
        "set lock_timeout = '2s';\nalter table account add column x int;\nalter table account add column y int not null default 5;",
        "create index concurrently i on account (email);",
        "drop index concurrently account_age;",
        "set lock_timeout = '2s';\nalter table account add constraint c check (age > 0) not valid;\nalter table account validate constraint c;",
        "set lock_timeout = '2s';\nalter table account alter column email type text;\n-- @allow(changed-type, \"they read it as text\")\nselect 1;",
        "update account set age = 1 where id between 1 and 1000;",
    ] {
        let found = found(sql, Postgres, &RuleLevels::default());
        let found: Vec<&str> = found
            .into_iter()
            .filter(|it| !matches!(*it, "changed-type" | "unused-allow"))
            .collect();
        assert!(found.is_empty(), "{sql}\n{found:?}");
    }
}

#[test]
fn every_page_shows_what_it_is_about() {
    // What their first examples are about is in a schema or a version.
    const NEEDS_MORE: [&str; 21] = [
        "type-scans",
        "type-rewrites",
        "index-again",
        "narrowed-type",
        "changed-type",
        "null-refused",
        "still-used",
        "impossible-statement",
        "newer-version-needed",
        "unknown-version",
        "index-corruption",
        "reference-without-key",
        "existing-table-left",
        "unknown-table",
        "foreign-key-without-index",
        "column-forgets",
        "dropped-foreign-key",
        "dropped-primary-key",
        "name-too-long",
        "algorithm-missing",
        "time-shifted",
    ];
    let mut levels = RuleLevels::default();
    for (code, usual) in RULES {
        levels.chosen.insert(code.name, Some(usual.unwrap_or(erc::base::Severity::Info)));
    }
    let mut failed = Vec::new();
    for (code, _) in RULES.iter().filter(|(code, _)| !NEEDS_MORE.contains(&code.name)) {
        let example = code.docs.split("```sql\n").nth(1).and_then(|it| it.split("```").next());
        let example = example.expect("an example");
        let is_found = DialectId::ALL.into_iter().any(|dialect| {
            let options = LintOptions {
                dialect,
                version: None,
                schema: None,
                levels: &levels,
                in_transaction: false,
            };
            lint(example, options)
                .iter()
                .flat_map(|it| &it.findings)
                .any(|it| it.code.name == code.name)
        });
        if !is_found {
            failed.push(format!("{}: {example}", code.name));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
