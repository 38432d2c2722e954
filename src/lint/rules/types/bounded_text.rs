//! `bounded-text`: a text has a bound that nobody asked for.

use crate::base::{Code, ScalarType};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::AttributeType;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "bounded-text",
        summary: "A text has a bound that nobody asked for",
        docs: "\
In PostgreSQL `text` costs nothing over `varchar(n)`, and the bound only waits for the name that is longer. Teams
on PostgreSQL alone turn this on; its opposite is `unbounded-text`.

Bad:

```erd
entity Memo {
  id bigint key identity
  title varchar(255)
}
```

Good:

```erd
entity Card {
  id bigint key identity
  title text
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
        if let AttributeType::Scalar(ScalarType::Varchar(n)) = attribute.ty {
            let message = format!("`{}` has room for {n} characters", cx.title(attribute));
            let help = "make it a `text`, with a check where a bound is meant";
            out.push_of(cx.owner_span(attribute), out.at(attribute.type_span, message).help(help));
        }
    }
}
