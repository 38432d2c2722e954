//! `exclusive-references`: a check picks one of several optional references.

use crate::base::{BinaryOp, Code, ExprKind};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::{Attribute, AttributeType, Expr};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "exclusive-references",
        summary: "A check picks one of several optional references",
        docs: "\
Two optional references of which exactly one is there are one reference to one of two entities. A `union` says that,
and makes the check by itself.

Bad:

```erd
entity Person { id bigint key identity }
entity Company { id bigint key identity }
entity Account {
  id bigint key identity
  person Person?
  company Company?

  check (person is null) <> (company is null)
}
```

Good:

```erd
entity Human { id bigint key identity }
entity Firm { id bigint key identity }
union Holder = Human | Firm
entity Ledger {
  id bigint key identity
  holder Holder
}
```
",
    },
    group: Group::Modelling,
    level: Level::Info,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, entity) in cx.entities() {
        for check in &entity.checks {
            let ExprKind::Binary { op: BinaryOp::NotEqual | BinaryOp::Distinct, left, right } =
                &check.expr.kind
            else {
                continue;
            };
            if let (Some(a), Some(b)) = (absent(cx, left), absent(cx, right)) {
                let message = format!("either `{}` or `{}` is there", a.name, b.name);
                let help = "declare a `union` of the two entities, and refer to it";
                out.push_of(entity.name_span, out.at(check.span, message).help(help));
            }
        }
    }
}

/// The reference of `reference is null`.
fn absent<'a>(cx: &Context<'a>, expr: &Expr) -> Option<&'a Attribute> {
    let ExprKind::IsNull { operand, .. } = &expr.kind else { return None };
    let ExprKind::Reference(operand) = &operand.kind else { return None };
    let attribute = &cx.model.attributes[Context::attribute_of(operand)?];
    matches!(attribute.ty, AttributeType::Entity(_)).then_some(attribute)
}
