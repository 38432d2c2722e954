//! Findings about versions, and about what a server refuses.

use crate::base::Code;

pub(in crate::migrate::lint) static NEWER_VERSION_NEEDED: Code = Code {
    name: "newer-version-needed",
    summary: "The database is too old for a statement",
    docs: r#"The statement came with a later version of PostgreSQL; the one that was named with `--db-version` refuses it.

```sql
alter table a detach partition a_2020 concurrently; -- on version 13
```

Better:

```sql
alter table a detach partition a_2020;
```

Allow it with a comment at the statement: `-- @allow(newer-version-needed, "why")`.
"#,
};

pub(in crate::migrate::lint) static UNKNOWN_VERSION: Code = Code {
    name: "unknown-version",
    summary: "The costs of this version are not known",
    docs: r#"erc knows what PostgreSQL 11 to 18, MySQL 8, MariaDB 10.6 to 11.8 and SQLite 3.35 to 3.54 do. For another version it says the dearest answer of those that it knows, which may be wrong.

```sql
-- erc migrate lint up.sql --db-version 19
```

Better:

```sql
-- read what is new in that version, and look at the locks yourself
```

Allow it with a comment at the statement: `-- @allow(unknown-version, "why")`.
"#,
};

pub(in crate::migrate::lint) static STILL_USED: Code = Code {
    name: "still-used",
    summary: "What goes or changes is still used",
    docs: r#"The server refuses to drop or to change the type of what a view, a computed column, a trigger, a policy or a foreign key uses.

```sql
alter table a alter column n type bigint; -- a view reads n
```

Better:

```sql
drop view v;
alter table a alter column n type bigint;
create view v as select n from a;
```

Allow it with a comment at the statement: `-- @allow(still-used, "why")`.
"#,
};

pub(in crate::migrate::lint) static IMPOSSIBLE_STATEMENT: Code = Code {
    name: "impossible-statement",
    summary: "The server refuses a statement whatever rows there are",
    docs: r#"There is no such way to do it in this database; the finding says which there is.

```sql
create index concurrently i on measurement (at); -- measurement has partitions
```

Better:

```sql
create index i on only measurement (at);
create index concurrently i_1 on measurement_1 (at);
alter index i attach partition i_1;
```

Allow it with a comment at the statement: `-- @allow(impossible-statement, "why")`.
"#,
};

pub(in crate::migrate::lint) static REFERENCE_WITHOUT_KEY: Code = Code {
    name: "reference-without-key",
    summary: "A foreign key refers to columns that no key has",
    docs: r#"The columns that are referred to have to be a primary key or unique; the server refuses anything else.

```sql
alter table a add foreign key (b_name) references b (name);
```

Better:

```sql
create unique index concurrently b_name_key on b (name);
alter table b add constraint b_name_key unique using index b_name_key;
alter table a add foreign key (b_name) references b (name) not valid;
```

Allow it with a comment at the statement: `-- @allow(reference-without-key, "why")`.
"#,
};

pub(in crate::migrate::lint) static INDEX_CORRUPTION: Code = Code {
    name: "index-corruption",
    summary: "An index that is built may be wrong",
    docs: r#"PostgreSQL 14.0 to 14.3 could leave rows out of an index that was built or rebuilt with `concurrently` while others wrote (release notes of 14.4).

```sql
create index concurrently i on a (n); -- on 14.2
```

Better:

```sql
-- update the server first
```

Allow it with a comment at the statement: `-- @allow(index-corruption, "why")`.
"#,
};

pub(in crate::migrate::lint) static IMPLICIT_COMMIT: Code = Code {
    name: "implicit-commit",
    summary: "A change of the schema commits what stands before it",
    docs: r#"MySQL and MariaDB end the transaction that is open at every such statement: what was done before it cannot be taken back any more.

```sql
begin; update a set n = 0 where id = 1; alter table a add column m int; commit;
```

Better:

```sql
begin; update a set n = 0 where id = 1; commit;
alter table a add column m int;
```

Allow it with a comment at the statement: `-- @allow(implicit-commit, "why")`.
"#,
};

pub(in crate::migrate::lint) static ALGORITHM_REFUSED: Code = Code {
    name: "algorithm-refused",
    summary: "A statement asks for a way that the server does not have for it",
    docs: r#"With `algorithm` or `lock` said the server refuses what needs more than that (errors 1845 and 1846).

```sql
alter table a modify n bigint, algorithm = instant;
```

Better:

```sql
alter table a add column n2 bigint, algorithm = instant;
```

Allow it with a comment at the statement: `-- @allow(algorithm-refused, "why")`.
"#,
};

pub(in crate::migrate::lint) static LOCK_WITHOUT_TRANSACTION: Code = Code {
    name: "lock-without-transaction",
    summary: "A table is locked outside a transaction",
    docs: r#"The lock is gone at the end of the statement; PostgreSQL refuses it with 25P01.

```sql
lock table a in share mode;
```

Better:

```sql
begin; lock table a in share mode; update a set n = 0 where id = 1; commit;
```

Allow it with a comment at the statement: `-- @allow(lock-without-transaction, "why")`.
"#,
};
