//! Findings about what waits and what is read.

use crate::base::Code;

pub(in crate::migrate::lint) static INDEX_BLOCKS_WRITES: Code = Code {
    name: "index-blocks-writes",
    summary: "An index is built while nobody may write",
    docs: r#"`create index` holds SHARE on the table until the index is built: readers go on, writers wait. `concurrently` lets them go on; it cannot stand in a transaction.

```sql
create index order_at_idx on "order" (at);
```

Better:

```sql
create index concurrently order_at_idx on "order" (at);
```

Allow it with a comment at the statement: `-- @allow(index-blocks-writes, "why")`.
"#,
};

pub(in crate::migrate::lint) static INDEX_DROP_BLOCKS: Code = Code {
    name: "index-drop-blocks",
    summary: "An index is dropped under the strongest lock",
    docs: r#"`drop index` takes ACCESS EXCLUSIVE on the table. It is short, yet it waits for every running query, and all later ones wait behind it.

```sql
drop index order_at_idx;
```

Better:

```sql
drop index concurrently order_at_idx;
```

Allow it with a comment at the statement: `-- @allow(index-drop-blocks, "why")`.
"#,
};

pub(in crate::migrate::lint) static CONCURRENTLY_IN_TRANSACTION: Code = Code {
    name: "concurrently-in-transaction",
    summary: "A statement that cannot stand in a transaction stands in one",
    docs: r#"The server refuses it with 25001.

```sql
begin; create index concurrently i on t (a); commit;
```

Better:

```sql
create index concurrently i on t (a);
```

Allow it with a comment at the statement: `-- @allow(concurrently-in-transaction, "why")`.
"#,
};

pub(in crate::migrate::lint) static INDEX_OVER_INVALID: Code = Code {
    name: "index-over-invalid",
    summary: "`if not exists` passes over an index that is invalid",
    docs: r#"A `create index concurrently` that failed leaves an INVALID index. With `if not exists` the next run says that all is well and the index is never used.

```sql
create index concurrently if not exists i on t (a);
```

Better:

```sql
drop index concurrently if exists i;
create index concurrently i on t (a);
```

Allow it with a comment at the statement: `-- @allow(index-over-invalid, "why")`.
"#,
};

pub(in crate::migrate::lint) static REINDEX_BLOCKS: Code = Code {
    name: "reindex-blocks",
    summary: "An index is rebuilt while nobody may write",
    docs: r#"`reindex` holds SHARE on the table and ACCESS EXCLUSIVE on the index.

```sql
reindex table t;
```

Better:

```sql
reindex table concurrently t;
```

Allow it with a comment at the statement: `-- @allow(reindex-blocks, "why")`.
"#,
};

pub(in crate::migrate::lint) static FOREIGN_KEY_SCANS: Code = Code {
    name: "foreign-key-scans",
    summary: "A foreign key is checked over all rows while both tables are locked",
    docs: r#"Adding a foreign key holds SHARE ROW EXCLUSIVE on both tables while it joins them: nobody can write to either. With `not valid` it is short, and `validate constraint` in another transaction does not keep writers out.

```sql
alter table a add constraint a_b_fkey foreign key (b_id) references b (id);
```

Better:

```sql
alter table a add constraint a_b_fkey foreign key (b_id) references b (id) not valid;
alter table a validate constraint a_b_fkey;
```

Allow it with a comment at the statement: `-- @allow(foreign-key-scans, "why")`.
"#,
};

pub(in crate::migrate::lint) static CHECK_SCANS: Code = Code {
    name: "check-scans",
    summary: "A check is tried on all rows under the strongest lock",
    docs: r#"Nobody can read or write meanwhile. With `not valid` it is short; `validate constraint` in another transaction lets all go on.

```sql
alter table a add constraint positive check (n > 0);
```

Better:

```sql
alter table a add constraint positive check (n > 0) not valid;
alter table a validate constraint positive;
```

Allow it with a comment at the statement: `-- @allow(check-scans, "why")`.
"#,
};

pub(in crate::migrate::lint) static VALIDATE_IN_SAME_TRANSACTION: Code = Code {
    name: "validate-in-same-transaction",
    summary: "A constraint is added and validated in one transaction",
    docs: r#"The strong lock of the first statement is held until the second has read all rows, so `not valid` was for nothing.

```sql
begin; alter table a add constraint c check (n > 0) not valid; alter table a validate constraint c; commit;
```

Better:

```sql
alter table a add constraint c check (n > 0) not valid;
alter table a validate constraint c;
```

Allow it with a comment at the statement: `-- @allow(validate-in-same-transaction, "why")`.
"#,
};

