//! `independent-facts`: one entity holds two lists that have nothing to do with each other (4NF).

use crate::base::Code;
use crate::lint::normal_forms::report;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::theory::NormalForm;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "independent-facts",
        summary: "One entity holds two lists that have nothing to do with each other (4NF)",
        docs: "\
If someone has three languages and four skills, an entity of both holds twelve rows, and a fifth skill adds three.
Fourth normal form gives each list an entity (Fagin, \"Multivalued dependencies and a new normal form for relational
databases\", 1977).

Bad:

```erd
entity Profile {
  person varchar(40) key
  language varchar(40) key
  skill varchar(40) key

  person ->> language
}
```

Good:

```erd
entity Speaks {
  person varchar(40) key
  language varchar(40) key
}
entity Knows {
  person varchar(40) key
  skill varchar(40) key
}
```
",
    },
    group: Group::NormalForm,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    report(cx, out, NormalForm::Fourth);
}
