//! Findings about what is lost and what breaks.

use crate::base::Code;

pub(in crate::migrate::lint) static REQUIRED_COLUMN_WITHOUT_DEFAULT: Code = Code {
    name: "required-column-without-default",
    summary: "A mandatory column without a default is added to a table that may have rows",
    docs: r#"PostgreSQL and SQLite refuse it where there are rows; MySQL and MariaDB fill the rows with zeros and empty texts without a word.

```sql
alter table a add column n int not null;
```

Better:

```sql
alter table a add column n int not null default 0;
```

Allow it with a comment at the statement: `-- @allow(required-column-without-default, "why")`.
"#,
};

pub(in crate::migrate::lint) static DROPPED_COLUMN: Code = Code {
    name: "dropped-column",
    summary: "A column is dropped",
    docs: r#"Its values are gone, and programs that still name it fail. Drop it when nothing that runs uses it any more.

```sql
alter table a drop column n;
```

Better:

```sql
-- first ship what does without it
```

Allow it with a comment at the statement: `-- @allow(dropped-column, "why")`.
"#,
};

pub(in crate::migrate::lint) static DROPPED_TABLE: Code = Code {
    name: "dropped-table",
    summary: "A table is dropped",
    docs: r#"Its rows are gone, and programs that still use it fail.

```sql
drop table a;
```

Better:

```sql
alter table a rename to a_unused; -- and drop it later
```

Allow it with a comment at the statement: `-- @allow(dropped-table, "why")`.
"#,
};

pub(in crate::migrate::lint) static DROPPED_SCHEMA: Code = Code {
    name: "dropped-schema",
    summary: "A schema is dropped",
    docs: r#"Everything in it is gone.

```sql
drop schema s cascade;
```

Better:

```sql
-- drop its tables one by one
```

Allow it with a comment at the statement: `-- @allow(dropped-schema, "why")`.
"#,
};

pub(in crate::migrate::lint) static DROPPED_DATABASE: Code = Code {
    name: "dropped-database",
    summary: "A database is dropped",
    docs: r#"Everything in it is gone.

```sql
drop database d;
```

Better:

```sql
-- by hand
```

Allow it with a comment at the statement: `-- @allow(dropped-database, "why")`.
"#,
};

pub(in crate::migrate::lint) static DROPPED_SEQUENCE: Code = Code {
    name: "dropped-sequence",
    summary: "A sequence is dropped",
    docs: r#"How far it had counted is gone.

```sql
drop sequence s;
```

Better:

```sql
-- when no default uses it
```

Allow it with a comment at the statement: `-- @allow(dropped-sequence, "why")`.
"#,
};

pub(in crate::migrate::lint) static TRUNCATED_TABLE: Code = Code {
    name: "truncated-table",
    summary: "A table is emptied",
    docs: r#"Its rows are gone; PostgreSQL holds ACCESS EXCLUSIVE on it.

```sql
truncate a;
```

Better:

```sql
delete from a where …;
```

Allow it with a comment at the statement: `-- @allow(truncated-table, "why")`.
"#,
};

pub(in crate::migrate::lint) static TRUNCATE_CASCADE: Code = Code {
    name: "truncate-cascade",
    summary: "Tables that refer to an emptied one are emptied too",
    docs: r#"`cascade` follows foreign keys as far as they go.

```sql
truncate a cascade;
```

Better:

```sql
truncate a, b;
```

Allow it with a comment at the statement: `-- @allow(truncate-cascade, "why")`.
"#,
};

pub(in crate::migrate::lint) static DROP_CASCADE: Code = Code {
    name: "drop-cascade",
    summary: "Whatever depends on what is dropped goes as well",
    docs: r#"Views, constraints and columns go that nobody named.

```sql
drop table a cascade;
```

Better:

```sql
drop view v;
drop table a;
```

Allow it with a comment at the statement: `-- @allow(drop-cascade, "why")`.
"#,
};

pub(in crate::migrate::lint) static RENAMED_COLUMN: Code = Code {
    name: "renamed-column",
    summary: "A column gets another name while programs use it",
    docs: r#"At the moment of the change every program knows one of the names alone. Add the new column, write both, move the readers, drop the old one; or rename while nothing runs.

```sql
alter table a rename column n to m;
```

Better:

```sql
alter table a add column m int;
```

Allow it with a comment at the statement: `-- @allow(renamed-column, "why")`.
"#,
};

pub(in crate::migrate::lint) static RENAMED_TABLE: Code = Code {
    name: "renamed-table",
    summary: "A table gets another name while programs use it",
    docs: r#"A view by the old name keeps them going.

```sql
alter table a rename to b;
```

Better:

```sql
alter table a rename to b;
create view a as select * from b; -- @allow(renamed-table, "the view takes its place")
```

Allow it with a comment at the statement: `-- @allow(renamed-table, "why")`.
"#,
};

pub(in crate::migrate::lint) static RENAMED_SCHEMA: Code = Code {
    name: "renamed-schema",
    summary: "A schema gets another name while programs use it",
    docs: r#"Every qualified name in every program breaks at once.

```sql
alter schema s rename to t;
```

Better:

```sql
-- a new schema with views
```

Allow it with a comment at the statement: `-- @allow(renamed-schema, "why")`.
"#,
};

