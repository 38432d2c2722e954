//! Findings about what is likely not meant.

use crate::base::Code;

pub(in crate::migrate::lint) static STATEMENT_TIMEOUT_MISSING: Code = Code {
    name: "statement-timeout-missing",
    summary: "Others are kept out without a limit to the time",
    docs: r#"The statement reads or writes all rows while others wait. With `statement_timeout` it gives up before they have waited too long.

```sql
alter table a add constraint n_given check (n is not null);
```

Better:

```sql
set statement_timeout = '30s';
alter table a add constraint n_given check (n is not null);
```

Allow it with a comment at the statement: `-- @allow(statement-timeout-missing, "why")`.
"#,
};

pub(in crate::migrate::lint) static UNIQUE_MAY_FAIL: Code = Code {
    name: "unique-may-fail",
    summary: "Rows that agree make a unique index fail",
    docs: r#"A unique index or key over columns that have rows fails where two agree; built concurrently it leaves an INVALID index.

```sql
create unique index concurrently i on a (n);
```

Better:

```sql
select n, count(*) from a group by n having count(*) > 1; -- must return nothing
create unique index concurrently i on a (n);
```

Allow it with a comment at the statement: `-- @allow(unique-may-fail, "why")`.
"#,
};

pub(in crate::migrate::lint) static NULL_REFUSED: Code = Code {
    name: "null-refused",
    summary: "A column refuses null while rows may have one",
    docs: r#"The statement fails where a row has no value; MySQL and MariaDB without a strict `sql_mode` put zeros and empty texts in instead.

```sql
alter table a modify n int not null;
```

Better:

```sql
update a set n = 0 where n is null;
alter table a modify n int not null;
```

Allow it with a comment at the statement: `-- @allow(null-refused, "why")`.
"#,
};

pub(in crate::migrate::lint) static CHANGED_TYPE: Code = Code {
    name: "changed-type",
    summary: "A column gets another type while programs use it",
    docs: r#"Programs that read or write it may not expect the new type.

```sql
alter table a alter column n type text;
```

Better:

```sql
alter table a add column n_text text;
```

Allow it with a comment at the statement: `-- @allow(changed-type, "why")`.
"#,
};

pub(in crate::migrate::lint) static NARROWED_TYPE: Code = Code {
    name: "narrowed-type",
    summary: "A type has less room than before",
    docs: r#"Values that do not fit make the statement fail; a cast or a lax `sql_mode` cuts them without a word.

```sql
alter table a alter column name type varchar(20); -- was varchar(80)
```

Better:

```sql
select name from a where length(name) > 20; -- must return nothing
alter table a alter column name type varchar(20);
```

Allow it with a comment at the statement: `-- @allow(narrowed-type, "why")`.
"#,
};

pub(in crate::migrate::lint) static TIME_SHIFTED: Code = Code {
    name: "time-shifted",
    summary: "Moments depend on the time zone of the session",
    docs: r#"Between `timestamp` and `timestamptz` without `using` each value is taken for one in the time zone of whoever runs the statement; it stays as it is, without a rewrite, where that is UTC.

```sql
alter table a alter column at type timestamptz;
```

Better:

```sql
set timezone = 'UTC';
alter table a alter column at type timestamptz;
```

Allow it with a comment at the statement: `-- @allow(time-shifted, "why")`.
"#,
};

pub(in crate::migrate::lint) static WIDE_INDEX: Code = Code {
    name: "wide-index",
    summary: "An index has more than three columns",
    docs: r#"An index that is not unique rarely pays for more than three columns: the first one or two find the rows, and every write pays for all.

```sql
create index concurrently i on a (b, c, d, e);
```

Better:

```sql
create index concurrently i on a (b, c);
```

Allow it with a comment at the statement: `-- @allow(wide-index, "why")`.
"#,
};

pub(in crate::migrate::lint) static INDEX_AGAIN: Code = Code {
    name: "index-again",
    summary: "An index is there already",
    docs: r#"The table has an index over the same columns, by another name: each costs time and room, and one is used.

```sql
create index concurrently i2 on a (n); -- there is i on a (n)
```

Better:

```sql
-- use i
```

Allow it with a comment at the statement: `-- @allow(index-again, "why")`.
"#,
};

pub(in crate::migrate::lint) static FOREIGN_KEY_WITHOUT_INDEX: Code = Code {
    name: "foreign-key-without-index",
    summary: "A new foreign key has no index",
    docs: r#"Whoever deletes or changes a row that is referred to reads the whole table that refers to it.

```sql
alter table a add foreign key (b_id) references b (id) not valid;
```

Better:

```sql
create index concurrently a_b_id_idx on a (b_id);
alter table a add foreign key (b_id) references b (id) not valid;
```

Allow it with a comment at the statement: `-- @allow(foreign-key-without-index, "why")`.
"#,
};

pub(in crate::migrate::lint) static TABLE_WITHOUT_KEY: Code = Code {
    name: "table-without-key",
    summary: "A table has no primary key",
    docs: r#"Its rows cannot be told apart: logical replication, upserts and most tools need a key.

```sql
create table a (n int);
```

Better:

```sql
create table a (n int primary key);
```

Allow it with a comment at the statement: `-- @allow(table-without-key, "why")`.
"#,
};

