//! `redundant-relationship`: a reference says what a path of references says.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::{Attribute, AttributeType, EntityId, QuantifierKind};
use rustc_hash::FxHashMap;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "redundant-relationship",
        summary: "A reference says what a path of references says",
        docs: "\
An invoice refers to an order and to its customer; the order refers to the customer too. If the two are always the
same customer, the direct reference repeats a fact and can contradict it. Off by default: a second meaning, such as
who pays, is as common.

Bad:

```erd
entity Customer { id bigint key identity }
entity Order {
  id bigint key identity
  customer Customer
}
entity Invoice {
  id bigint key identity
  order Order
  customer Customer
}
```

Good:

```erd
entity Client { id bigint key identity }
entity Deal {
  id bigint key identity
  client Client
}
entity Bill {
  id bigint key identity
  deal Deal
}
```
",
    },
    group: Group::Modelling,
    level: Level::Allow,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (id, entity) in cx.entities() {
        let mandatory = || cx.attributes_of(entity).filter_map(|(_, it)| Some((it, target(it)?)));
        let mut direct: FxHashMap<EntityId, Vec<&Attribute>> = FxHashMap::default();
        mandatory().for_each(|(it, target)| direct.entry(target).or_default().push(it));
        for (first, between) in mandatory().filter(|it| it.1 != id) {
            for (_, second) in cx.attributes_of(&cx.model.entities[between]) {
                let Some([same]) = target(second).and_then(|it| direct.get(&it)).map(Vec::as_slice)
                else {
                    continue;
                };
                // Two references with one meaning have one name, and one that lends its column is wanted.
                let is_shared = first.reference.as_ref().is_some_and(|it| !it.sharing.is_empty());
                if same.name == second.name && !is_shared {
                    let message = format!(
                        "`{}.{}` leads to the same as `{}`",
                        first.name, second.name, same.name
                    );
                    let finding =
                        out.at(same.name_span, message).because(first.name_span, "the way round");
                    out.push_of(
                        entity.name_span,
                        finding.help("take it away, or name what is different about it"),
                    );
                }
            }
        }
    }
}

fn target(attribute: &Attribute) -> Option<EntityId> {
    match attribute.ty {
        AttributeType::Entity(target) if attribute.quantifier == QuantifierKind::One => {
            Some(target)
        }
        _ => None,
    }
}
