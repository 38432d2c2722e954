//! Several runners at once, and runners that are killed.

use std::process::Child;

use erc::base::DialectId;

use super::{Target, ended, folder, is_asleep, start, wait_until};

#[test]
fn ten_runners_start_together() {
    for (id, script) in [
        (
            DialectId::Postgres,
            "create table a (n int);\ninsert into a values (1);\ncreate index concurrently i on a (n);",
        ),
        (DialectId::Mariadb, "create table a (n int);\ninsert into a values (1);"),
        (DialectId::Sqlite, "create table a (n int);\ninsert into a values (1);"),
    ] {
        let target = Target::new(id);
        let place = folder(&[("1_a", script), ("2_b", "insert into a values (2);")]);
        let children: Vec<Child> = (0..10).map(|_| start(&place, &target.url)).collect();
        let ends: Vec<(Option<i32>, String)> = children.into_iter().map(ended).collect();
        for (code, said) in &ends {
            assert_eq!(*code, Some(0), "{id}: {said}");
            assert!(!said.contains("40P01"), "{said}");
        }
        let n_workers = ends.iter().filter(|(_, said)| said.contains("were applied")).count();
        assert_eq!(n_workers, 1, "{id}: {ends:?}");
        assert_eq!(target.value("select count(*) from a").as_deref(), Some("2"), "{id}");
    }
}

#[test]
fn a_runner_is_killed_inside_a_transaction() {
    let target = Target::new(DialectId::Postgres);
    target.execute("create table gate (n int)");
    let slow = "select pg_sleep(case when exists (select from gate) then 0 else 60 end);";
    let script =
        format!("begin;\ncreate table a (n int);\n{slow}\ncreate table b (n int);\ncommit;");
    let place = folder(&[("1_a", &script)]);
    let mut child = start(&place, &target.url);
    wait_until("a slow statement", || is_asleep(&target));
    child.kill().expect("it is killed");
    child.wait().expect("it ends");
    target.execute("insert into gate values (1)");
    let there = "select count(*)::text from pg_class where relname in ('a', 'b')";
    // The lock goes with the session, which the server ends as soon as it notices.
    let (code, said) = ended(start(&place, &target.url));
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(target.value(there).as_deref(), Some("2"));
}

#[test]
fn a_runner_is_killed_between_the_second_and_third_of_five_statements() {
    let target = Target::new(DialectId::Mariadb);
    target.execute("create table gate (n int)");
    let script = "create table a (n int);\ninsert into a values (1);\n\
                  insert into a select 2 from (select sleep(if((select count(*) from gate) > 0, 0, 60))) x;\n\
                  insert into a values (3);\ncreate table b (n int);";
    let place = folder(&[("1_a", script)]);
    let mut child = start(&place, &target.url);
    let sleeper = "select id from information_schema.processlist where db = database() and info like '%sleep(if%' and id <> connection_id()";
    wait_until("a slow statement", || target.value(sleeper).is_some());
    child.kill().expect("it is killed");
    child.wait().expect("it ends");
    // MariaDB does not notice that nobody waits for the answer.
    let id = target.value(sleeper).expect("a process");
    target.execute(&format!("kill {id}"));
    target.execute("insert into gate values (1)");
    let (code, said) = ended(start(&place, &target.url));
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("goes on behind statement 2"), "{said}");
    assert_eq!(target.value("select group_concat(n order by n) from a").as_deref(), Some("1,2,3"));
}

#[test]
fn a_runner_of_sqlite_is_killed_at_any_time() {
    for round in 0..6 {
        let target = Target::new(DialectId::Sqlite);
        target.execute("create table p (id integer primary key, n text); create table c (p int references p (id) on delete cascade); with recursive g (i) as (select 1 union all select i + 1 from g where i < 20000) insert into p select i, 'x' from g; insert into c select id from p;");
        let place = folder(&[(
            "1_a",
            "pragma foreign_keys = off;\nbegin;\ncreate table q (id integer primary key, n text not null);\ninsert into q select id, n from p;\ndrop table p;\nalter table q rename to p;\ncommit;\npragma foreign_keys = on;\ncreate index i on p (n);",
        )]);
        let mut child = start(&place, &target.url);
        std::thread::sleep(std::time::Duration::from_millis(10 + round * 25));
        let _ = child.kill();
        child.wait().expect("it ends");
        assert_eq!(
            target.value("select integrity_check from pragma_integrity_check").as_deref(),
            Some("ok")
        );
        assert_eq!(
            target.value("select count(*) from pragma_foreign_key_check").as_deref(),
            Some("0")
        );
        assert_eq!(
            target
                .value("select (select count(*) from p) || ' ' || (select count(*) from c)")
                .as_deref(),
            Some("20000 20000")
        );
        let (code, said) = ended(start(&place, &target.url));
        assert_eq!(code, Some(0), "{said}");
        assert_eq!(
            target
                .value("select \"notnull\" from pragma_table_info('p') where name = 'n'")
                .as_deref(),
            Some("1")
        );
        assert_eq!(target.value("select count(*) from c").as_deref(), Some("20000"));
    }
}

#[test]
fn the_process_of_the_server_is_terminated() {
    let target = Target::new(DialectId::Postgres);
    target.execute("create table gate (n int)");
    let slow = "select pg_sleep(case when exists (select from gate) then 0 else 60 end);";
    let place =
        folder(&[("1_a", &format!("create table a (n int);\n{slow}\ncreate table b (n int);"))]);
    let child = start(&place, &target.url);
    wait_until("a slow statement", || is_asleep(&target));
    target.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'");
    let (code, said) = ended(child);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("stopped at statement 2 of 3") && said.contains("went away"), "{said}");
    target.execute("insert into gate values (1)");
    let (code, said) = ended(start(&place, &target.url));
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("goes on behind statement 1"), "{said}");
}
