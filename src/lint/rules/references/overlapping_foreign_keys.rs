//! `overlapping-foreign-keys`: a foreign key is part of another one.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "overlapping-foreign-keys",
        summary: "A foreign key is part of another one",
        docs: "\
Where `(tenant, customer)` refers to a customer of a tenant, `customer` alone refers to the same row. The shorter
one promises nothing more, and the two can disagree about what happens on deletion.

Bad:

```erd
entity Tenant { id bigint key identity }
entity Client {
  tenant Tenant key
  id bigint key

  unique (id)
}
entity Bill {
  no bigint key identity
  tenant Tenant
  client_id bigint references Client(id)

  foreign key (tenant.id, client_id) references Client (tenant.id, id)
  index (client_id)
}
```

Good:

```erd
entity Owner { id bigint key identity }
entity Buyer {
  owner Owner key
  id bigint key
}
entity Check {
  no bigint key identity
  owner Owner
  buyer Buyer sharing (owner)
}
```
",
    },
    group: Group::References,
    level: Level::Warn,
    needs: Needs::Schema,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for view in cx.tables() {
        let keys = &view.table.foreign_keys;
        for key in keys {
            // Only keys to one target are compared, and a table has few of these.
            let longer = keys.iter().find(|it| {
                it.target == key.target
                    && it.columns.len() > key.columns.len()
                    && key.columns.iter().zip(&key.target_columns).all(|(own, target)| {
                        it.columns.iter().zip(&it.target_columns).any(|pair| pair == (own, target))
                    })
            });
            let Some(longer) = longer else { continue };
            let names = cx.column_names(view.table, &key.columns);
            let message = format!(
                "a longer foreign key of `{}` holds {names} already",
                cx.table_title(view.table)
            );
            let finding =
                out.at(key.span, message).because(longer.span, "it refers to the same row");
            out.push(finding.help("keep the longer one"));
        }
    }
}
