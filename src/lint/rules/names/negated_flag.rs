//! `negated-flag`: a truth value is named for what is not so.

use crate::base::{Code, ScalarType};
use crate::lint::words::Words;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "negated-flag",
        summary: "A truth value is named for what is not so",
        docs: "\
`not is_inactive` has to be read twice, and `is_not_valid = false` three times.

Bad:

```erd
entity Voucher {
  id bigint key identity
  is_not_valid bool
}
```

Good:

```erd
entity Coupon {
  id bigint key identity
  is_valid bool
}
```
",
    },
    group: Group::Names,
    level: Level::Info,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, attribute) in cx.attributes() {
        let words = Words::of(&attribute.name);
        let is_negated = words.first() == "not" || words.has(&["not"]) || words.first() == "non";
        if is_negated && cx.scalar(attribute) == Some(ScalarType::Bool) {
            let message = format!("`{}` is true of what is not so", cx.title(attribute));
            let finding = out.at(attribute.name_span, message).help("name it for what is so");
            out.push_of(cx.owner_span(attribute), finding);
        }
    }
}
