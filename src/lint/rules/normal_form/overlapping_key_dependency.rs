//! `overlapping-key-dependency`: a part of one key determines a part of another that has no key of its own (EKNF).

use crate::base::Code;
use crate::lint::normal_forms::report;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::theory::NormalForm;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "overlapping-key-dependency",
        summary: "A part of one key determines a part of another that has no key of its own (EKNF)",
        docs: "\
Between the third and Boyce-Codd's normal form lies the elementary key normal form (Zaniolo, \"A new normal form for
the design of relational database schemata\", 1982). What breaks it is a dependency onto an attribute that is in keys
only because these keys are larger than they look.

Bad:

```erd
entity Booking {
  guest varchar(40) key
  agency varchar(40) key
  agency_code varchar(8)

  unique (guest, agency_code)
  agency -> agency_code
  agency_code -> agency
}
```

Good:

```erd
entity Bureau {
  code varchar(8) key
  name varchar(40) unique
}
entity Journey {
  guest varchar(40) key
  bureau Bureau key
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
    report(cx, out, NormalForm::ElementaryKey);
}
