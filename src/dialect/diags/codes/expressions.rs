//! Expressions, checks and SQL.

use crate::base::Code;

pub(in crate::dialect::diags) static UNSUPPORTED_EXPRESSION: Code = Code {
    name: "unsupported-expression",
    summary: "A database has no words for an expression",
    docs: "\
Expressions mean the same in every database. Where one cannot give the same value, it says so. The escape is SQL per database, or an
item for the others alone.

```erd
entity Point {
  id bigint key
  x double
  y double
  distance double := sqrt(x * x + y * y) @postgres @mysql @mariadb
}
```
",
};

pub(in crate::dialect::diags) static UNENFORCED_CHECK: Code = Code {
    name: "unenforced-check",
    summary: "A check is left out, since the database cannot see to it",
    docs: "\
MySQL and MariaDB let no foreign key set a column that a check uses. Where `on delete set null` meets a check that follows from the model,
such as \"the columns of this optional reference are null together\", the check is left out there.

SQLite has no regular expressions of its own. A pattern that `glob` can say is translated (`^[A-Z]{2}$`); for others the check is left
out of SQLite's tables, and the application has to see to it.

```erd
type Email = varchar(254) check value matches \"^[^@]+@[^@]+$\"
```

To be checked there as well, say it in SQLite's words:

```erd
entity Account {
  id bigint key
  email varchar(254)

  check sql(postgres: \"email ~ '^[^@]+@[^@]+$'\", sqlite: \"email like '%_@_%'\") @postgres @sqlite
}
```
",
};

pub(in crate::dialect::diags) static VOLATILE_CHECK: Code = Code {
    name: "volatile-check",
    summary: "A check depends on the moment",
    docs: "\
A row that was good yesterday must not become bad by itself. MySQL, MariaDB and SQLite refuse `now()` and its like in checks;
PostgreSQL takes them, and a restored dump may then refuse its own rows.

```erd
entity Booking {
  id bigint key
  starts_at timestamptz

  check starts_at > now()
}
```

Instead:

```erd
entity Booking {
  id bigint key
  booked_at timestamptz = now()
  starts_at timestamptz

  check starts_at > booked_at
}
```
",
};

pub(in crate::dialect::diags) static IMPOSSIBLE_CHECK: Code = Code {
    name: "impossible-check",
    summary: "A database does not take a check of this kind",
    docs: "\
A check sees one row and no query. MySQL and MariaDB take no check on the column that counts up, and none on a column that a foreign
key sets or changes (`on delete set null`, `on update cascade`), since it would not be looked at then.

```erd
entity Task {
  id bigint key
  done_by Person? on delete set null
  done_at date?

  check done_by is null or done_at is not null
}
entity Person { id bigint key }
```
",
};

pub(in crate::dialect::diags) static AMBIGUOUS_SQL: Code = Code {
    name: "ambiguous-sql",
    summary: "SQL names no database, and there are several",
    docs: "\
What one database understands another may refuse or, worse, understand otherwise.

```erd
entity Page {
  id bigint key
  body sql(\"longtext\")
}
```

Instead:

```erd
entity Page {
  id bigint key
  body sql(postgres: \"text\", mysql: \"longtext\")
}
```
",
};

pub(in crate::dialect::diags) static MISSING_SQL: Code = Code {
    name: "missing-sql",
    summary: "SQL has no text for a database that the model is built for",
    docs: "\
Give it a text, or mark the item for the databases that have one.

```erd
entity Page {
  id bigint key
  search sql(postgres: \"tsvector\")? @postgres
}
```
",
};
