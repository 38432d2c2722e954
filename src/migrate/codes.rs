//! The findings of this room and their pages.

use crate::base::Code;

/// All lists of them: what a difference asks, and what is found in a migration.
pub static CODES: [&[&Code]; 2] = [&[&UNCONFIRMED_RENAME], super::lint::CODES];

/// Something goes and its like comes.
pub(super) static UNCONFIRMED_RENAME: Code = Code {
    name: "unconfirmed-rename",
    summary: "Something goes and its like comes, and nobody said that it is the same",
    docs: r#"A column or table that gets another name in the model looks, to anything that compares two models, like one
that goes and another that comes. Doing that loses every row of it. So nothing is done until somebody says which it is.

It is the same:

```erd
entity Customer @was(Client) {
  id int key
  name text @was(full_name)
}
```

or `--rename client=customer --rename customer.full_name=name`. The annotation may stay for as long as a database
exists that has the old name; it does nothing where the old name is nowhere.

It is not: `--rename customer.full_name=` says that the old one has no successor, and `--allow drop-column` or
`--allow drop-table` says so of all.
"#,
};
