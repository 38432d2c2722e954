//! The query that a step says it may fail on finds rows where the server refuses the step, and none where it takes it.

use erc::base::DialectId;
use erc::migrate::{LintOptions, RuleLevels, lint};

use super::round::side;
use crate::servers;

const MODEL: &str = "entity Maker {\n  id int key\n}\nentity Part {\n  id int key\n  name varchar(40)?\n  size int?\n  maker_no int?\n}";
const BAD: &str = "insert into maker (id) values (1);\ninsert into part (id, name, size, maker_no) values (1, 'a', 5, 1), (2, 'a', -70000, 9), (3, null, null, null);";
const GOOD: &str = "delete from part where id > 1;";

#[test]
fn the_query_knows_before_the_server_does() {
    let shared = [
        "alter table part add constraint part_u unique (name)",
        "create unique index part_i on part (name)",
        "alter table part add constraint part_c check (size > 0 or name = ')')",
        "alter table part add constraint part_f foreign key (maker_no) references maker (id)",
    ];
    let postgres = [
        "alter table part alter column size set not null",
        "alter table part alter column size type smallint",
        "alter table part add column extra int not null",
    ];
    let mariadb = [
        "alter table part modify column size int not null",
        "alter table part modify column size smallint",
    ];
    let sqlite = ["create unique index part_i on part (name)"];
    for (id, own) in [
        (DialectId::Postgres, [shared.as_slice(), &postgres].concat()),
        (DialectId::Mariadb, [shared.as_slice(), &mariadb].concat()),
        (DialectId::Sqlite, sqlite.to_vec()),
    ] {
        let side = side(MODEL, id).expect("a side");
        for statement in own {
            let levels = RuleLevels::default();
            let options = LintOptions {
                dialect: id,
                version: Some(side.options.version),
                schema: Some(&side.native),
                levels: &levels,
                in_transaction: false,
            };
            let judged = lint(&format!("{statement};"), options);
            let obstacle = judged[0].outcome.may_fail.first();
            let query = obstacle.and_then(|it| it.query.clone());
            let query = query.unwrap_or_else(|| panic!("{id}: {statement} has no query"));
            let mut database = servers::database(id).expect("a server");
            database.execute(&side.script).expect("a schema");
            database.execute(BAD).expect("rows");
            let found = database.query(&query).unwrap_or_else(|it| panic!("{id}: {query}: {it}"));
            assert!(!found.is_empty(), "{id}: {statement}: {query}");
            assert!(database.execute(statement).is_err(), "{id}: {statement} is not refused");
            let _ = database.execute("rollback");
            // `any row` stops it: then none may be left.
            let rest = if query.contains(" limit 1") { "delete from part" } else { GOOD };
            database.execute(rest).expect("rows that are fine");
            let found = database.query(&query).expect("the query");
            assert!(found.is_empty(), "{id}: {statement}: {query}");
            database.execute(statement).unwrap_or_else(|it| panic!("{id}: {statement}: {it}"));
        }
    }
}
