//! The rows of what was measured on MariaDB 10.11 and of MySQL's manual: a statement, its work and its lock.

/// One row.
pub(super) struct Row {
    pub(super) sql: &'static str,
    /// `catalog NONE`
    pub(super) mariadb: &'static str,
    /// The same for MySQL 8.0.30.
    pub(super) mysql: &'static str,
    /// A finding that has to be among those of the statement.
    pub(super) finding: &'static str,
    /// Whether the server of the tests can be asked with `algorithm` and `lock`.
    pub(super) is_tried: bool,
}

const fn row(
    sql: &'static str,
    mariadb: &'static str,
    mysql: &'static str,
    finding: &'static str,
) -> Row {
    Row { sql, mariadb, mysql, finding, is_tried: true }
}

const fn untried(
    sql: &'static str,
    mariadb: &'static str,
    mysql: &'static str,
    finding: &'static str,
) -> Row {
    Row { is_tried: false, ..row(sql, mariadb, mysql, finding) }
}

/// What is there before each of them.
pub(super) const SCHEMA: &str = "create table p (id int primary key, n int) engine=innodb;
create table t (id int primary key, a int, b int not null default 1, v varchar(60), w varchar(100), l varchar(200) character set latin1, m3 varchar(20) character set utf8mb3, e enum('x','y'), s set('a','b','c','d','e','f','g','h'), d decimal(10,2), dt datetime, ts timestamp null, tx text, ch char(5), ix int, iy int, pid int, fkc int, cc int, key ix (ix), key pid_ix (pid), constraint chk check (cc > 0), constraint fk1 foreign key (fkc) references p (id)) engine=innodb default charset=utf8mb4;
create table g (id int primary key, a int, vi int generated always as (a + 1) virtual, st int generated always as (a + 2) stored) engine=innodb;
create table nk (a int not null, g geometry not null, tx text, b int) engine=innodb;
create table ft (id int primary key, tx text, a int, fulltext key ftx (tx)) engine=innodb;
create table vb (id int primary key, a int, x int, vi int generated always as (a + 1) virtual, c int) engine=innodb;
create table vk (id int primary key, a int, x int, vi int generated always as (a + 1) virtual, c int, key vi_ix (vi)) engine=innodb;
create table vw (id int primary key, a int, x int, vi int generated always as (a + 1) virtual, key ax (a, x)) engine=innodb;
create table wi (id int primary key, a int, x int, key ax (a, x)) engine=innodb;
create table u (id int not null, k int not null, primary key (id)) engine=innodb;
insert into p values (1, 1);
insert into t (id, a, b) values (1, 1, 1);
";

