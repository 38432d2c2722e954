//! `repeated-entity-name`: an attribute repeats the name of its entity.

use crate::base::{Code, snake_case};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "repeated-entity-name",
        summary: "An attribute repeats the name of its entity",
        docs: "\
`customer.customer_name` says the same word twice in every query. Off by default: some teams want column names that
are unique in the whole database.

Bad:

```erd
entity Customer {
  id bigint key identity
  customer_name varchar(80)
}
```

Good:

```erd
entity Client {
  id bigint key identity
  name varchar(80)
}
```
",
    },
    group: Group::Names,
    level: Level::Allow,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, entity) in cx.entities() {
        let prefix = format!("{}_", snake_case(&entity.name));
        for (_, attribute) in cx.attributes_of(entity) {
            let rest = attribute.name.strip_prefix(prefix.as_str());
            // Numbers and codes are spoken of with the name of what they number.
            if let Some(rest) =
                rest.filter(|it| !matches!(*it, "id" | "no" | "code" | "number" | "key"))
            {
                let message = format!("`{}` repeats the name of its entity", cx.title(attribute));
                let finding =
                    out.at(attribute.name_span, message).help(format!("call it `{rest}`"));
                out.push_of(entity.name_span, finding);
            }
        }
    }
}
