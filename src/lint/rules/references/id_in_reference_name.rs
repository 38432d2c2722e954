//! `id-in-reference-name`: a reference is named like the column that holds it.

use crate::base::Code;
use crate::lint::words::Words;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "id-in-reference-name",
        summary: "A reference is named like the column that holds it",
        docs: "\
A reference is named for what it means: `customer`. Its columns get the name of the key behind it by themselves,
so `customer_id Customer` reads as a number in the model and in every query that follows it.

Bad:

```erd
entity Garage { code varchar(8) key }
entity Car {
  id bigint key identity
  garage_id Garage
}
```

Good:

```erd
entity Barn { code varchar(8) key }
entity Cart {
  id bigint key identity
  barn Barn
}
```
",
    },
    group: Group::References,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, attribute) in cx.attributes().filter(|(_, it)| it.ty.is_reference()) {
        if let Some(stem) = Words::of(&attribute.name).without("_id") {
            let message =
                format!("`{}` is named like a column, and is a reference", cx.title(attribute));
            let help = format!(
                "call it `{stem}`, with `@was({})` if there are rows already",
                attribute.name
            );
            out.push_of(cx.owner_span(attribute), out.at(attribute.name_span, message).help(help));
        }
    }
}
