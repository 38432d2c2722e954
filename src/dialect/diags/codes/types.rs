//! Types, enums, columns and rows.

use crate::base::Code;

pub(in crate::dialect::diags) static UNREADABLE_TYPE: Code = Code {
    name: "unreadable-type",
    summary: "A text is no type of the database",
    docs: "\
A type is a name, in quotes where it needs them, perhaps with its schema before it and arguments behind it. Constraints and defaults
are no part of a type.

```erd
entity Price {
  id bigint key
  amount decimal(10, 2) @postgres(type: \"money not null\")
}
```

Instead:

```erd
entity Price {
  id bigint key
  amount decimal(10, 2) @postgres(type: \"money\")
}
```
",
};

pub(in crate::dialect::diags) static INTERVAL_AS_NUMBER: Code = Code {
    name: "interval-as-number",
    summary: "A length of time is held as a number of microseconds",
    docs: "\
Only PostgreSQL has a type for lengths of time. Elsewhere the column is a `bigint` that counts microseconds; expressions over it give the
same answers. Months have no fixed length and cannot be counted so.

```erd
entity Job {
  id bigint key
  runs_for interval
}
```
",
};

pub(in crate::dialect::diags) static ARRAY_AS_JSON: Code = Code {
    name: "array-as-json",
    summary: "A list in a column is held as JSON",
    docs: "\
Only PostgreSQL has columns that hold lists. Elsewhere the list is a JSON document. The relational form is a table: `*` in place of `[]`.

```erd
entity Article {
  id bigint key
  labels varchar(40)[]
}
```

Instead:

```erd
entity Article {
  id bigint key
  labels varchar(40)*
}
```
",
};

pub(in crate::dialect::diags) static UNREADABLE_LIST: Code = Code {
    name: "unreadable-list",
    summary: "The default of a list is none",
    docs: "\
A list is written as PostgreSQL writes it, `\"{a,b}\"`, or as JSON, `\"[1, 2]\"`.
",
};

pub(in crate::dialect::diags) static EMPTY_TABLE: Code = Code {
    name: "empty-table",
    summary: "A table has no columns in a database that wants one",
    docs: "\
PostgreSQL takes a table without columns, the others do not. All attributes may be marked for another database.
",
};

pub(in crate::dialect::diags) static LONG_ROW: Code = Code {
    name: "long-row",
    summary: "A row is longer, or a table wider, than the database takes",
    docs: "\
MySQL and MariaDB keep at most 65 535 bytes in a row, four for each character of a `varchar`; texts without a bound lie elsewhere. A
table has at most 1600 columns in PostgreSQL, 2000 in SQLite, 1017 in MySQL and MariaDB.

```erd
entity Page {
  id bigint key
  body varchar(16000)
  summary varchar(4000)
}
```

Instead:

```erd
entity Page {
  id bigint key
  body text
  summary varchar(4000)
}
```
",
};

pub(in crate::dialect::diags) static IMPOSSIBLE_LABEL: Code = Code {
    name: "impossible-label",
    summary: "A database cannot hold a value of an enum",
    docs: "\
PostgreSQL takes 63 bytes for a value of an enum, MySQL and MariaDB 255 characters, of which they cut spaces at the end.

```erd
enum Size { small = \"S \", large = \"L\" }
```

Instead:

```erd
enum Size { small = \"S\", large = \"L\" }
```
",
};

pub(in crate::dialect::diags) static STORED_INSTEAD: Code = Code {
    name: "stored-instead",
    summary: "A virtual column is kept in the row",
    docs: "\
PostgreSQL computes derived columns on reading from version 18 on; before, they are kept in the row. The value is the same.

```erd
entity Line {
  id bigint key
  quantity int
  price int
  total int := quantity * price virtual
}
```
",
};

pub(in crate::dialect::diags) static IMPOSSIBLE_DERIVED_COLUMN: Code = Code {
    name: "impossible-derived-column",
    summary: "A database does not take a derived column here",
    docs: "\
MySQL and MariaDB derive nothing that is kept from a column that counts up. SQLite and MariaDB have no derived columns in a primary key.
A foreign key cannot set a derived column. Where a database lets derived columns not use one another, their expressions are put in
place; what doubles at each step grows without end.

```erd
entity Ticket {
  id bigint key identity
  code varchar(20) := concat(\"T\", id) stored
}
```

Instead:

```erd
entity Ticket {
  id bigint key identity
  code varchar(20) := concat(\"T\", id) virtual
}
```
",
};

pub(in crate::dialect::diags) static IMPOSSIBLE_IDENTITY: Code = Code {
    name: "impossible-identity",
    summary: "A database cannot count up this column",
    docs: "\
SQLite counts up nothing but a primary key of one column; MySQL and MariaDB one column of a table.

```erd
entity Line {
  order_id bigint
  id bigint identity

  key (order_id, id)
}
```

Instead:

```erd
entity Line {
  id bigint key identity
  order_id bigint

  unique (order_id, id)
}
```
",
};

pub(in crate::dialect::diags) static IMPOSSIBLE_SEQUENCE: Code = Code {
    name: "impossible-sequence",
    summary: "A database has no sequences",
    docs: "\
MySQL and SQLite have none; `identity` counts up in all four.
",
};
