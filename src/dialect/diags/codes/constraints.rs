//! Foreign keys, exclusions, and when constraints are checked.

use crate::base::Code;

pub(in crate::dialect::diags) static NOT_DEFERRABLE: Code = Code {
    name: "not-deferrable",
    summary: "A constraint is checked at once",
    docs: "\
PostgreSQL and, for foreign keys, SQLite can check at the end of a transaction. MySQL and MariaDB check each row as it is written.

```erd
entity Employee {
  id bigint key
  head Employee? deferrable initially deferred
}
```
",
};

pub(in crate::dialect::diags) static CLOSED_CIRCLE: Code = Code {
    name: "closed-circle",
    summary: "No row can be the first in a circle of tables",
    docs: "\
Each row of the circle needs another first, and the database does not wait for the end of the transaction.

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

Instead:

```erd
entity Department {
  id bigint key
  head Employee?
}
entity Employee {
  id bigint key
  department Department
}
```
",
};

pub(in crate::dialect::diags) static IMPOSSIBLE_EXCLUSION: Code = Code {
    name: "impossible-exclusion",
    summary: "A database has no exclusion constraints",
    docs: "\
That no two rows overlap only PostgreSQL can hold.

```erd
entity Booking {
  id bigint key
  room int
  during sql(\"tsrange\") @postgres

  exclude (room with =, during with &&) @postgres
}
```
",
};

pub(in crate::dialect::diags) static IMPOSSIBLE_FOREIGN_KEY: Code = Code {
    name: "impossible-foreign-key",
    summary: "A database does not take a foreign key",
    docs: "\
InnoDB, which keeps the tables of MySQL and MariaDB, has no action `set default`, takes no `set null` on a mandatory column, and wants
both ends of one type.

```erd
entity Customer { id bigint key }
entity Order {
  id bigint key
  customer_id int references Customer(id)
}
```

Instead:

```erd
entity Customer { id bigint key }
entity Order {
  id bigint key
  customer_id bigint references Customer(id)
}
```
",
};
