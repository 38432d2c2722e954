//! `needless-index-condition`: a condition of an index always holds.

use crate::base::{Code, Edit, ExprKind, Fix, Span};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::Expr;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "needless-index-condition",
        summary: "A condition of an index always holds",
        docs: "\
`where x is not null` on something mandatory covers every row. MySQL and MariaDB have no partial indexes, so the
condition costs portability and gives nothing.

Bad:

```erd
entity Tag {
  id bigint key identity
  label varchar(40)

  index (label) where label is not null
}
```

Good:

```erd
entity Mark {
  id bigint key identity
  label varchar(40)?

  index (label) where label is not null
}
```
",
    },
    group: Group::Indexes,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, entity) in cx.entities().filter(|(_, it)| it.supertype.is_none()) {
        let uniques = entity
            .uniques
            .iter()
            .filter_map(|it| it.predicate.as_ref().map(|predicate| (predicate, it.span)));
        let indexes = entity
            .indexes
            .iter()
            .filter_map(|it| it.predicate.as_ref().map(|predicate| (predicate, it.span)));
        for (predicate, member) in indexes.chain(uniques) {
            if always_holds(cx, predicate) {
                let fix = clause(cx, predicate, member);
                let fix = fix.map(|span| {
                    Fix::safe("take the condition away", vec![Edit { span, text: String::new() }])
                });
                let finding = out
                    .at(predicate.span, "this holds of every row")
                    .help("take the condition away");
                out.push_of(entity.name_span, finding.fix_opt(fix));
            }
        }
    }
}

fn always_holds(cx: &Context<'_>, predicate: &Expr) -> bool {
    let ExprKind::IsNull { operand, negated: true } = &predicate.kind else { return false };
    let ExprKind::Reference(operand) = &operand.kind else { return false };
    Context::attribute_of(operand).is_some_and(|it| cx.model.is_always_there(it))
}

/// The condition with its `where` and the blank before that.
fn clause(cx: &Context<'_>, predicate: &Expr, member: Span) -> Option<Span> {
    let before = Span { end: predicate.span.start, ..member };
    let text = cx.text(before).trim_end().strip_suffix("where")?.trim_end();
    let start = member.start as usize + text.len();
    Some(Span::new(member.file, start, predicate.span.end as usize))
}
