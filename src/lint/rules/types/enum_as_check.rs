//! `enum-as-check`: a check lists the values of a text.

use crate::base::{Code, ExprKind};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "enum-as-check",
        summary: "A check lists the values of a text",
        docs: "\
`check status in (\"open\", \"closed\")` hides in a condition what an `enum` says by name: other attributes can use it,
each value can be described, and a diagram shows it.

Bad:

```erd
entity Issue {
  id bigint key identity
  status varchar(20) check status in (\"open\", \"closed\")
}
```

Good:

```erd
enum State { open, closed }
entity Ticket {
  id bigint key identity
  state State
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
    for (id, attribute) in cx.attributes() {
        for check in &attribute.checks {
            let ExprKind::In { operand, list, negated: false } = &check.kind else { continue };
            let ExprKind::Reference(operand) = &operand.kind else { continue };
            let is_text = list.iter().all(|it| matches!(it.kind, ExprKind::String(_)));
            if Context::attribute_of(operand) == Some(id) && is_text {
                let message = format!("`{}` is one of {} words", cx.title(attribute), list.len());
                let finding = out.at(check.span, message).help("declare an `enum` of them");
                out.push_of(cx.owner_span(attribute), finding);
            }
        }
    }
}
