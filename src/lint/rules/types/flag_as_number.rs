//! `flag-as-number`: a truth value is a number or a letter.

use crate::base::{Code, ScalarType};
use crate::lint::words::Words;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "flag-as-number",
        summary: "A truth value is a number or a letter",
        docs: "\
`is_active int` takes 2 and -1, `is_active char(1)` takes `Y`, `y`, `J` and a blank. A `bool` takes two values, and
MySQL keeps it as small as a number.

Bad:

```erd
entity Switch {
  id bigint key identity
  is_on smallint
}
```

Good:

```erd
entity Lamp {
  id bigint key identity
  is_on bool
}
```
",
    },
    group: Group::Types,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, attribute) in cx.attributes() {
        let words = Words::of(&attribute.name);
        let is_flag = ["is", "has", "can"].contains(&words.first()) && words.iter().count() > 1
            || ["flag", "yn"].contains(&words.last());
        let is_other = matches!(
            cx.scalar(attribute),
            Some(
                ScalarType::SmallInt
                    | ScalarType::Int
                    | ScalarType::Char(1..=5)
                    | ScalarType::Varchar(1..=5)
            )
        );
        if is_flag && is_other {
            let message =
                format!("`{}` is true or false, kept as something else", cx.title(attribute));
            let finding = out.at(attribute.type_span, message).help("make it a `bool`");
            out.push_of(cx.owner_span(attribute), finding);
        }
    }
}
