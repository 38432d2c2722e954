//! `whole-decimal`: a decimal has no digits behind the point.

use crate::base::{Code, Fix, ScalarType};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::AttributeType;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "whole-decimal",
        summary: "A decimal has no digits behind the point",
        docs: "\
`decimal(10, 0)` is a whole number that takes more room and compares more slowly than `bigint`, which holds 18
digits of any kind.

Bad:

```erd
entity Vote {
  id bigint key identity
  votes decimal(9, 0)
}
```

Good:

```erd
entity Poll {
  id bigint key identity
  votes bigint
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
    for (_, attribute) in cx.attributes() {
        let AttributeType::Scalar(ScalarType::Decimal { precision, scale: 0 }) = attribute.ty
        else {
            continue;
        };
        if precision <= 18 {
            let better = if precision <= 9 { "int" } else { "bigint" };
            let message = format!(
                "`{}` is a whole number of at most {precision} digits",
                cx.title(attribute)
            );
            let fix = Fix::unsafe_(
                format!("make it a `{better}`"),
                vec![cx.replace(attribute.type_span, better)],
            );
            let help = format!("make it a `{better}`");
            out.push_of(
                cx.owner_span(attribute),
                out.at(attribute.type_span, message).help(help).fix(fix),
            );
        }
    }
}
