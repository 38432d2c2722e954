//! `approximate-number`: a number is only nearly exact.

use crate::base::{Code, ScalarType};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "approximate-number",
        summary: "A number is only nearly exact",
        docs: "\
Measurements are nearly exact anyway, and `double` suits them. Where a project wants every number exact, it turns
this on.

Bad:

```erd
entity Probe {
  id bigint key identity
  depth double
}
```

Good:

```erd
entity Sample {
  id bigint key identity
  depth decimal(9, 3)
}
```
",
    },
    group: Group::Types,
    level: Level::Allow,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, attribute) in cx.attributes() {
        if matches!(cx.scalar(attribute), Some(ScalarType::Real | ScalarType::Double)) {
            let message = format!("`{}` is only nearly exact", cx.title(attribute));
            let finding = out.at(attribute.type_span, message).help("make it a `decimal(p, s)`");
            out.push_of(cx.owner_span(attribute), finding);
        }
    }
}
