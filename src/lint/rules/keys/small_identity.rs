//! `small-identity`: a counted number is too small for long.

use crate::base::{Code, Fix, ScalarType};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::AttributeType;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "small-identity",
        summary: "A counted number is too small for long",
        docs: "\
`int` ends at 2 147 483 647 and `smallint` at 32 767. Rolled-back transactions, failed upserts and clusters burn
numbers as well, and on the day that the last is used every insert fails. Widening a key later rewrites its
table and every table that refers to it; four bytes now are cheaper.

Bad:

```erd
entity Event {
  id int key identity
}
```

Good:

```erd
entity Incident {
  id bigint key identity
}
```

Allow it for a table that cannot grow.
",
    },
    group: Group::Keys,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, attribute) in cx.attributes().filter(|(_, it)| it.is_identity) {
        let last = match cx.scalar(attribute) {
            Some(ScalarType::SmallInt) => "32 767",
            Some(ScalarType::Int) => "2 147 483 647",
            _ => continue,
        };
        let fix =
            Fix::unsafe_("make it a `bigint`", vec![cx.replace(attribute.type_span, "bigint")]);
        let is_scalar = matches!(attribute.ty, AttributeType::Scalar(_));
        let message = format!("`{}` can count up to {last} only", cx.title(attribute));
        let finding = out.at(attribute.type_span, message).help("make it a `bigint`");
        out.push_of(cx.owner_span(attribute), finding.fix_opt(is_scalar.then_some(fix)));
    }
}
