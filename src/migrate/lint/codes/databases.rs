//! Findings about one database or one type.

use crate::base::Code;

pub(in crate::migrate::lint) static DETACH_BLOCKS: Code = Code {
    name: "detach-blocks",
    summary: "A partition is detached under the strongest lock on the whole table",
    docs: r#"Since version 14 `concurrently` does it while others go on.

```sql
alter table a detach partition a_2020;
```

Better:

```sql
alter table a detach partition a_2020 concurrently;
```

Allow it with a comment at the statement: `-- @allow(detach-blocks, "why")`.
"#,
};

pub(in crate::migrate::lint) static PARTITION_BLOCKS: Code = Code {
    name: "partition-blocks",
    summary: "A partition is made under the strongest lock on the whole table",
    docs: r#"`create table … partition of` takes ACCESS EXCLUSIVE on the parent and reads its default partition; a table that is made apart and attached takes far less.

```sql
create table a_2027 partition of a for values in (2027);
```

Better:

```sql
create table a_2027 (like a);
alter table a attach partition a_2027 for values in (2027);
```

Allow it with a comment at the statement: `-- @allow(partition-blocks, "why")`.
"#,
};

pub(in crate::migrate::lint) static REFRESH_BLOCKS: Code = Code {
    name: "refresh-blocks",
    summary: "A materialized view is refreshed while nobody can read it",
    docs: r#"With a unique index `concurrently` lets readers go on.

```sql
refresh materialized view v;
```

Better:

```sql
refresh materialized view concurrently v;
```

Allow it with a comment at the statement: `-- @allow(refresh-blocks, "why")`.
"#,
};

pub(in crate::migrate::lint) static ENUM_VALUE_USED_AT_ONCE: Code = Code {
    name: "enum-value-used-at-once",
    summary: "A new value of an enum is used in the transaction that adds it",
    docs: r#"The server refuses it with 55P04 until it is committed.

```sql
begin; alter type s add value 'x'; update a set s = 'x' where id = 1; commit;
```

Better:

```sql
alter type s add value 'x';
update a set s = 'x' where id = 1;
```

Allow it with a comment at the statement: `-- @allow(enum-value-used-at-once, "why")`.
"#,
};

pub(in crate::migrate::lint) static ENUM_VALUE_WITHOUT_PLACE: Code = Code {
    name: "enum-value-without-place",
    summary: "A new value of an enum goes to the end without that being said",
    docs: r#"Comparisons and `order by` follow the order of the values.

```sql
alter type s add value 'x';
```

Better:

```sql
alter type s add value 'x' after 'w';
```

Allow it with a comment at the statement: `-- @allow(enum-value-without-place, "why")`.
"#,
};

pub(in crate::migrate::lint) static NAME_TOO_LONG: Code = Code {
    name: "name-too-long",
    summary: "A name is longer than the database keeps",
    docs: r#"PostgreSQL cuts it at 63 bytes without an error, and two long names may become one.

```sql
create index an_index_whose_name_is_so_long_that_the_server_does_not_keep_all_of_it on t (a);
```

Better:

```sql
create index t_a_idx on t (a);
```

Allow it with a comment at the statement: `-- @allow(name-too-long, "why")`.
"#,
};

pub(in crate::migrate::lint) static COLUMN_TWICE: Code = Code {
    name: "column-twice",
    summary: "A column is named twice",
    docs: r#"The server refuses it.

```sql
create table a (n int, n int);
```

Better:

```sql
create table a (n int, m int);
```

Allow it with a comment at the statement: `-- @allow(column-twice, "why")`.
"#,
};

pub(in crate::migrate::lint) static DEFAULT_BREAKS_CHECK: Code = Code {
    name: "default-breaks-check",
    summary: "A new column has a default that its own check refuses",
    docs: r#"The rows that are there get the default. PostgreSQL and MySQL refuse the statement then; MariaDB does not look,
and keeps rows that the check forbids. Whoever writes one of them later is refused.

```sql
alter table a add column n int not null default -1 check (n > 0);
```

Better:

```sql
alter table a add column n int not null default 1 check (n > 0);
```

Allow it with a comment at the statement: `-- @allow(default-breaks-check, "why")`.
"#,
};

