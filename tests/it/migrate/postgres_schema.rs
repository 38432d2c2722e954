//! The schema that the statements of `postgres_rows` are judged on.

/// What is there before each of them.
pub(super) const SCHEMA: &str = r#"
create schema q;
create type mood as enum ('sad', 'ok', 'happy');
create type pair as (a int, b int);
create domain plain as int;
create domain positive as int check (value > 0);
create table p (id int primary key, name text);
create table t (id int primary key, a int, b int not null, v varchar(10), w varchar(20), u text, c char(5), n numeric(10, 2), big bigint, m mood, d plain, at timestamp, zt timestamptz, at3 timestamp(3), ti time(3), iv interval(3), vb bit varying(8), js json, ci cidr, uu uuid, k varchar(10) check (k <> ''), pr int, g int, nn int, nu numeric, pp pair);
create index t_a on t (a);
create index t_v on t (v);
create index t_pi on t (big) where pr > 0;
create unique index t_uq on t (b);
create unique index t_un on t (nn);
alter table t add constraint t_uniq unique (g);
alter table t add constraint t_chk check (b > 0);
alter table t add constraint t_later check (b > 1) not valid;
alter table t add constraint t_nn check (nn is not null);
alter table t add constraint t_p foreign key (pr) references p (id);
alter table t add constraint t_pl foreign key (b) references p (id) not valid;
create table vt (id int primary key, x int, y int, z int);
create view vw as select x from vt;
create materialized view mv as select y from vt;
create unique index mv_y on mv (y);
create table tr (id int primary key, x int);
create function f() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger tr_t before update of x on tr for each row execute function f();
create table pol (id int primary key, x int);
create policy pol_p on pol using (x > 0);
create table pt (id int not null, at int) partition by range (id);
create table pt1 partition of pt for values from (1) to (10);
create table ptn (id int not null, at int);
create table ptc (id int not null, at int, check (id >= 20 and id < 30));
create table pd (id int not null) partition by range (id);
create table pd1 partition of pd for values from (1) to (10);
create table pdd partition of pd default;
create table dt (id int primary key, x positive);
create table ct (id int primary key, x pair);
create table q.other (id int primary key);
create table "Odd Name" (id int primary key, "a b" int);
create sequence sq;
insert into p values (1), (2);
insert into t (id, a, b, nn, k) values (1, 1, 2, 1, 'x');
create table ch (id int);
create table gen (id int primary key, a int, b int generated always as (a * 2) stored);
"#;
