//! `needless-null-check`: a check asks whether something mandatory is there.

use crate::base::{Code, ExprKind, Fix};
use crate::lint::edits::remove_member;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "needless-null-check",
        summary: "A check asks whether something mandatory is there",
        docs: "\
Everything is there unless it says `?`. A check on top makes readers of the model think that it may be missing.

Bad:

```erd
entity Reader {
  id bigint key identity
  name varchar(80)

  check name is not null
}
```

Good:

```erd
entity Writer {
  id bigint key identity
  name varchar(80)
}
```
",
    },
    group: Group::Types,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, entity) in cx.entities() {
        for check in &entity.checks {
            let ExprKind::IsNull { operand, negated: true } = &check.expr.kind else { continue };
            let ExprKind::Reference(operand) = &operand.kind else { continue };
            let Some(id) = Context::attribute_of(operand) else { continue };
            // A subtype in the table of its supertype may lack it.
            if cx.model.is_always_there(id) && entity.supertype.is_none() {
                let attribute = &cx.model.attributes[id];
                let message = format!("`{}` is always there", cx.title(attribute));
                let fix =
                    remove_member(cx.input.sources, check.span).filter(|_| check.docs.is_none());
                let fix = fix.map(|it| Fix::safe("take the check away", vec![it]));
                out.push(out.at(check.span, message).help("take the check away").fix_opt(fix));
            }
        }
    }
}
