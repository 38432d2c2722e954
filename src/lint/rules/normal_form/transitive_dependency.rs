//! `transitive-dependency`: something that is no key determines an attribute (3NF).

use crate::base::Code;
use crate::lint::normal_forms::report;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::theory::NormalForm;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "transitive-dependency",
        summary: "Something that is no key determines an attribute (3NF)",
        docs: "\
What depends on another attribute that is no key is written once for every row that has that attribute's value.
Rows that should agree can then differ, and no constraint notices. Third normal form forbids it (Codd 1971): every
fact is about the key, the whole key, and nothing but the key. `erc explain` shows the anomaly in example rows,
`erc normalize` the entity that mends it.

Bad:

```erd
entity Vehicle {
  plate varchar(12) key
  maker varchar(40)
  country varchar(40)

  maker -> country
}
```

Good:

```erd
entity Manufacturer {
  name varchar(40) key
  country varchar(40)
}
entity Car {
  plate varchar(12) key
  manufacturer Manufacturer
}
```

Allow it where the copy is meant, and something else keeps it true: a composite foreign key, a nightly job.
",
    },
    group: Group::NormalForm,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    report(cx, out, NormalForm::Third);
}
