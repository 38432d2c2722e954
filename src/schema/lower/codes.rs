//! The stable names of what lowering has to say, and their pages.

use crate::base::Code;

/// Every code of lowering.
pub static CODES: &[&Code] = &[
    &COLLIDING_NAMES,
    &UNENFORCED_BOUND,
    &UNENFORCED_SUBTYPES,
    &UNENFORCED_KIND,
    &IMPOSSIBLE_INSERT,
    &ACROSS_TABLES,
    &ALL_SHARED,
    &TOO_MANY_COLUMNS,
    &OWNER_WITHOUT_KEY,
    &DEFAULT_NOT_KEPT,
    &IDENTITY_OF_SOME,
    &UNUSED_CLAUSE,
    &TARGET_WITHOUT_TABLE,
];

pub(super) static COLLIDING_NAMES: Code = Code {
    name: "colliding-names",
    summary: "Two things get one name in the database",
    docs: "\
Tables, columns, constraints and indexes are named after what they come from, in snake_case. Two names that differ in the model can
become equal there: an attribute and the column of a reference, an entity and the table of an attribute. Tables, views, indexes and
types of one schema share their names in PostgreSQL, checks and foreign keys in MySQL.

```erd
entity Order {
  id bigint key
  customer Customer
  customer_id varchar(20)
}
```

Instead:

```erd
entity Order {
  id bigint key
  customer Customer
  customer_id varchar(20) @column(\"customer_number\")
}
```
",
};

pub(super) static UNENFORCED_BOUND: Code = Code {
    name: "unenforced-bound",
    summary: "No constraint of a table holds a bound",
    docs: "\
Keys and foreign keys hold `one` and `at most one`. That there is at least one row at the far side of a foreign key, or at most three,
no constraint of a table can say; it has to be seen to where rows are written. The bound still says what the model means: in
diagrams, documentation and checks of data.

```erd
entity Customer {
  id bigint key
  phones varchar(20){0..3}
}
```
",
};

pub(super) static UNENFORCED_SUBTYPES: Code = Code {
    name: "unenforced-subtypes",
    summary: "No constraint of a table holds what a group of subtypes says",
    docs: "\
`total` with a table for each entity: a row of the supertype can stand without a row of a subtype. `disjoint` with separate tables:
a key holds within one table, so two subtypes can have one key value. What is stored `single` is held altogether.
",
};

pub(super) static UNENFORCED_KIND: Code = Code {
    name: "unenforced-kind",
    summary: "A foreign key cannot tell one kind of rows from another",
    docs: "\
Subtypes that are stored `single` share a table. What refers to one of them refers to a row of that table, whatever its kind.

```erd
entity Licence {
  id bigint key
  driver Person        // stored in the table of `Party`
}
```

Stored `joined`, `Person` has a table of its own to refer to.
",
};

pub(super) static IMPOSSIBLE_INSERT: Code = Code {
    name: "impossible-insert",
    summary: "Tables need a row of one another before they can have one",
    docs: "\
In a circle of mandatory references each row needs another first. The tables are created, yet no row can be inserted, unless one
reference of the circle is optional or checked at the end of the transaction.

```erd
entity Department {
  id bigint key
  head Employee
}
entity Employee {
  id bigint key
  department Department
}
```

Instead:

```erd
entity Department {
  id bigint key
  head Employee deferrable initially deferred
}
entity Employee {
  id bigint key
  department Department
}
```
",
};

pub(super) static ACROSS_TABLES: Code = Code {
    name: "across-tables",
    summary: "A rule is about attributes that different tables hold",
    docs: "\
A constraint, an index and a derived value see the columns of one table. A subtype that is stored `joined` has its own attributes in
its own table and the inherited ones in that of its supertype; an attribute with many values has a table of its own.

```erd
entity Party {
  id bigint key
  since date

  subtypes (Company, Person)
}
entity Company extends Party {
  dissolved date?

  check dissolved >= since
}
entity Person extends Party { born date }
```

Stored `single`, one table has both.
",
};

pub(super) static ALL_SHARED: Code = Code {
    name: "all-shared",
    summary: "A reference to one of several entities has no column of its own",
    docs: "\
Which of the entities is referred to shows in which columns are filled. Where `sharing` leaves one of them no column of its own,
nothing tells any more.

```erd
union Owner = Tenant | Customer
entity Vehicle {
  tenant Tenant key
  no int key
  owner Owner sharing (tenant)
}
```

Here the key of `Tenant` is shared as a whole. Refer to the entities by attributes of their own, or leave `sharing` out.
",
};

pub(super) static TOO_MANY_COLUMNS: Code = Code {
    name: "too-many-columns",
    summary: "A table or a key has more columns than databases take",
    docs: "\
A table has at most 4096 columns (MySQL; 1600 in PostgreSQL, 2000 in SQLite), a key 32 (PostgreSQL and MariaDB; 16 in MySQL). Keys grow
with each reference in them; an `id` of its own ends the growth.
",
};

pub(super) static OWNER_WITHOUT_KEY: Code = Code {
    name: "owner-without-key",
    summary: "An attribute has many values, and nothing identifies their owner",
    docs: "\
Many values are rows of a table of their own, which refer to the row that has them.

```erd
entity Customer {
  name varchar(80)
  phones varchar(20)*
}
```

Instead:

```erd
entity Customer {
  id bigint key identity
  name varchar(80)
  phones varchar(20)*
}
```
",
};

pub(super) static DEFAULT_NOT_KEPT: Code = Code {
    name: "default-not-kept",
    summary: "A default cannot be kept, since other rows have nothing there",
    docs: "\
The parts of an optional composite are there together or not at all, and a row of one kind has nothing in the columns of another. A
default would fill them in every row. Give the value when a row is written.

```erd
type Address {
  street varchar(80)
  country char(2) = \"DE\"
}
entity Customer {
  id bigint key
  ship_to Address?
}
```
",
};

pub(super) static IDENTITY_OF_SOME: Code = Code {
    name: "identity-of-some",
    summary: "A counted value belongs to some rows only",
    docs: "\
An `identity` counts every row of its table. The parts of an optional composite, and what one kind of rows has in a table that all
kinds share, are missing in others.
",
};

pub(super) static UNUSED_CLAUSE: Code = Code {
    name: "unused-clause",
    summary: "A clause or annotation is about something that is not made",
    docs: "\
`@constraint` and `@index` name what an item brings along; where it brings nothing along they do nothing. In a one-to-many relationship the table at the many side refers to the other; nothing refers back. What happens on deletion is said
at the participant that is referred to.

```erd
relationship Manages: Person as manager -- Person* as report on delete cascade
```

Instead:

```erd
relationship Manages: Person as manager on delete cascade -- Person* as report
```
",
};

pub(super) static TARGET_WITHOUT_TABLE: Code = Code {
    name: "target-without-table",
    summary: "Something belongs or refers to an entity that no single table holds",
    docs: "\
An entity whose subtypes are stored separately has no table of its own. Say it of each subtype.
",
};
