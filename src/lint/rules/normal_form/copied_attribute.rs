//! `copied-attribute`: an attribute repeats one that a reference leads to.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::{AttributeType, QuantifierKind};
use rustc_hash::FxHashMap;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "copied-attribute",
        summary: "An attribute repeats one that a reference leads to",
        docs: "\
`customer_name` beside a reference to the customer depends on the reference, not on the key (third normal form): when
the customer is renamed, two names are about. A copy as of a day is a fact of its own; say so in its description.

Bad:

```erd
entity Customer {
  id bigint key identity
  name varchar(80)
}
entity Invoice {
  id bigint key identity
  customer Customer
  customer_name varchar(80)
}
```

Good:

```erd
entity Client {
  id bigint key identity
  name varchar(80)
}
entity Bill {
  id bigint key identity
  client Client
  client_name varchar(80)                           /// As it was on the day of the bill.
}
```
",
    },
    group: Group::NormalForm,
    level: Level::Info,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, entity) in cx.entities() {
        let by_name: FxHashMap<String, _> =
            cx.attributes_of(entity).map(|(_, it)| (it.name.to_string(), it)).collect();
        let references = cx
            .attributes_of(entity)
            .map(|it| it.1)
            .filter(|it| it.quantifier == QuantifierKind::One);
        for reference in references {
            let AttributeType::Entity(target) = reference.ty else { continue };
            for (_, original) in cx.attributes_of(&cx.model.entities[target]) {
                let Some(copy) = by_name.get(&format!("{}_{}", reference.name, original.name))
                else {
                    continue;
                };
                let is_copy =
                    copy.ty == original.ty && copy.docs.is_none() && copy.derived.is_none();
                if is_copy && copy.reference.is_none() && !original.is_key {
                    let message = format!(
                        "`{}` is what `{}` says already",
                        cx.title(copy),
                        cx.title(original)
                    );
                    let finding = out
                        .at(copy.name_span, message)
                        .because(reference.name_span, "this leads there")
                        .because(original.name_span, "this is what it repeats");
                    let help = "take it away, or describe as of when it is a copy";
                    out.push_of(entity.name_span, finding.help(help));
                }
            }
        }
    }
}