pub(in crate::migrate::lint) static PADDED_TYPE: Code = Code {
    name: "padded-type",
    summary: "A column is padded with spaces",
    docs: r#"`char(n)` fills every value up with spaces that comparisons ignore and `length` does not count.

```sql
create table a (code char(10));
```

Better:

```sql
create table a (code varchar(10));
```

Allow it with a comment at the statement: `-- @allow(padded-type, "why")`.
"#,
};

pub(in crate::migrate::lint) static TIME_WITHOUT_ZONE: Code = Code {
    name: "time-without-zone",
    summary: "A moment is kept without its time zone",
    docs: r#"`timestamp` means another moment in every session.

```sql
create table a (at timestamp);
```

Better:

```sql
create table a (at timestamptz);
```

Allow it with a comment at the statement: `-- @allow(time-without-zone, "why")`.
"#,
};

pub(in crate::migrate::lint) static SERIAL_TYPE: Code = Code {
    name: "serial-type",
    summary: "A column is of a serial type",
    docs: r#"Its sequence has permissions and an owner of its own; an identity column has not.

```sql
create table a (id bigserial primary key);
```

Better:

```sql
create table a (id bigint generated by default as identity primary key);
```

Allow it with a comment at the statement: `-- @allow(serial-type, "why")`.
"#,
};

pub(in crate::migrate::lint) static SMALL_KEY: Code = Code {
    name: "small-key",
    summary: "A counting key has room for two thousand million rows alone",
    docs: r#"A 32-bit key is full one day, and making it larger writes the table anew.

```sql
create table a (id int generated always as identity primary key);
```

Better:

```sql
create table a (id bigint generated always as identity primary key);
```

Allow it with a comment at the statement: `-- @allow(small-key, "why")`.
"#,
};

pub(in crate::migrate::lint) static JSON_TEXT: Code = Code {
    name: "json-text",
    summary: "A column keeps JSON as text",
    docs: r#"`json` has no equality, so `distinct` and `group by` fail; `jsonb` has.

```sql
alter table a add column data json;
```

Better:

```sql
alter table a add column data jsonb;
```

Allow it with a comment at the statement: `-- @allow(json-text, "why")`.
"#,
};

pub(in crate::migrate::lint) static INEXACT_MONEY: Code = Code {
    name: "inexact-money",
    summary: "A column of type money or a rounded number keeps amounts",
    docs: r#"`money` depends on the locale of the session; `real` and `float` round.

```sql
create table a (price money);
```

Better:

```sql
create table a (price numeric(12, 2));
```

Allow it with a comment at the statement: `-- @allow(inexact-money, "why")`.
"#,
};

pub(in crate::migrate::lint) static UNLOGGED_TABLE: Code = Code {
    name: "unlogged-table",
    summary: "A table is empty after a crash",
    docs: r#"An unlogged table is not replicated and does not survive.

```sql
create unlogged table a (id int);
```

Better:

```sql
create table a (id int);
```

Allow it with a comment at the statement: `-- @allow(unlogged-table, "why")`.
"#,
};

pub(in crate::migrate::lint) static EXISTING_TABLE_LEFT: Code = Code {
    name: "existing-table-left",
    summary: "`if not exists` leaves a table as it is",
    docs: r#"The table exists: whatever the statement says about its columns, nothing happens.

```sql
create table if not exists a (id int, n int);
```

Better:

```sql
alter table a add column n int;
```

Allow it with a comment at the statement: `-- @allow(existing-table-left, "why")`.
"#,
};

pub(in crate::migrate::lint) static UNKNOWN_TABLE: Code = Code {
    name: "unknown-table",
    summary: "A statement is about a table that does not exist",
    docs: r#"In the schema as it stands before the statement there is no such table.

```sql
alter table nobody add column n int;
```

Better:

```sql
create table nobody (n int);
```

Allow it with a comment at the statement: `-- @allow(unknown-table, "why")`.
"#,
};

pub(in crate::migrate::lint) static TABLE_COPIED: Code = Code {
    name: "table-copied",
    summary: "A table is copied row by row while nobody may write",
    docs: r#"MySQL and MariaDB can make this change by `algorithm = copy` alone. An online schema change tool, or a new column, avoids it.

```sql
alter table a modify n bigint;
```

Better:

```sql
alter table a add column n2 bigint, algorithm = instant;
```

Allow it with a comment at the statement: `-- @allow(table-copied, "why")`.
"#,
};

