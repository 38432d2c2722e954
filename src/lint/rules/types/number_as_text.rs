//! `number-as-text`: a quantity is a text.

use crate::base::{Code, ScalarType};
use crate::lint::words::Words;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "number-as-text",
        summary: "A quantity is a text",
        docs: "\
A text sorts 10 before 9, adds up to nothing, and takes `about 5`.

Bad:

```erd
entity Line {
  id bigint key identity
  quantity varchar(10)
}
```

Good:

```erd
entity Row {
  id bigint key identity
  quantity int
}
```
",
    },
    group: Group::Types,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

const QUANTITIES: [&str; 14] = [
    "quantity",
    "qty",
    "amount",
    "price",
    "cost",
    "count",
    "total",
    "balance",
    "weight",
    "height",
    "width",
    "length",
    "percentage",
    "salary",
];

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, attribute) in cx.attributes() {
        let words = Words::of(&attribute.name);
        let is_text = matches!(
            cx.scalar(attribute),
            Some(ScalarType::Varchar(_) | ScalarType::Char(_) | ScalarType::Text)
        );
        if is_text && QUANTITIES.contains(&words.last()) {
            let message = format!("`{}` is a quantity, kept as a text", cx.title(attribute));
            let help = "make it an `int`, or a `decimal(p, s)`";
            out.push_of(cx.owner_span(attribute), out.at(attribute.type_span, message).help(help));
        }
    }
}
