//! `missing-value-docs`: a value of an enum says nothing about itself.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "missing-value-docs",
        summary: "A value of an enum says nothing about itself",
        docs: "\
The values of an enum are the states that programs branch on. What each of them means is seldom told by its
name alone. Off by default.

Bad:

```erd
enum Stage { open, parked }
entity Case {
  id bigint key identity
  stage Stage
}
```

Good:

```erd
enum Phase {
  /// Someone works on it.
  running,
  /// It waits for the customer.
  waiting
}
entity Task {
  id bigint key identity
  phase Phase
}
```
",
    },
    group: Group::Documentation,
    level: Level::Allow,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for item in cx.model.enums.values() {
        for value in item.values.iter().filter(|it| it.docs.is_none()) {
            let message = format!("value `{}` of `{}` is not described", value.name, item.name);
            out.push(out.at(value.span, message).help("say what it means: `/// …` above it"));
        }
    }
}
