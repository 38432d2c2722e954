//! `small-integer`: a whole number is smaller than it could be.

use crate::base::{Code, ScalarType};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "small-integer",
        summary: "A whole number is smaller than it could be",
        docs: "\
Four bytes saved per row are seldom worth the night in which a counter is full. Teams that want `bigint` everywhere
turn this on.

Bad:

```erd
entity Page {
  id bigint key identity
  views int
}
```

Good:

```erd
entity Leaf {
  id bigint key identity
  views bigint
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
    for (_, attribute) in cx.attributes().filter(|(_, it)| !it.is_identity) {
        let ty = cx.scalar(attribute);
        if matches!(ty, Some(ScalarType::SmallInt | ScalarType::Int)) {
            let message = format!("`{}` is smaller than it could be", cx.title(attribute));
            let finding = out.at(attribute.type_span, message).help("make it a `bigint`");
            out.push_of(cx.owner_span(attribute), finding);
        }
    }
}
