//! Indexes and keys.

use crate::base::Code;

pub(in crate::dialect::diags) static LESSER_INDEX: Code = Code {
    name: "lesser-index",
    summary: "An index is made with less than the model says",
    docs: "\
An index that only makes reading faster may be less in a database that cannot say all of it: over all rows in place of some, without the
columns that are carried along, without an order of nulls. Queries give the same rows. A unique index decides which rows may be, so
it is held whole or refused.

```erd
entity Order {
  id bigint key
  placed_at timestamptz
  closed bool

  index (placed_at) where not closed
}
```
",
};

pub(in crate::dialect::diags) static PREFIX_INDEX: Code = Code {
    name: "prefix-index",
    summary: "An index covers the first characters of a text",
    docs: "\
MySQL and MariaDB index 3072 bytes at most, four for each character, and of a text without a bound only its start.

```erd
entity Note {
  id bigint key
  title text

  index (title)
}
```

Instead:

```erd
entity Note {
  id bigint key
  title varchar(200)

  index (title)
}
```
",
};

pub(in crate::dialect::diags) static UNKNOWN_METHOD: Code = Code {
    name: "unknown-method",
    summary: "A database has no such kind of index",
    docs: "\
PostgreSQL has `btree`, `hash`, `gin`, `gist`, `spgist` and `brin`, and what extensions bring; MySQL and MariaDB have `btree`, `hash`,
`fulltext` and `spatial`; SQLite has one kind.

```erd
entity Document {
  id bigint key
  body json

  index (body) using gin @postgres
}
```
",
};

pub(in crate::dialect::diags) static IMPOSSIBLE_INDEX: Code = Code {
    name: "impossible-index",
    summary: "A database cannot hold an index",
    docs: "\
MariaDB indexes an expression through a column that nobody sees, whose type has to be told. MySQL and MariaDB compute nothing that
is indexed from a column that counts up, make no text without a bound unique (MySQL), and have no collations in indexes.

```erd
entity Note {
  id bigint key
  title text

  unique (title) where id > 0
}
```
",
};

pub(in crate::dialect::diags) static LONG_KEY: Code = Code {
    name: "long-key",
    summary: "A key is longer than the database takes",
    docs: "\
MySQL and MariaDB take 3072 bytes in a key, four for each character, and no text without a bound. A key has at most 32 columns in
PostgreSQL and MariaDB, 16 in MySQL.

```erd
entity Page {
  url text key
}
```

Instead:

```erd
entity Page {
  url varchar(500) key
}
```
",
};

pub(in crate::dialect::diags) static EQUAL_NULLS: Code = Code {
    name: "equal-nulls",
    summary: "Further indexes hold `nulls not distinct`",
    docs: "\
In a unique constraint two nulls are not equal, unless it says `nulls not distinct`, which PostgreSQL knows from version 15 on. Elsewhere
a unique index for each set of columns that can be null together does the same.

```erd
entity Price {
  id bigint key
  sku varchar(20)
  region varchar(20)?

  unique (sku, region) nulls not distinct
}
```
",
};

pub(in crate::dialect::diags) static IMPOSSIBLE_NULLS: Code = Code {
    name: "impossible-nulls",
    summary: "A database cannot hold `nulls not distinct` here",
    docs: "\
It takes one index for each set of columns that can be null together, so no more than four columns may be; and it has to be over
columns, in all rows.
",
};

pub(in crate::dialect::diags) static REPEATED_UNIQUE: Code = Code {
    name: "repeated-unique",
    summary: "A unique constraint says what a key says already",
    docs: "\
Two constraints over the same columns are one rule and would be two indexes. PostgreSQL and SQLite make one of both when they stand in one
table, so that the second is nowhere to be found; erc leaves it out everywhere.

```erd
entity Account {
  number int key

  unique (number)
}
```

Instead:

```erd
entity Account {
  number int key
}
```
",
};