pub(in crate::migrate::lint) static DOMAIN_CHECKS: Code = Code {
    name: "domain-checks",
    summary: "A rule of a domain is tried on every row of every table that uses it",
    docs: r#"`alter domain … add constraint`, `set not null` and `validate constraint` hold SHARE on all these tables: nobody writes to any of them until all are read.

```sql
alter domain positive add check (value > 0);
```

Better:

```sql
alter domain positive add constraint positive_check check (value > 0) not valid;
alter domain positive validate constraint positive_check; -- in a quiet hour
```

Allow it with a comment at the statement: `-- @allow(domain-checks, "why")`.
"#,
};

pub(in crate::migrate::lint) static DOMAIN_WITH_RULES: Code = Code {
    name: "domain-with-rules",
    summary: "A domain has rules of its own",
    docs: r#"Every later change of them reads all rows of all tables that use the domain, and a column of it rewrites its table when it is added.

```sql
create domain positive as int check (value > 0);
```

Better:

```sql
create table a (n int constraint n_positive check (n > 0));
```

Allow it with a comment at the statement: `-- @allow(domain-with-rules, "why")`.
"#,
};

pub(in crate::migrate::lint) static DROPPED_PARTITION: Code = Code {
    name: "dropped-partition",
    summary: "A partition is dropped",
    docs: r#"Its rows are gone.

```sql
alter table a drop partition p2020;
```

Better:

```sql
-- copy its rows first
```

Allow it with a comment at the statement: `-- @allow(dropped-partition, "why")`.
"#,
};

pub(in crate::migrate::lint) static PERMISSIONS_CHANGED: Code = Code {
    name: "permissions-changed",
    summary: "Who may do what changes",
    docs: r#"Rights and policies are not seen by tests: a person should look.

```sql
grant select on a to reporting;
```

Better:

```sql
-- reviewed by whoever answers for the data
```

Allow it with a comment at the statement: `-- @allow(permissions-changed, "why")`.
"#,
};

pub(in crate::migrate::lint) static UNUSED_ALLOW: Code = Code {
    name: "unused-allow",
    summary: "A comment silences nothing",
    docs: r#"The finding that it names is not there, or there is no such finding. Left in, it silences the next one.

```sql
-- @allow(dropped-column, "nobody reads it")
alter table a add column n int;
```

Better:

```sql
alter table a add column n int;
```

Allow it with a comment at the statement: `-- @allow(unused-allow, "why")`.
"#,
};

pub(in crate::migrate::lint) static ALLOW_WITHOUT_REASON: Code = Code {
    name: "allow-without-reason",
    summary: "A comment silences a finding and does not say why",
    docs: r#"Whoever reads it later cannot tell whether the reason still holds.

```sql
-- @allow(dropped-column)
alter table a drop column n;
```

Better:

```sql
-- @allow(dropped-column, "nobody has read it since March")
alter table a drop column n;
```

Allow it with a comment at the statement: `-- @allow(allow-without-reason, "why")`.
"#,
};

pub(in crate::migrate::lint) static NAME_WITHOUT_SCHEMA: Code = Code {
    name: "name-without-schema",
    summary: "A table is named without its schema",
    docs: r#"Which table it is depends on the `search_path` of the session. It is off unless it is asked for.

```sql
alter table a add column n int;
```

Better:

```sql
alter table shop.a add column n int;
```

Allow it with a comment at the statement: `-- @allow(name-without-schema, "why")`.
"#,
};

pub(in crate::migrate::lint) static LENGTH_LIMITED: Code = Code {
    name: "length-limited",
    summary: "A text has a length in its type",
    docs: r#"To make it shorter is a rewrite, and a check says the same and can be changed without one. It is off unless it is asked for.

```sql
create table a (name varchar(80));
```

Better:

```sql
create table a (name text check (length(name) <= 80));
```

Allow it with a comment at the statement: `-- @allow(length-limited, "why")`.
"#,
};

pub(in crate::migrate::lint) static NARROW_INTEGER: Code = Code {
    name: "narrow-integer",
    summary: "A number has 32 bits or fewer",
    docs: r#"Making it larger writes the table anew. It is off unless it is asked for.

```sql
create table a (n int);
```

Better:

```sql
create table a (n bigint);
```

Allow it with a comment at the statement: `-- @allow(narrow-integer, "why")`.
"#,
};

pub(in crate::migrate::lint) static NOT_REPEATABLE: Code = Code {
    name: "not-repeatable",
    summary: "A statement fails when it is run again",
    docs: r#"Outside a transaction a script that stopped half way is run again from the start, unless its runner remembers each statement, as that of erc does. It is off unless it is asked for.

```sql
create index concurrently i on a (n);
```

Better:

```sql
drop index concurrently if exists i;
create index concurrently i on a (n);
```

Allow it with a comment at the statement: `-- @allow(not-repeatable, "why")`.
"#,
};
