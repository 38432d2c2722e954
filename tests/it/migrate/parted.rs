//! Tables in parts, old rows, views and events of MariaDB: what erc carries of them changes there and back.

use erc::base::DialectId;

use super::opaque::check;

const POSTGRES: &str = "
create table measure (at timestamptz not null, place text not null, value numeric(10, 2)) partition by range (at);
create table measure_2023 partition of measure for values from ('2023-01-01') to ('2024-01-01');
create table measure_2024 partition of measure for values from ('2024-01-01') to ('2025-01-01') partition by list (place);
create table measure_2024_north partition of measure_2024 for values in ('oslo') with (fillfactor = 70);
create table measure_2024_rest partition of measure_2024 default;
create index measure_place on measure (place);
create index measure_2023_value on measure_2023 (value) where value > 3;
alter table measure_2023 add constraint few check (value < 1000);
alter table measure_2023 alter column value set default 7;
alter table measure_2024_north alter column value set not null;
create function noticed() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger of_one after insert on measure_2023 for each row execute function noticed();
";

#[test]
fn postgres_tables_in_parts() {
    let check_of_part = "alter table measure_2023 add constraint few check (value < 1000);";
    let edits = [
        ("an index of a part", "on measure_2023 (value) where value > 3", "on measure_2023 (value)"),
        (
            "an index of a part goes",
            "create index measure_2023_value on measure_2023 (value) where value > 3;",
            "",
        ),
        ("a check of a part", "value < 1000", "value < 2000"),
        ("a check of a part goes", check_of_part, ""),
        (
            "a key of a part comes",
            check_of_part,
            "alter table measure_2023 add constraint few primary key (at, place);",
        ),
        (
            "a default of a part goes",
            "alter table measure_2023 alter column value set default 7;",
            "",
        ),
        ("a default of a part", "value set default 7", "value set default 8"),
        (
            "a part takes nulls again",
            "alter table measure_2024_north alter column value set not null;",
            "",
        ),
        (
            "a trigger of a part goes",
            "create trigger of_one after insert on measure_2023 for each row execute function noticed();",
            "",
        ),
        (
            "a part of a part goes",
            "create table measure_2024_rest partition of measure_2024 default;",
            "",
        ),
        (
            "a part comes with what is its own",
            "create index measure_place",
            "create table measure_old partition of measure for values from (minvalue) to ('2023-01-01');
             create index measure_old_value on measure_old (value);
             create index measure_place",
        ),
        (
            "a column comes to all parts",
            "value numeric(10, 2))",
            "value numeric(10, 2), note text default 'none')",
        ),
    ];
    check(DialectId::Postgres, POSTGRES, &edits);
}

const MARIADB: &str = "
create table visit (id int not null, day date not null, note varchar(20))
partition by range (to_days(day)) (
  partition p0 values less than (to_days('2024-01-01')),
  partition p1 values less than maxvalue
);
create table plain (id int primary key, name varchar(20));
create table versioned (id int primary key, name varchar(20)) with system versioning;
create sequence numbers start with 10;
create sql security invoker view some as select id from plain where id > 3 with local check option;
create trigger b before insert on plain for each row set new.name = 'b';
create trigger a before insert on plain for each row set new.name = 'a';
create event nightly on schedule every 1 day starts '2035-01-01 00:00:00' do delete from plain where id < 0;
";

#[test]
fn mariadb_what_is_carried() {
    let edits = [
        (
            "a partition comes",
            "partition p1 values less than maxvalue",
            "partition p1 values less than (to_days('2025-01-01')), partition p2 values less than maxvalue",
        ),
        (
            "columns of a table with old rows",
            "name varchar(20)) with system",
            "name varchar(30), note int) with system",
        ),
        ("a table keeps its old rows no more", ") with system versioning;", ");"),
        ("a sequence", "start with 10", "start with 10 increment by 2 cycle"),
        ("who asks through a view", "sql security invoker view", "view"),
        ("what a view lets in", " with local check option", " with cascaded check option"),
        (
            "the order of triggers",
            "create trigger a before insert on plain for each row set",
            "create trigger a before insert on plain for each row precedes b set",
        ),
        ("when an event runs", "every 1 day", "every 2 week"),
        ("an event rests", "'2035-01-01 00:00:00' do", "'2035-01-01 00:00:00' disable do"),
    ];
    check(DialectId::Mariadb, MARIADB, &edits);
}