pub(in crate::migrate::lint) static UNIQUE_BLOCKS: Code = Code {
    name: "unique-blocks",
    summary: "A unique constraint builds its index under the strongest lock",
    docs: r#"Nobody can read or write while the index is built. Build it concurrently and make the constraint of it.

```sql
alter table a add constraint a_n_key unique (n);
```

Better:

```sql
create unique index concurrently a_n_key on a (n);
alter table a add constraint a_n_key unique using index a_n_key;
```

Allow it with a comment at the statement: `-- @allow(unique-blocks, "why")`.
"#,
};

pub(in crate::migrate::lint) static PRIMARY_KEY_BLOCKS: Code = Code {
    name: "primary-key-blocks",
    summary: "A primary key builds its index under the strongest lock",
    docs: r#"Nobody can read or write while the index is built; columns that may be null are read as well.

```sql
alter table a add primary key (id);
```

Better:

```sql
create unique index concurrently a_pkey on a (id);
alter table a add constraint a_pkey primary key using index a_pkey;
```

Allow it with a comment at the statement: `-- @allow(primary-key-blocks, "why")`.
"#,
};

pub(in crate::migrate::lint) static EXCLUSION_BLOCKS: Code = Code {
    name: "exclusion-blocks",
    summary: "An exclusion constraint builds its index under the strongest lock",
    docs: r#"There is no other way: it wants a quiet hour, or a new table.

```sql
alter table a add exclude using gist (during with &&);
```

Better:

```sql
create table a2 (…, exclude using gist (during with &&));
```

Allow it with a comment at the statement: `-- @allow(exclusion-blocks, "why")`.
"#,
};

pub(in crate::migrate::lint) static NOT_NULL_SCANS: Code = Code {
    name: "not-null-scans",
    summary: "A column is made mandatory by reading all rows under the strongest lock",
    docs: r#"A valid check that the column is not null proves it without reading (PostgreSQL 12 and later).

```sql
alter table a alter column n set not null;
```

Better:

```sql
alter table a add constraint n_given check (n is not null) not valid;
alter table a validate constraint n_given;
alter table a alter column n set not null;
alter table a drop constraint n_given;
```

Allow it with a comment at the statement: `-- @allow(not-null-scans, "why")`.
"#,
};

pub(in crate::migrate::lint) static TYPE_REWRITES: Code = Code {
    name: "type-rewrites",
    summary: "A change of type writes the whole table anew",
    docs: r#"Every row and every index is written anew while nobody can read or write. Longer texts, numbers with more digits before the point and times with more digits do not need it. Otherwise: a new column, filled in batches, that takes the old one's place.

```sql
alter table a alter column id type bigint;
```

Better:

```sql
alter table a add column id_new bigint;
```

Allow it with a comment at the statement: `-- @allow(type-rewrites, "why")`.
"#,
};

pub(in crate::migrate::lint) static TYPE_SCANS: Code = Code {
    name: "type-scans",
    summary: "A change of type checks all rows again",
    docs: r#"The rows stay as they are, but a check on the column is tried on all of them, or an index is built anew, under the strongest lock.

```sql
alter table a alter column name type varchar(80); -- with a check on name
```

Better:

```sql
alter table a drop constraint name_check;
```

Allow it with a comment at the statement: `-- @allow(type-scans, "why")`.
"#,
};

pub(in crate::migrate::lint) static DEFAULT_REWRITES: Code = Code {
    name: "default-rewrites",
    summary: "A new column whose default differs from row to row writes the whole table anew",
    docs: r#"Constants and `now()` are kept in the catalog; `random()`, `gen_random_uuid()`, `clock_timestamp()` and `nextval()` are not.

```sql
alter table a add column token uuid default gen_random_uuid();
```

Better:

```sql
alter table a add column token uuid;
alter table a alter column token set default gen_random_uuid();
```

Allow it with a comment at the statement: `-- @allow(default-rewrites, "why")`.
"#,
};

pub(in crate::migrate::lint) static DERIVED_REWRITES: Code = Code {
    name: "derived-rewrites",
    summary: "A stored derived column writes the whole table anew",
    docs: r#"Its value has to be computed for every row while nobody can read or write.

```sql
alter table a add column total int generated always as (b * c) stored;
```

Better:

```sql
alter table a add column total int;
```

Allow it with a comment at the statement: `-- @allow(derived-rewrites, "why")`.
"#,
};

pub(in crate::migrate::lint) static IDENTITY_REWRITES: Code = Code {
    name: "identity-rewrites",
    summary: "A new column that counts writes the whole table anew",
    docs: r#"Every row gets a number of its own.

```sql
alter table a add column n bigserial;
```

Better:

```sql
alter table a add column n bigint;
```

Allow it with a comment at the statement: `-- @allow(identity-rewrites, "why")`.
"#,
};
