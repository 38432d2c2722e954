//! The rows of what was measured on PostgreSQL 11 to 18: a statement, its locks, its work.

/// One row.
pub(super) struct Row {
    pub(super) sql: &'static str,
    /// By table: `p SRE, t AE`.
    pub(super) locks: &'static str,
    pub(super) work: &'static str,
    /// A finding that has to be among those of the statement.
    pub(super) finding: &'static str,
    /// Versions where it differs.
    pub(super) but: &'static [(&'static [u16], &'static str, &'static str)],
    /// Whether the server of the tests takes it.
    pub(super) is_tried: bool,
}

const fn row(
    sql: &'static str,
    locks: &'static str,
    work: &'static str,
    finding: &'static str,
) -> Row {
    Row { sql, locks, work, finding, but: &[], is_tried: true }
}

const fn untried(
    sql: &'static str,
    locks: &'static str,
    work: &'static str,
    finding: &'static str,
) -> Row {
    Row { is_tried: false, ..row(sql, locks, work, finding) }
}

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

pub(super) const ROWS: &[Row] = &[
    row("alter table t add column x int", "t AE", "catalog", ""),
    row("alter table only t add column x int", "t AE", "catalog", ""),
    row("alter table if exists public.t add column if not exists x int", "t AE", "catalog", ""),
    row("alter table t add column x int default 5", "t AE", "catalog", ""),
    row("alter table t add column x int not null default 5", "t AE", "catalog", ""),
    untried(
        "alter table t add column x int not null",
        "t AE",
        "catalog",
        "required-column-without-default",
    ),
    row("alter table t add column x timestamptz default now()", "t AE", "catalog", ""),
    row("alter table t add column x date default current_date", "t AE", "catalog", ""),
    row("alter table t add x jsonb not null default '{}'::jsonb", "t AE", "catalog", ""),
    row(
        "alter table t add column x timestamptz default clock_timestamp()",
        "t AE",
        "rewrite",
        "default-rewrites",
    ),
    row(
        "alter table t add column x uuid default gen_random_uuid()",
        "t AE",
        "rewrite",
        "default-rewrites",
    ),
    row(
        "alter table t add column x double precision default random()",
        "t AE",
        "rewrite",
        "default-rewrites",
    ),
    row(
        "alter table t add column x bigint default nextval('sq')",
        "sq RE, t AE",
        "rewrite",
        "default-rewrites",
    ),
    row("alter table t add column x bigserial", "t AE", "rewrite", "identity-rewrites"),
    row(
        "alter table t add column x bigint generated always as identity",
        "t AE",
        "rewrite",
        "identity-rewrites",
    ),
    row(
        "alter table t add column x int generated always as (a * 2) stored",
        "t AE",
        "rewrite",
        "derived-rewrites",
    ),
    row("alter table t add column x int check (x > 0)", "t AE", "scan", "check-scans"),
    row("alter table t add column x int default 1 check (x > 0)", "t AE", "scan", "check-scans"),
    row("alter table t add column x int references p (id)", "p SRE, t AE", "catalog", ""),
    row(
        "alter table t add column x int default 1 references p (id)",
        "p SRE, t AE",
        "scan",
        "foreign-key-scans",
    ),
    row("alter table t add column x int unique", "t AE", "index-build", "unique-blocks"),
    row("alter table t add column x plain", "t AE", "catalog", ""),
    row("alter table t add column x positive", "t AE", "rewrite", ""),
    row("alter table t add column x positive default 1", "t AE", "rewrite", "default-rewrites"),
    row("alter table t add column if not exists a int default random()", "t AE", "catalog", ""),
    row(
        "alter table t add column x int, add column y int default random(), drop column u",
        "t AE",
        "rewrite",
        "default-rewrites",
    ),
    row("alter table t drop column u", "t AE", "catalog", "dropped-column"),
    row("alter table t drop column if exists a", "t AE", "catalog", "dropped-column"),
    row("alter table t drop column pr", "p AE, t AE", "catalog", "dropped-column"),
    untried("alter table vt drop column x", "vt AE", "catalog", "still-used"),
    row("alter table t rename column a to a2", "t AE", "catalog", "renamed-column"),
    row("alter table t rename a to a2", "t AE", "catalog", "renamed-column"),
    row("alter table t rename to t2", "t AE", "catalog", "renamed-table"),
    row("alter table t rename constraint t_chk to t_chk2", "t AE", "catalog", ""),
    row("alter index t_a rename to t_a2", "", "catalog", ""),
    row("alter table t set schema q", "t AE", "catalog", "renamed-table"),
    row("alter table t alter column a set default 1", "t AE", "catalog", ""),
    row("alter table t alter a drop default", "t AE", "catalog", ""),
    row("alter table t alter column a set not null", "t AE", "scan", "not-null-scans"),
    Row {
        but: &[(&[11], "t AE", "scan")],
        ..row("alter table t alter column nn set not null", "t AE", "catalog", "")
    },
    row("alter table t alter column b set not null", "t AE", "catalog", ""),
    row("alter table t alter column b drop not null", "t AE", "catalog", "dropped-not-null"),
    row("alter table t alter column b add generated by default as identity", "t AE", "catalog", ""),
    row("alter table gen alter column b drop expression", "gen AE", "catalog", ""),
    untried("alter table gen alter column b set expression as (a * 3)", "gen AE", "rewrite", ""),
    row("alter table t add constraint x check (a > 0)", "t AE", "scan", "check-scans"),
    row("alter table t add check (a > 0)", "t AE", "scan", "check-scans"),
    row("alter table t add constraint x check (a > 0) not valid", "t AE", "catalog", ""),
    row("alter table t validate constraint t_later", "t SUE", "scan", ""),
    row("alter table t validate constraint t_chk", "t SUE", "catalog", ""),
    row("alter table t drop constraint t_chk", "t AE", "catalog", ""),
    row(
        "alter table t add constraint x foreign key (a) references p (id)",
        "p SRE, t SRE",
        "scan",
        "foreign-key-scans",
    ),
    row(
        "alter table t add foreign key (a) references public.p",
        "p SRE, t SRE",
        "scan",
        "foreign-key-scans",
    ),
    row(
        "alter table t add constraint x foreign key (a) references p (id) not valid",
        "p SRE, t SRE",
        "catalog",
        "",
    ),
    row("alter table t validate constraint t_pl", "p RS, t SUE", "scan", ""),
    row("alter table t drop constraint t_p", "p AE, t AE", "catalog", "dropped-foreign-key"),
    row(
        "alter table t drop constraint if exists t_p",
        "p AE, t AE",
        "catalog",
        "dropped-foreign-key",
    ),
    untried(
        "alter table t alter constraint t_p deferrable initially deferred",
        "t AE",
        "catalog",
        "",
    ),
    row("create table n2 (id int primary key, p int references p (id))", "p SRE", "catalog", ""),
    row(
        "create table n2 (id int primary key, p int, constraint x foreign key (p) references p (id) on delete cascade)",
        "p SRE",
        "catalog",
        "",
    ),
    row(
        "create table n2 (id int primary key, other int references q.other)",
        "q.other SRE",
        "catalog",
        "",
    ),
    row("create table n2 (like t including all)", "t AS", "catalog", ""),
    row("create table n2 as select t.* from t join p on p.id = t.pr", "p AS, t AS", "catalog", ""),
    untried("create table if not exists t (id int)", "", "catalog", "existing-table-left"),
    row("create table ch2 () inherits (ch)", "ch SUE", "catalog", ""),
    row("drop table t", "p AE, t AE", "catalog", "dropped-table"),
    row("drop table if exists t, tr cascade", "p AE, t AE, tr AE", "catalog", "dropped-table"),
    untried("drop table p", "p AE", "catalog", "still-used"),
    row("truncate table tr", "tr AE", "rewrite", "truncated-table"),
    row("truncate p cascade", "p AE, t AE", "rewrite", "truncate-cascade"),
    row("truncate only tr, pol", "pol AE, tr AE", "rewrite", "truncated-table"),
    row("alter table t add constraint x unique (a)", "t AE", "index-build", "unique-blocks"),
    row("alter table t add unique (a, b)", "t AE", "index-build", "unique-blocks"),
    row("alter table t add constraint x unique using index t_uq", "t AE", "catalog", ""),
    row("alter table ptn add primary key (id)", "ptn AE", "index-build", "primary-key-blocks"),
    row("alter table ch add primary key (id)", "ch AE", "scan+index-build", "primary-key-blocks"),
    row("alter table t drop constraint t_uniq", "t AE", "catalog", ""),
    row("alter table tr drop constraint tr_pkey", "tr AE", "catalog", "dropped-primary-key"),
    row(
        "alter table t add constraint x exclude using btree (a with =)",
        "t AE",
        "index-build",
        "exclusion-blocks",
    ),
    row("create index x on t (a)", "t S", "index-build", "index-blocks-writes"),
    row(
        "create index on public.t using btree (lower(u)) where a > 0",
        "t S",
        "index-build",
        "index-blocks-writes",
    ),
    row("create unique index x on t (a)", "t S", "index-build", "unique-may-fail"),
    row("create index concurrently x on t (a)", "t SUE", "index-build", ""),
    row(
        "create unique index concurrently if not exists x on t (a)",
        "t SUE",
        "index-build",
        "index-over-invalid",
    ),
    row("drop index t_a", "t AE", "catalog", "index-drop-blocks"),
    row("drop index if exists public.t_a, t_v", "t AE", "catalog", "index-drop-blocks"),
    row("drop index concurrently t_a", "t SUE", "catalog", ""),
    row("reindex index t_a", "t S", "index-build", "reindex-blocks"),
    row("reindex index concurrently t_a", "t SUE", "index-build", ""),
    row("reindex (concurrently) index t_a", "t SUE", "index-build", ""),
    row("reindex table t", "t S", "index-build", "reindex-blocks"),
    row("reindex (verbose) table concurrently t", "t SUE", "index-build", ""),
    row("create index x on pt (at)", "pt S, pt1 S", "index-build", "index-blocks-writes"),
    row("create index x on only pt (at)", "pt S", "catalog", ""),
    untried(
        "create index concurrently x on pt (at)",
        "pt SUE, pt1 SUE",
        "index-build",
        "impossible-statement",
    ),
    row("create statistics x on a, b from t", "t SUE", "catalog", ""),
    row("alter table t alter column v type varchar(20)", "t AE", "catalog", ""),
    row("alter table t alter column v type varchar(5)", "t AE", "rewrite", "narrowed-type"),
    row("alter table t alter column v type varchar", "t AE", "catalog", ""),
    row("alter table t alter column v type text", "t AE", "catalog", ""),
    row("alter table t alter column v type text using v", "t AE", "catalog", ""),
    row("alter table t alter column v type text using v::text", "t AE", "catalog", ""),
    row(
        "alter table t alter column a type bigint using a::bigint",
        "t AE",
        "rewrite",
        "type-rewrites",
    ),
    row(
        "alter table t alter column v set data type text using lower(v)",
        "t AE",
        "rewrite",
        "type-rewrites",
    ),
    row("alter table t alter column u type varchar", "t AE", "catalog", ""),
    row("alter table t alter column u type varchar(50)", "t AE", "rewrite", "type-rewrites"),
    row("alter table t alter column c type char(10)", "t AE", "rewrite", "type-rewrites"),
    row("alter table t alter column c type varchar(5)", "t AE", "rewrite", "type-rewrites"),
    row("alter table t alter column c type text", "t AE", "rewrite", "type-rewrites"),
    row("alter table t alter column n type numeric(12, 2)", "t AE", "catalog", ""),
    row("alter table t alter column n type decimal(12,2)", "t AE", "catalog", ""),
    row("alter table t alter column n type numeric(12, 4)", "t AE", "rewrite", "type-rewrites"),
    row("alter table t alter column n type numeric(12, 1)", "t AE", "rewrite", "type-rewrites"),
    row("alter table t alter column n type numeric(8, 2)", "t AE", "rewrite", "narrowed-type"),
    row("alter table t alter column n type numeric", "t AE", "catalog", ""),
    row("alter table t alter column nu type numeric(10, 2)", "t AE", "rewrite", "type-rewrites"),
    row("alter table t alter column a type bigint", "t AE", "rewrite", "type-rewrites"),
    row("alter table t alter column id type bigint", "t AE", "rewrite", "type-rewrites"),
    row("alter table t alter column big type int using 1", "t AE", "rewrite", "narrowed-type"),
    row("alter table t alter column a type oid", "t AE", "catalog", ""),
    row("alter table t alter column a type numeric", "t AE", "rewrite", "type-rewrites"),
    row("alter table t alter column a type text", "t AE", "rewrite", "changed-type"),
    row("alter table t alter column at3 type timestamp(6)", "t AE", "catalog", ""),
    row("alter table t alter column at3 type timestamp", "t AE", "catalog", ""),
    row("alter table t alter column at type timestamp(3)", "t AE", "rewrite", "type-rewrites"),
    row(
        "set timezone = 'Europe/Berlin'; alter table t alter column at type timestamptz",
        "t AE",
        "rewrite",
        "time-shifted",
    ),
    row(
        "set timezone = 'Europe/Berlin'; alter table t alter column zt type timestamp",
        "t AE",
        "rewrite",
        "time-shifted",
    ),
    row(
        "alter table t alter column at type timestamptz using at at time zone 'UTC'",
        "t AE",
        "rewrite",
        "type-rewrites",
    ),
    row("alter table t alter column at type date", "t AE", "rewrite", "type-rewrites"),
    row("alter table t alter column ti type time(6)", "t AE", "catalog", ""),
    row("alter table t alter column iv type interval(6)", "t AE", "catalog", ""),
    row("alter table t alter column vb type bit varying(16)", "t AE", "catalog", ""),
    row("alter table t alter column js type jsonb", "t AE", "rewrite", "type-rewrites"),
    row("alter table t alter column js type text", "t AE", "rewrite", "type-rewrites"),
    row("alter table t alter column u type json using u::json", "t AE", "rewrite", "type-rewrites"),
    row("alter table t alter column ci type inet", "t AE", "catalog", ""),
    row("alter table t alter column uu type text", "t AE", "rewrite", "type-rewrites"),
    row("alter table t alter column u type mood using u::mood", "t AE", "rewrite", "type-rewrites"),
    row("alter table t alter column m type text", "t AE", "rewrite", "type-rewrites"),
    row(
        "alter table t alter column u type bytea using u::bytea",
        "t AE",
        "rewrite",
        "type-rewrites",
    ),
    row("alter table t alter column d type int", "t AE", "catalog", ""),
    row(r#"alter table t alter column u type text collate "C""#, "t AE", "catalog", ""),
    row("alter table t alter column u type text using u", "t AE", "catalog", ""),
    row("alter table t alter column k type varchar(20)", "t AE", "scan", "type-scans"),
    row("alter table t alter column a type plain", "t AE", "catalog", ""),
    row("alter table t alter column a type positive", "t AE", "rewrite", "type-rewrites"),
    row(
        r#"alter table t alter column v type varchar(10) collate "C""#,
        "t AE",
        "index-build",
        "type-scans",
    ),
    Row {
        but: &[(&[11], "t AE", "rewrite")],
        ..row(
            "set timezone = 'UTC'; alter table t alter column at type timestamptz",
            "t AE",
            "catalog",
            "",
        )
    },
    Row {
        but: &[(&[11], "t AE", "rewrite")],
        ..row(
            "set time zone 'UTC'; alter table t alter column zt type timestamp",
            "t AE",
            "catalog",
            "",
        )
    },
    row("alter table t alter column pr type bigint", "p AE, t AE", "rewrite", "type-rewrites"),
    row("alter table p alter column id type bigint", "p AE, t AE", "rewrite", "type-rewrites"),
    untried("alter table vt alter column x type bigint", "vt AE", "rewrite", "still-used"),
    untried("alter table tr alter column x type bigint", "tr AE", "rewrite", "still-used"),
    untried("alter table pol alter column x type bigint", "pol AE", "rewrite", "still-used"),
    untried("alter table gen alter column a type bigint", "gen AE", "rewrite", "still-used"),
    row("alter table t alter column a set statistics 100", "t SUE", "catalog", ""),
    row("alter table t alter column u set storage external", "t AE", "catalog", ""),
    row("alter table t alter column u set compression pglz", "t AE", "catalog", ""),
    row("alter table t alter column a set (n_distinct = 5)", "t SUE", "catalog", ""),
    row("alter table t set (fillfactor = 70)", "t SUE", "catalog", ""),
    row("alter table t set (autovacuum_enabled = false)", "t SUE", "catalog", ""),
    row("alter table t reset (fillfactor)", "t SUE", "catalog", ""),
    row("alter table tr set unlogged", "tr AE", "rewrite", "table-rewritten"),
    row("alter table tr set access method heap", "tr AE", "catalog", ""),
    row("alter table t cluster on t_a", "t SUE", "catalog", ""),
    row("cluster tr using tr_pkey", "tr AE", "rewrite", "table-rewritten"),
    row("vacuum full t", "t AE", "rewrite", "table-rewritten"),
    row("vacuum (full, analyze) t", "t AE", "rewrite", "table-rewritten"),
    row("vacuum analyze t", "t SUE", "scan", ""),
    row("analyze t", "t SUE", "catalog", ""),
    row("alter table t owner to current_user", "t AE", "catalog", ""),
    row("alter table t replica identity full", "t AE", "catalog", ""),
    row("alter table t enable row level security", "t AE", "catalog", ""),
    row("alter table t force row level security", "t AE", "catalog", ""),
    row("create policy x on t using (a > 0)", "t AE", "catalog", "permissions-changed"),
    row("alter policy pol_p on pol using (x > 1)", "pol AE", "catalog", ""),
    row("drop policy pol_p on pol", "pol AE", "catalog", ""),
    row(
        "create trigger x before insert on t for each row execute function f()",
        "t SRE",
        "catalog",
        "",
    ),
    row(
        "create constraint trigger x after insert on t for each row execute function f()",
        "t SRE",
        "catalog",
        "",
    ),
    row("drop trigger tr_t on tr", "tr AE", "catalog", ""),
    row("alter table tr disable trigger tr_t", "tr SRE", "catalog", ""),
    row("alter table tr enable trigger all", "tr SRE", "catalog", ""),
    row("comment on table t is 'x'", "t SUE", "catalog", ""),
    row("comment on column public.t.a is 'x'", "t SUE", "catalog", ""),
    row("comment on column t.a is 'x'", "t SUE", "catalog", ""),
    Row {
        but: &[(&[18], "t AS", "catalog")],
        ..row("grant select on t to current_user", "", "catalog", "")
    },
    Row {
        but: &[(&[18], "t AS", "catalog")],
        ..row("revoke all on table t from current_user", "", "catalog", "")
    },
    row(
        "create table pt2 partition of pt for values from (10) to (20)",
        "pt AE",
        "catalog",
        "partition-blocks",
    ),
    row(
        "create table pd2 partition of pd for values from (10) to (20)",
        "pd AE, pdd AE",
        "scan",
        "partition-blocks",
    ),
    Row {
        but: &[(&[11], "pt AE, ptn AE", "scan")],
        ..row(
            "alter table pt attach partition ptn for values from (10) to (20)",
            "pt SUE, ptn AE",
            "scan",
            "",
        )
    },
    Row {
        but: &[(&[11], "pt AE, ptc AE", "catalog")],
        ..row(
            "alter table pt attach partition ptc for values from (20) to (30)",
            "pt SUE, ptc AE",
            "catalog",
            "",
        )
    },
    Row {
        but: &[(&[11, 12, 13], "pt AE, pt1 SUE", "catalog")],
        ..row("alter table pt detach partition pt1", "pt AE, pt1 AE", "catalog", "detach-blocks")
    },
    row("alter table pt detach partition pt1 concurrently", "pt SUE, pt1 AE", "catalog", ""),
    row("drop table pt1", "pt AE, pt1 AE", "catalog", "dropped-table"),
    row("drop table pt", "pt AE, pt1 AE", "catalog", "dropped-table"),
    untried("alter table ch inherit ptn", "ch AE, ptn SUE", "catalog", ""),
    row("create view vn as select a from t", "t AS", "catalog", ""),
    row("create or replace view vw as select x from vt", "vt AS, vw AE", "catalog", ""),
    row("drop view vw", "vw AE", "catalog", ""),
    row("create materialized view mn as select a from t where a > 0", "t AS", "scan", ""),
    row("refresh materialized view mv", "mv AE, vt AS", "rewrite", "refresh-blocks"),
    row("refresh materialized view concurrently mv", "mv X, vt AS", "scan", ""),
    untried("alter type mood add value 'x'", "", "catalog", "enum-value-without-place"),
    untried("alter type mood add value if not exists 'x' before 'ok'", "", "catalog", ""),
    row("alter type mood rename value 'ok' to 'fine'", "", "catalog", ""),
    row(
        "alter domain positive add constraint x check (value < 10)",
        "dt S",
        "scan",
        "domain-checks",
    ),
    row("alter domain positive add constraint x check (value < 10) not valid", "", "catalog", ""),
    row("alter domain positive set not null", "dt S", "scan", "domain-checks"),
    row("alter domain positive set default 1", "", "catalog", ""),
    row("alter domain positive drop constraint positive_check", "", "catalog", ""),
    row("alter type pair add attribute c int", "", "catalog", ""),
    untried("alter type pair alter attribute a type bigint", "", "catalog", "still-used"),
    row("alter sequence sq restart", "sq SRE", "rewrite", ""),
    untried("alter sequence sq as bigint", "sq SRE", "rewrite", ""),
    row("select setval('sq', 5)", "sq RE", "catalog", ""),
    row("alter table pt alter column at set not null", "pt AE, pt1 AE", "scan", "not-null-scans"),
    row("alter table pt add column x int", "pt AE, pt1 AE", "catalog", ""),
    row("alter table pt drop column at", "pt AE, pt1 AE", "catalog", ""),
    row("alter table pt rename column at to at2", "pt AE, pt1 AE", "catalog", ""),
    row("alter table pt alter column at set default 1", "pt AE, pt1 AE", "catalog", ""),
    row("alter table pt add constraint x check (at > 0)", "pt AE, pt1 AE", "scan", ""),
    row("alter table pt add primary key (id)", "pt AE, pt1 S", "index-build", ""),
    row("truncate pt", "pt AE, pt1 AE", "rewrite", ""),
    row(
        "create trigger x after insert on pt for each row execute function f()",
        "pt SRE, pt1 SRE",
        "catalog",
        "",
    ),
    row("alter table pt rename to pt_old", "pt AE", "catalog", ""),
    row("drop schema q cascade", "q.other AE", "catalog", "dropped-schema"),
    row("lock table t in share mode", "t S", "catalog", "lock-without-transaction"),
    row("lock t", "t AE", "catalog", "lock-without-transaction"),
    row("lock table only t, p in access exclusive mode nowait", "p AE, t AE", "catalog", ""),
    row("select * from t where id = 1 for update", "t RS", "catalog", ""),
    row(
        "select count(*) from t, lateral (select 1 from p where p.id = t.pr) x",
        "p AS, t AS",
        "catalog",
        "",
    ),
    row("update t set a = 1", "t RE", "scan", "update-without-condition"),
    untried("update t set a = 1, a = 2 where id = 1", "t RE", "scan", "column-twice"),
    row("update t set u = p.name from p where p.id = t.pr", "p AS, t RE", "scan", ""),
    row(
        "update t set u = (select name from p where p.id = t.pr)",
        "p AS, t RE",
        "scan",
        "update-without-condition",
    ),
    row("delete from t", "t RE", "scan", "delete-without-condition"),
    row("delete from t using p where p.id = t.pr", "p AS, t RE", "scan", ""),
    row(
        "insert into tr (id) select id from t where id < 5 on conflict do nothing",
        "t AS, tr RE",
        "catalog",
        "",
    ),
    row(
        "with gone as (delete from tr where id = 1 returning id) insert into pol (id) select id from gone",
        "pol RE, tr RE",
        "scan",
        "",
    ),
    row(
        r#"alter table "Odd Name" alter column "a b" set not null"#,
        "Odd Name AE",
        "scan",
        "not-null-scans",
    ),
    row(
        r#"ALTER TABLE ONLY "public"."t" ADD CONSTRAINT "x" FOREIGN KEY ("a") REFERENCES "public"."p" ("id")"#,
        "p SRE, t SRE",
        "scan",
        "foreign-key-scans",
    ),
    row(
        "do $$ begin alter table t add constraint x check (a > 0); exception when duplicate_object then null; end $$",
        "t AE",
        "scan",
        "check-scans",
    ),
    row(
        "do $$ begin if not exists (select 1 from pg_class where relname = 'zz') then create index zz on t (a); end if; end $$",
        "t S",
        "index-build",
        "index-blocks-writes",
    ),
    untried("alter table t add constraint x not null a not valid", "t AE", "catalog", ""),
    untried("alter table t add constraint x check (a > 0) not enforced", "t AE", "catalog", ""),
    untried(
        "alter table t add constraint x foreign key (a) references p (id) not enforced",
        "p SRE, t SRE",
        "catalog",
        "",
    ),
    untried(
        "alter table t add column x int generated always as (a * 2) virtual",
        "t AE",
        "catalog",
        "",
    ),
    Row {
        but: &[(&[18], "t AE", "catalog")],
        ..untried(
            "alter table t add column x int generated always as (a * 2)",
            "t AE",
            "rewrite",
            "",
        )
    },
    row(
        "alter table t add constraint x unique nulls not distinct (a)",
        "t AE",
        "index-build",
        "unique-blocks",
    ),
];
