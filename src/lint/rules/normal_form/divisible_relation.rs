//! `divisible-relation`: a relation holds more than one fact about its key (6NF).

use crate::base::Code;
use crate::lint::normal_forms::report;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::theory::NormalForm;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "divisible-relation",
        summary: "A relation holds more than one fact about its key (6NF)",
        docs: "\
Sixth normal form has a key and one more attribute at most (Date, Darwen, Lorentzos). It suits temporal data, where
every fact has a history of its own. Off by default: nearly every table holds several facts.

Bad:

```erd
entity Person {
  id bigint key identity
  name varchar(80)
  city varchar(80)

  name, city -> id
}
```

Good:

```erd
entity Named {
  id bigint key identity
  name varchar(80)
}
```
",
    },
    group: Group::NormalForm,
    level: Level::Allow,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    report(cx, out, NormalForm::Sixth);
}
