//! `determinant-without-key`: what determines something is no key (BCNF).

use crate::base::Code;
use crate::lint::normal_forms::report;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::theory::NormalForm;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "determinant-without-key",
        summary: "What determines something is no key (BCNF)",
        docs: "\
In Boyce-Codd normal form every determinant is a superkey. Where one is not, its fact is repeated, even though what it
determines is part of some key. A split may lose another dependency: `erc normalize` says which, by name, and offers
third normal form instead.

Bad:

```erd
entity Teaching {
  student varchar(40) key
  subject varchar(40) key
  teacher varchar(40)

  teacher -> subject
}
```

Good:

```erd
entity Tutor {
  name varchar(40) key
  subject varchar(40)
}
entity Tuition {
  student varchar(40) key
  tutor Tutor key
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
    report(cx, out, NormalForm::BoyceCodd);
}
