//! `join-dependency`: a join dependency does not follow from the keys (5NF).

use crate::base::Code;
use crate::lint::normal_forms::report;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::theory::NormalForm;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "join-dependency",
        summary: "A join dependency does not follow from the keys (5NF)",
        docs: "\
Fifth normal form wants every join dependency to follow from the candidate keys (Fagin, \"Normal forms and relational
database operators\", 1979). What remains of redundancy here is in values, not in rows.

Bad:

```erd
entity Contract {
  supplier varchar(40) key
  part varchar(40) key
  project varchar(40)

  join (supplier, part) (part, project) (project, supplier)
}
```

Good:

```erd
entity Agreement {
  supplier varchar(40) key
  part varchar(40) key
}
```
",
    },
    group: Group::NormalForm,
    level: Level::Info,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    report(cx, out, NormalForm::Fifth);
}