pub(super) const ROWS: &[Row] = &[
    row("alter table t add column x int", "catalog NONE", "catalog NONE", ""),
    row("alter table t add column x int first", "catalog NONE", "catalog NONE", ""),
    row("alter table t add column x int after a", "catalog NONE", "catalog NONE", ""),
    row("alter table t add column x int not null default 5", "catalog NONE", "catalog NONE", ""),
    row(
        "alter table t add column x int not null",
        "catalog NONE",
        "catalog NONE",
        "required-column-without-default",
    ),
    row(
        "alter table t add column x datetime default current_timestamp",
        "catalog NONE",
        "catalog NONE",
        "",
    ),
    row("alter table t add column x int default (1 + 1)", "catalog NONE", "copy SHARED", ""),
    row(
        "alter table t add column x varchar(40) default (uuid())",
        "copy SHARED",
        "copy SHARED",
        "table-copied",
    ),
    row(
        "alter table u add column x int auto_increment unique",
        "rewrite SHARED",
        "rewrite SHARED",
        "",
    ),
    row("alter table t add column x int as (a * 3) virtual", "catalog NONE", "catalog NONE", ""),
    row(
        "alter table t add column x int as (a * 3) stored",
        "copy SHARED",
        "copy SHARED",
        "table-copied",
    ),
    row("alter table t add column x int check (x > 0)", "catalog NONE", "copy SHARED", ""),
    row(
        "alter table t add column x int unique",
        "rewrite NONE",
        "rewrite NONE",
        "algorithm-missing",
    ),
    row("alter table ft add column x int", "rewrite SHARED", "rewrite NONE", ""),
    untried(
        "alter table t drop column a2, drop column if exists b",
        "catalog NONE",
        "catalog NONE",
        "dropped-column",
    ),
    row("alter table t drop column w", "catalog NONE", "catalog NONE", "dropped-column"),
    row("alter table g drop column vi", "catalog NONE", "catalog NONE", ""),
    row("alter table g drop column st", "catalog NONE", "rewrite NONE", ""),
    untried(
        "alter table t rename column a to a2",
        "catalog NONE",
        "catalog NONE",
        "renamed-column",
    ),
    row("alter table t change w w2 varchar(100)", "catalog NONE", "catalog NONE", "renamed-column"),
    row("alter table t modify w varchar(100) first", "catalog NONE", "rewrite NONE", ""),
    row("alter table t alter column b set default 2", "catalog NONE", "catalog NONE", ""),
    row("alter table t alter b drop default", "catalog NONE", "catalog NONE", ""),
    row("alter table u modify k int null", "rewrite NONE", "rewrite NONE", "column-forgets"),
    row("alter table p modify n int not null", "rewrite NONE", "rewrite NONE", "null-refused"),
    row("alter table t modify pid int comment 'x'", "catalog NONE", "catalog NONE", ""),
    row("alter table t modify pid bigint", "copy SHARED", "copy SHARED", "changed-type"),
    row("alter table t modify pid int unsigned", "copy SHARED", "copy SHARED", "table-copied"),
    row("alter table t modify pid int(5)", "catalog NONE", "catalog NONE", ""),
    row("alter table t modify v varchar(63)", "catalog NONE", "catalog NONE", ""),
    row("alter table t modify v varchar(64)", "copy SHARED", "copy SHARED", "table-copied"),
    row("alter table t modify w varchar(200)", "catalog NONE", "catalog NONE", ""),
    row(
        "alter table t modify l varchar(255) character set latin1",
        "catalog NONE",
        "catalog NONE",
        "",
    ),
    row(
        "alter table t modify l varchar(256) character set latin1",
        "copy SHARED",
        "copy SHARED",
        "",
    ),
    row("alter table t modify w varchar(50)", "copy SHARED", "copy SHARED", "narrowed-type"),
    row("alter table t modify w text", "copy SHARED", "copy SHARED", ""),
    row("alter table t modify ch char(10)", "copy SHARED", "copy SHARED", ""),
    row("alter table t modify tx mediumtext", "copy SHARED", "copy SHARED", ""),
    row("alter table t modify d decimal(12,2)", "copy SHARED", "copy SHARED", ""),
    row("alter table t modify ts datetime", "copy SHARED", "copy SHARED", ""),
    row("alter table t modify dt datetime(3)", "copy SHARED", "copy SHARED", ""),
    row("alter table t modify e enum('x','y','z')", "catalog NONE", "catalog NONE", ""),
    row("alter table t modify e enum('x','z','y')", "copy SHARED", "copy SHARED", ""),
    row("alter table t modify e enum('x')", "copy SHARED", "copy SHARED", "narrowed-type"),
    row(
        "alter table t modify s set('a','b','c','d','e','f','g','h','i')",
        "copy SHARED",
        "copy SHARED",
        "",
    ),
    row(
        "alter table t modify m3 varchar(20) character set utf8mb4",
        "catalog NONE",
        "copy SHARED",
        "",
    ),
    row(
        "alter table t modify l varchar(200) character set utf8mb4",
        "copy SHARED",
        "copy SHARED",
        "",
    ),
    row(
        "alter table t convert to character set utf8mb3",
        "copy SHARED",
        "rewrite SHARED",
        "charset-converted",
    ),
    row("alter table g modify st int as (a + 5) stored", "copy SHARED", "copy SHARED", ""),
    row("create index x on t (a)", "index-build NONE", "index-build NONE", ""),
    row("alter table t add index x (a, b)", "index-build NONE", "index-build NONE", ""),
    row(
        "alter table t add unique key x (a)",
        "index-build NONE",
        "index-build NONE",
        "unique-may-fail",
    ),
    row("alter table t add fulltext index x (tx)", "rewrite SHARED", "rewrite SHARED", ""),
    row("alter table nk add spatial index x (g)", "index-build SHARED", "index-build SHARED", ""),
    untried("drop index ix on t", "catalog NONE", "catalog NONE", ""),
    row("alter table t drop index ix", "catalog NONE", "catalog NONE", ""),
    row("alter table t rename index ix to ix2", "catalog NONE", "catalog NONE", ""),
    row("alter table nk add primary key (a)", "rewrite NONE", "rewrite NONE", ""),
    row("alter table u drop primary key", "copy SHARED", "copy SHARED", "dropped-primary-key"),
    row("alter table u drop primary key, add primary key (k)", "rewrite NONE", "rewrite NONE", ""),
    row(
        "alter table t add constraint x foreign key (pid) references p (id)",
        "copy SHARED",
        "copy SHARED",
        "table-copied",
    ),
    row(
        "set foreign_key_checks = 0; alter table t add constraint x foreign key (pid) references p (id)",
        "catalog NONE",
        "catalog NONE",
        "",
    ),
    row(
        "alter table t drop foreign key fk1",
        "catalog NONE",
        "catalog NONE",
        "dropped-foreign-key",
    ),
    row(
        "alter table t add constraint x check (a > 0)",
        "copy SHARED",
        "copy SHARED",
        "table-copied",
    ),
    row("alter table t drop constraint chk", "catalog NONE", "catalog NONE", ""),
    row("alter table t auto_increment = 5", "catalog NONE", "catalog NONE", ""),
    row("alter table t comment = 'x'", "catalog NONE", "catalog NONE", ""),
    row("alter table t row_format = compact", "rewrite NONE", "rewrite NONE", ""),
    row("alter table t engine = innodb", "rewrite NONE", "rewrite NONE", ""),
    row("alter table t force", "rewrite NONE", "rewrite NONE", ""),
    untried("alter table nk partition by hash (a) partitions 2", "copy SHARED", "copy SHARED", ""),
    untried("alter table u add system versioning", "copy SHARED", "copy SHARED", ""),
    // MariaDB moves no column that is not kept, and keeps writers out while it makes one anew that is indexed.
    row("alter table vb drop column x", "catalog NONE", "catalog NONE", ""),
    row("alter table vb drop column c", "catalog NONE", "catalog NONE", ""),
    row("alter table vk drop column x", "copy SHARED", "catalog NONE", ""),
    row("alter table vk drop column c", "rewrite SHARED", "catalog NONE", ""),
    row("alter table vk drop column vi", "catalog NONE", "catalog NONE", ""),
    row("alter table vw drop column x", "copy SHARED", "rewrite NONE", ""),
    row("alter table wi drop column x", "rewrite NONE", "rewrite NONE", ""),
    row("alter table ft drop column a", "rewrite SHARED", "rewrite NONE", ""),
    row("alter table vb add column q int", "catalog NONE", "catalog NONE", ""),
    row("alter table vb add column q int first", "copy SHARED", "catalog NONE", ""),
    row("alter table vb add column q int after x", "copy SHARED", "catalog NONE", ""),
    row("alter table vb add column q int after vi", "catalog NONE", "catalog NONE", ""),
    row(
        "alter table vb add column q int as (a + 2) virtual after a",
        "copy SHARED",
        "catalog NONE",
        "",
    ),
    row("alter table vk add column q int", "rewrite SHARED", "catalog NONE", ""),
    row("alter table vk add column q int as (a + 2) virtual", "catalog NONE", "catalog NONE", ""),
    row("alter table vb modify c int first", "copy SHARED", "rewrite NONE", ""),
    row("alter table vb modify x int after c", "copy SHARED", "rewrite NONE", ""),
    row("alter table vb modify c int after vi", "catalog NONE", "rewrite NONE", ""),
    row("alter table vb modify c int not null", "rewrite NONE", "rewrite NONE", ""),
    row("alter table vk modify c int not null", "copy SHARED", "rewrite NONE", ""),
    row("alter table vb drop column c, add column q int", "catalog NONE", "catalog NONE", ""),
    row("alter table vb drop column x, add column q int", "copy SHARED", "catalog NONE", ""),
    row("alter table vb drop column x, drop column vi", "catalog NONE", "catalog NONE", ""),
    row("alter table vb drop column vi, add column q int", "copy SHARED", "catalog NONE", ""),
    row(
        "alter table t add column q int, add column r int as (a * 2) virtual",
        "copy SHARED",
        "catalog NONE",
        "",
    ),
    row(
        "alter table vb add column q int as (a + 2) virtual, comment = 'x'",
        "copy SHARED",
        "catalog NONE",
        "",
    ),
    row("alter table vb drop column vi, add unique y (c)", "copy SHARED", "rewrite NONE", ""),
    row("alter table vb drop column c, add index y (a)", "rewrite NONE", "rewrite NONE", ""),
    row("alter table vb drop column x, add index y (a)", "copy SHARED", "rewrite NONE", ""),
    row("alter table vb drop column vi, add index y (a)", "index-build NONE", "rewrite NONE", ""),
    row(
        "alter table vb add column q int as (a + 9) virtual, add index y (q)",
        "index-build SHARED",
        "rewrite NONE",
        "",
    ),
    row(
        "alter table t modify w varchar(100) first, add index y (a)",
        "rewrite NONE",
        "rewrite NONE",
        "",
    ),
    row("alter table t add column x int, add column y int", "catalog NONE", "catalog NONE", ""),
    row("alter table t add column x int, add index y (a)", "rewrite NONE", "rewrite NONE", ""),
    untried("rename table u to u2", "catalog EXCLUSIVE", "catalog EXCLUSIVE", "renamed-table"),
    untried("alter table t modify fkc bigint", "copy SHARED", "copy SHARED", "still-used"),
    row("alter table t add column x int, algorithm = instant", "catalog NONE", "catalog NONE", ""),
    untried(
        "alter table t modify pid bigint, algorithm = instant",
        "copy SHARED",
        "copy SHARED",
        "algorithm-refused",
    ),
    untried(
        "alter table t modify pid bigint, algorithm=inplace, lock=none",
        "copy SHARED",
        "copy SHARED",
        "algorithm-refused",
    ),
    untried(
        "begin; alter table t add column x int",
        "catalog NONE",
        "catalog NONE",
        "implicit-commit",
    ),
    untried("optimize table t", "rewrite NONE", "rewrite NONE", ""),
];
