//! `unbounded-text`: a text may be of any length.

use crate::base::{Code, ScalarType};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "unbounded-text",
        summary: "A text may be of any length",
        docs: "\
What has no bound will one day be a megabyte, in a list of a hundred rows. MySQL and MariaDB also index only the
start of it. Off by default; its opposite is `bounded-text`.

Bad:

```erd
entity Memo {
  id bigint key identity
  body text
}
```

Good:

```erd
entity Card {
  id bigint key identity
  body varchar(2000)
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
    for (_, attribute) in cx.attributes().filter(|(_, it)| it.checks.is_empty()) {
        if cx.scalar(attribute) == Some(ScalarType::Text) {
            let message = format!("`{}` may be of any length", cx.title(attribute));
            let finding =
                out.at(attribute.type_span, message).help("give it a bound: `varchar(n)`");
            out.push_of(cx.owner_span(attribute), finding);
        }
    }
}
