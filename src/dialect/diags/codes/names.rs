//! Names, comments, settings, and items of one dialect.

use crate::base::Code;

pub(in crate::dialect::diags) static LONG_NAME: Code = Code {
    name: "long-name",
    summary: "A name is longer than the database takes",
    docs: "\
PostgreSQL takes 63 bytes and cuts longer names without asking, so that two of them can become one; MySQL and MariaDB refuse more than
64 characters. Names that erc makes are cut in time; a name that the model gives is not changed.

```erd
entity CustomerRelationshipManagementCampaignRecipientStatusHistoryEntry {
  id bigint key
}
```

Instead:

```erd
entity CustomerRelationshipManagementCampaignRecipientStatusHistoryEntry @table(\"recipient_status\") {
  id bigint key
}
```
",
};

pub(in crate::dialect::diags) static INVALID_NAME: Code = Code {
    name: "invalid-name",
    summary: "A database does not take this name",
    docs: "\
MySQL and MariaDB take no characters beyond U+FFFF and no space at the end; SQLite keeps names that start with `sqlite_` for itself;
PostgreSQL has columns `ctid`, `xmin`, … in every table and types that are found before those of a model. No database takes an
empty name or a NUL character.

```erd
entity Party {
  id bigint key
  xmin int
}
```

Instead:

```erd
entity Party {
  id bigint key
  xmin int @column(\"x_min\")
}
```
",
};

pub(in crate::dialect::diags) static NAME_COLLISION: Code = Code {
    name: "name-collision",
    summary: "Two things get one name in a database",
    docs: "\
Where a database has no schemas, theirs become prefixes: `warehouse.Bin` is the table `warehouse_bin`. SQLite and PostgreSQL keep
indexes and tables in one list of names; MySQL and SQLite do not tell columns apart by case.

```erd
entity warehouse_bin { id int key }
schema warehouse {
  entity Bin { id int key }
}
```
",
};

pub(in crate::dialect::diags) static NUL_CHARACTER: Code = Code {
    name: "nul-character",
    summary: "A text holds a NUL character",
    docs: "\
The servers end a text at the character U+0000, or refuse it. It can only come from `\\u{0}` in a string.
",
};

pub(in crate::dialect::diags) static RESPELLED_COMMENT: Code = Code {
    name: "respelled-comment",
    summary: "A database cannot keep a comment as it is",
    docs: "\
MySQL and MariaDB keep 2048 characters of a comment on a table and 1024 on a column or an index, and of those only characters up to
U+FFFF.
",
};

pub(in crate::dialect::diags) static MISSING_IN_DIALECT: Code = Code {
    name: "missing-in-dialect",
    summary: "Something uses what does not exist in this database",
    docs: "\
An item that is marked for one database exists there alone; what uses it has to be marked as well.

```erd
entity Page {
  id bigint key
  search sql(\"tsvector\")? @postgres

  index (search) using gin
}
```

Instead:

```erd
entity Page {
  id bigint key
  search sql(\"tsvector\")? @postgres

  index (search) using gin @postgres
}
```
",
};

pub(in crate::dialect::diags) static LEFT_OUT: Code = Code {
    name: "left-out",
    summary: "A native object has no text for this database",
    docs: "\
Functions, triggers, policies and their like are carried word for word, for the databases that have a text. Nothing is made elsewhere.

```erd
native extension citext = sql(postgres: \"create extension citext\")
```
",
};

pub(in crate::dialect::diags) static UNKNOWN_SETTING: Code = Code {
    name: "unknown-setting",
    summary: "A database has no such setting here",
    docs: "\
`@postgres(…)`, `@mysql(…)`, `@mariadb(…)` and `@sqlite(…)` carry what only one database has. Which settings there are and where they
stand is listed with the databases.

```erd
entity Account {
  id bigint key
  email varchar(254) @postgres(typ: \"citext\")
}
```

Instead:

```erd
entity Account {
  id bigint key
  email varchar(254) @postgres(type: \"citext\")
}
```
",
};

pub(in crate::dialect::diags) static INVALID_SETTING: Code = Code {
    name: "invalid-setting",
    summary: "A setting cannot have this value",
    docs: "\
Numbers have bounds, and some settings take one of a few words.

```erd
entity Log @postgres(fillfactor: 170) {
  id bigint key
}
```

Instead:

```erd
entity Log @postgres(fillfactor: 70) {
  id bigint key
}
```
",
};
