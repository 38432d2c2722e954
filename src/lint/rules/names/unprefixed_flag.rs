//! `unprefixed-flag`: a truth value is not named like one.

use crate::base::{Code, ScalarType};
use crate::lint::words::Words;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "unprefixed-flag",
        summary: "A truth value is not named like one",
        docs: "\
`active` may be a flag, a date or a number; `is_active` is a question with two answers. Off by default.

Bad:

```erd
entity Feature {
  id bigint key identity
  active bool
}
```

Good:

```erd
entity Option {
  id bigint key identity
  is_active bool
}
```
",
    },
    group: Group::Names,
    level: Level::Allow,
    needs: Needs::Model,
    check,
};

const VERBS: [&str; 12] =
    ["is", "has", "can", "may", "was", "needs", "wants", "are", "should", "allows", "does", "must"];

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, attribute) in cx.attributes() {
        let is_flag = cx.scalar(attribute) == Some(ScalarType::Bool);
        if is_flag && !VERBS.contains(&Words::of(&attribute.name).first()) {
            let message = format!("`{}` is not named like a question", cx.title(attribute));
            let finding =
                out.at(attribute.name_span, message).help("begin it with `is_`, `has_` or `can_`");
            out.push_of(cx.owner_span(attribute), finding);
        }
    }
}
