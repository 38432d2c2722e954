//! `single-value-enum`: an enum has one value.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "single-value-enum",
        summary: "An enum has one value",
        docs: "\
A fact that can only be one thing says nothing. Either values are missing or the attribute is.

Bad:

```erd
enum Channel { web }
entity Sale {
  id bigint key identity
  channel Channel
}
```

Good:

```erd
enum Medium { letter, mail }
entity Notice {
  id bigint key identity
  medium Medium
}
```
",
    },
    group: Group::Types,
    level: Level::Info,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for item in cx.model.enums.values().filter(|it| it.values.len() == 1 && !it.is_incomplete) {
        let message = format!("`{}` can only be `{}`", item.name, item.values[0].name);
        out.push(out.at(item.name_span, message).help("add the other values, or do without it"));
    }
}
