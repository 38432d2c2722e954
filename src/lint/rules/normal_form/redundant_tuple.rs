//! `redundant-tuple`: a row follows from others, and no key sees to it (ETNF).

use crate::base::Code;
use crate::lint::normal_forms::report;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::theory::NormalForm;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "redundant-tuple",
        summary: "A row follows from others, and no key sees to it (ETNF)",
        docs: "\
A join dependency says that some rows follow from others. Where none of its components holds a key, whole rows are
repeated facts (Darwen, Date, Fagin, \"A normal form for preventing redundant tuples in relational databases\", 2012).

Bad:

```erd
entity Supply {
  supplier varchar(40) key
  part varchar(40) key
  project varchar(40) key

  join (supplier, part) (part, project) (project, supplier)
}
```

Good:

```erd
entity Offers {
  supplier varchar(40) key
  part varchar(40) key
}
entity Needs {
  project varchar(40) key
  part varchar(40) key
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
    report(cx, out, NormalForm::EssentialTuple);
}
