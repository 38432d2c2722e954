//! `unchecked-diamond`: two references lead to the same entity and need not agree.

use crate::base::{Code, Span};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::{AttributeType, Entity, EntityId, QuantifierKind};
use rustc_hash::FxHashMap;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "unchecked-diamond",
        summary: "Two references lead to the same entity and need not agree",
        docs: "\
A line of a parcel refers to a parcel and to a line of an order; the parcel belongs to an order too. Nothing makes
the two orders one. Sharing a column between the two references would. Off by default: often they may differ.

Bad:

```erd
entity Order { id bigint key identity }
entity Parcel {
  id bigint key identity
  order Order
}
entity Invoice {
  id bigint key identity
  order Order
}
entity Delivery {
  id bigint key identity
  parcel Parcel
  invoice Invoice
}
```

Good:

```erd
entity Sale { id bigint key identity }
entity Box {
  sale Sale key
  no int key
}
entity Bill {
  sale Sale key
  no int key
}
entity Handover {
  id bigint key identity
  sale Sale
  box Box sharing (sale)
  bill Bill sharing (sale)
}
```
",
    },
    group: Group::References,
    level: Level::Allow,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, entity) in cx.entities() {
        let mut reached: FxHashMap<EntityId, (EntityId, Span)> = FxHashMap::default();
        for (target, span) in mandatory(cx, entity) {
            for (end, _) in mandatory(cx, &cx.model.entities[target]) {
                let (first, first_span) = *reached.entry(end).or_insert((target, span));
                if first != target {
                    let end = &cx.model.entities[end].name;
                    let message =
                        format!("the two `{end}` behind `{}` need not be one", entity.name);
                    let finding = out.at(span, message).because(first_span, "the other way to it");
                    out.push(
                        finding.help("put it in both keys, and share its column: `sharing (…)`"),
                    );
                }
            }
        }
    }
}

/// The entities that each instance refers to, and where it says so.
fn mandatory<'a>(
    cx: &Context<'a>,
    entity: &'a Entity,
) -> impl Iterator<Item = (EntityId, Span)> + use<'a> {
    cx.attributes_of(entity).filter_map(|(_, it)| match it.ty {
        AttributeType::Entity(target) if it.quantifier == QuantifierKind::One => {
            let is_shared = it.reference.as_ref().is_some_and(|it| !it.sharing.is_empty());
            (!is_shared).then_some((target, it.name_span))
        }
        _ => None,
    })
}