pub(in crate::migrate::lint) static DROPPED_NOT_NULL: Code = Code {
    name: "dropped-not-null",
    summary: "A column may be null from now on",
    docs: r#"Programs that read it may not expect that.

```sql
alter table a alter column n drop not null;
```

Better:

```sql
-- once all readers can take a null
```

Allow it with a comment at the statement: `-- @allow(dropped-not-null, "why")`.
"#,
};

pub(in crate::migrate::lint) static DROPPED_FOREIGN_KEY: Code = Code {
    name: "dropped-foreign-key",
    summary: "A foreign key is dropped",
    docs: r#"Rows may then refer to nothing. PostgreSQL locks both tables with ACCESS EXCLUSIVE.

```sql
alter table a drop constraint a_b_fkey;
```

Better:

```sql
-- replace it by another in the same migration
```

Allow it with a comment at the statement: `-- @allow(dropped-foreign-key, "why")`.
"#,
};

pub(in crate::migrate::lint) static DROPPED_PRIMARY_KEY: Code = Code {
    name: "dropped-primary-key",
    summary: "A primary key is dropped",
    docs: r#"Logical replication, upserts and foreign keys stand on it; MySQL copies the table.

```sql
alter table a drop constraint a_pkey;
```

Better:

```sql
-- replace it in the same statement
```

Allow it with a comment at the statement: `-- @allow(dropped-primary-key, "why")`.
"#,
};

pub(in crate::migrate::lint) static TABLE_REWRITTEN: Code = Code {
    name: "table-rewritten",
    summary: "A table is written anew as a whole",
    docs: r#"`vacuum full`, `cluster`, `set logged` and their like hold ACCESS EXCLUSIVE for as long as it takes.

```sql
vacuum full a;
```

Better:

```sql
vacuum a;
```

Allow it with a comment at the statement: `-- @allow(table-rewritten, "why")`.
"#,
};

pub(in crate::migrate::lint) static LOCK_TIMEOUT_MISSING: Code = Code {
    name: "lock-timeout-missing",
    summary: "A strong lock is asked for without a limit to the waiting",
    docs: r#"A statement that waits for its lock makes everybody behind it wait: one long query stops the table. With `lock_timeout` it gives up and can be tried again.

```sql
alter table a add column n int;
```

Better:

```sql
set lock_timeout = '5s';
alter table a add column n int;
```

Allow it with a comment at the statement: `-- @allow(lock-timeout-missing, "why")`.
"#,
};

pub(in crate::migrate::lint) static SEVERAL_STRONG_LOCKS: Code = Code {
    name: "several-strong-locks",
    summary: "One transaction holds strong locks on several tables",
    docs: r#"Each is held to the end of the transaction, and two such transactions in another order are a deadlock.

```sql
begin; alter table a …; alter table b …; commit;
```

Better:

```sql
alter table a …;
alter table b …;
```

Allow it with a comment at the statement: `-- @allow(several-strong-locks, "why")`.
"#,
};

pub(in crate::migrate::lint) static ROWS_IN_SCHEMA_TRANSACTION: Code = Code {
    name: "rows-in-schema-transaction",
    summary: "Rows are changed while the transaction holds a strong lock",
    docs: r#"The lock of the schema change is held until all rows are done.

```sql
begin; alter table a add column n int; update a set n = 0; commit;
```

Better:

```sql
alter table a add column n int;
update a set n = 0 where id between 1 and 10000;
```

Allow it with a comment at the statement: `-- @allow(rows-in-schema-transaction, "why")`.
"#,
};

pub(in crate::migrate::lint) static UPDATE_WITHOUT_CONDITION: Code = Code {
    name: "update-without-condition",
    summary: "All rows of a table are changed in one statement",
    docs: r#"It locks every row until it commits, and leaves a dead copy of each. Batches let others in between.

```sql
update a set n = 0;
```

Better:

```sql
update a set n = 0 where id between 1 and 10000;
```

Allow it with a comment at the statement: `-- @allow(update-without-condition, "why")`.
"#,
};

pub(in crate::migrate::lint) static DELETE_WITHOUT_CONDITION: Code = Code {
    name: "delete-without-condition",
    summary: "All rows of a table are deleted",
    docs: r#"If that is meant, say `where true`.

```sql
delete from a;
```

Better:

```sql
delete from a where true;
```

Allow it with a comment at the statement: `-- @allow(delete-without-condition, "why")`.
"#,
};

pub(in crate::migrate::lint) static TRANSACTION_NESTED: Code = Code {
    name: "transaction-nested",
    summary: "A transaction begins inside another",
    docs: r#"The inner `begin` does nothing, and the first `commit` ends the outer one.

```sql
begin; begin; commit; commit;
```

Better:

```sql
begin; savepoint s; release s; commit;
```

Allow it with a comment at the statement: `-- @allow(transaction-nested, "why")`.
"#,
};

pub(in crate::migrate::lint) static TRANSACTION_UNFINISHED: Code = Code {
    name: "transaction-unfinished",
    summary: "A transaction is not ended",
    docs: r#"What it did is taken back when the session ends.

```sql
begin; alter table a add column n int;
```

Better:

```sql
begin; alter table a add column n int; commit;
```

Allow it with a comment at the statement: `-- @allow(transaction-unfinished, "why")`.
"#,
};