pub(in crate::migrate::lint) static ALGORITHM_MISSING: Code = Code {
    name: "algorithm-missing",
    summary: "A statement does not say how it may change the table",
    docs: r#"Without `algorithm` and `lock` the server takes the way that it can, however dear; with them it refuses.

```sql
alter table a add index i (n);
```

Better:

```sql
alter table a add index i (n), algorithm = inplace, lock = none;
```

Allow it with a comment at the statement: `-- @allow(algorithm-missing, "why")`.
"#,
};

pub(in crate::migrate::lint) static COLUMN_FORGETS: Code = Code {
    name: "column-forgets",
    summary: "A column loses what is not said again",
    docs: r#"`modify` and `change` say the whole column: `not null`, default and comment that are left out are gone.

```sql
alter table a modify n bigint; -- was: int not null default 0
```

Better:

```sql
alter table a modify n bigint not null default 0;
```

Allow it with a comment at the statement: `-- @allow(column-forgets, "why")`.
"#,
};

pub(in crate::migrate::lint) static INLINE_REFERENCE_IGNORED: Code = Code {
    name: "inline-reference-ignored",
    summary: "A reference said with the column is ignored",
    docs: r#"MySQL up to 8.4 reads `references` behind a column and forgets it.

```sql
create table a (b_id int references b (id));
```

Better:

```sql
create table a (b_id int, foreign key (b_id) references b (id));
```

Allow it with a comment at the statement: `-- @allow(inline-reference-ignored, "why")`.
"#,
};

pub(in crate::migrate::lint) static CHECKS_OFF: Code = Code {
    name: "checks-off",
    summary: "The server is told not to look",
    docs: r#"With `foreign_key_checks = 0` or a lax `sql_mode` rows that break the rules are kept, and nothing ever looks at them again.

```sql
set foreign_key_checks = 0;
```

Better:

```sql
-- put the statements in order
```

Allow it with a comment at the statement: `-- @allow(checks-off, "why")`.
"#,
};

pub(in crate::migrate::lint) static CHARSET_CONVERTED: Code = Code {
    name: "charset-converted",
    summary: "All texts of a table are converted",
    docs: r#"The table is copied, and texts may change.

```sql
alter table a convert to character set utf8mb4;
```

Better:

```sql
alter table a modify name varchar(80) character set utf8mb4;
```

Allow it with a comment at the statement: `-- @allow(charset-converted, "why")`.
"#,
};

pub(in crate::migrate::lint) static FOREIGN_KEYS_OFF_IN_TRANSACTION: Code = Code {
    name: "foreign-keys-off-in-transaction",
    summary: "Foreign keys are turned off where that does nothing",
    docs: r#"Inside a transaction `pragma foreign_keys` is passed over, and dropping a table deletes the rows that refer to it.

```sql
begin; pragma foreign_keys = off; drop table a; commit;
```

Better:

```sql
pragma foreign_keys = off;
begin; drop table a; commit;
```

Allow it with a comment at the statement: `-- @allow(foreign-keys-off-in-transaction, "why")`.
"#,
};

pub(in crate::migrate::lint) static UNSUPPORTED_ALTER: Code = Code {
    name: "unsupported-alter",
    summary: "SQLite cannot alter a table like this",
    docs: r#"It adds, renames and drops columns and renames tables; everything else is a new table with the rows of the old.

```sql
alter table a alter column n type text;
```

Better:

```sql
-- erc diff writes the twelve steps
```

Allow it with a comment at the statement: `-- @allow(unsupported-alter, "why")`.
"#,
};

pub(in crate::migrate::lint) static CLASH_OF_DEFAULT: Code = Code {
    name: "non-constant-default",
    summary: "SQLite refuses a default that is no constant for rows that are there",
    docs: r#"`alter table … add column` takes constants alone.

```sql
alter table a add column at text default current_timestamp;
```

Better:

```sql
alter table a add column at text;
```

Allow it with a comment at the statement: `-- @allow(non-constant-default, "why")`.
"#,
};

pub(in crate::migrate::lint) static STATEMENT_NOT_UNDERSTOOD: Code = Code {
    name: "statement-not-understood",
    summary: "A statement is not understood, so nothing is said about it",
    docs: r#"What it locks is not known.

```sql
frobnicate a;
```

Better:

```sql
-- read the manual of the database
```

Allow it with a comment at the statement: `-- @allow(statement-not-understood, "why")`.
"#,
};
