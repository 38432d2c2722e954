//! `empty-range`: a condition can never hold.

use crate::base::{Code, Constant, ExprKind, constant};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::Expr;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "empty-range",
        summary: "A condition can never hold",
        docs: "\
`between 10 and 1` holds of nothing: the lower end comes first. Such a check refuses every row, and such a filter
finds none.

Bad:

```erd
entity Rating {
  id bigint key identity
  stars int check stars between 5 and 1
}
```

Good:

```erd
entity Mark {
  id bigint key identity
  points int check points between 1 and 5
}
```
",
    },
    group: Group::Types,
    level: Level::Deny,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for expr in cx.conditions() {
        expr.walk(&mut |it: &Expr| {
            let ExprKind::Between { low, high, .. } = &it.kind else { return };
            let (low, high) = (constant(low), constant(high));
            let is_empty = match (&low, &high) {
                (Some(Constant::Number(low)), Some(Constant::Number(high))) => low > high,
                _ => false,
            };
            if is_empty {
                let finding = out.at(it.span, "nothing lies between these two");
                out.push(finding.help("write the lower end first"));
            }
        });
    }
}
