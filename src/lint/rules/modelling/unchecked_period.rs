//! `unchecked-period`: a period may end before it starts.

use crate::base::{Code, Fix, ScalarType};
use crate::lint::edits::add_member;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::{Attribute, AttributeId, Entity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "unchecked-period",
        summary: "A period may end before it starts",
        docs: "\
Two moments called start and end promise an order that nothing holds. One row the other way round, and every
question \"what holds today\" has a hole.

Bad:

```erd
entity Contract {
  id bigint key identity
  valid_from date
  valid_until date?
}
```

Good:

```erd
entity Lease {
  id bigint key identity
  valid_from date
  valid_until date?

  check lease_in_order: valid_until >= valid_from
}
```
",
    },
    group: Group::Modelling,
    level: Level::Info,
    needs: Needs::Model,
    check,
};

/// How starts and ends are called.
const PAIRS: [(&str, &str); 12] = [
    ("valid_from", "valid_until"),
    ("valid_from", "valid_to"),
    ("starts_at", "ends_at"),
    ("starts_on", "ends_on"),
    ("start_date", "end_date"),
    ("started_at", "ended_at"),
    ("started_at", "finished_at"),
    ("start_time", "end_time"),
    ("start_at", "end_at"),
    ("begins_at", "ends_at"),
    ("effective_from", "effective_to"),
    ("from_date", "to_date"),
];

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, entity) in cx.entities() {
        for (start, end) in PAIRS {
            let find = |name| {
                cx.attributes_of(entity).find(|(_, it)| it.name == name && is_moment(cx, it))
            };
            let (Some(start), Some(end)) = (find(start), find(end)) else { continue };
            if start.1.ty != end.1.ty || is_held(entity, start.0, end.0) || end.1.derived.is_some()
            {
                continue;
            }
            let (first, last) = (&start.1.name, &end.1.name);
            let message = format!("`{}` may end before it starts", entity.name);
            let edit =
                add_member(cx.input.sources, entity.span, &format!("check {last} >= {first}"));
            let fix = edit.map(|it| Fix::unsafe_("add the check", vec![it]));
            let finding = out.at(end.1.name_span, message).because(start.1.name_span, "the start");
            out.push_of(
                entity.name_span,
                finding.help(format!("add `check {last} >= {first}`")).fix_opt(fix),
            );
        }
    }
}

fn is_moment(cx: &Context<'_>, attribute: &Attribute) -> bool {
    let ty = cx.scalar(attribute);
    // A time of day ends after midnight.
    matches!(ty, Some(ScalarType::Date | ScalarType::Timestamp | ScalarType::TimestampTz))
}

/// Whether a check or an exclusion speaks of both.
fn is_held(entity: &Entity, start: AttributeId, end: AttributeId) -> bool {
    let speaks = |expr: &crate::model::Expr, of| {
        expr.references().into_iter().any(|it| Context::attribute_of(it) == Some(of))
    };
    let by_check = entity.checks.iter().any(|it| speaks(&it.expr, start) && speaks(&it.expr, end));
    let items =
        |it: &crate::model::Exclusion, of| it.items.iter().any(|it| speaks(&it.item.expr, of));
    by_check || entity.exclusions.iter().any(|it| items(it, start) && items(it, end))
}
