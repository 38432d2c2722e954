//! `many-column-key`: other tables repeat a key of many columns.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "many-column-key",
        summary: "Other tables repeat a key of many columns",
        docs: "\
Every table that refers to this one carries all columns of its key, and every join names them. From about five
columns on a number as the key, with a unique constraint over the old one, reads better.

Bad:

```erd
entity Tariff {
  carrier varchar(8) key
  origin varchar(8) key
  target varchar(8) key
  class varchar(8) key
  season varchar(8) key
  since date key
}
entity Offer {
  id bigint key identity
  tariff Tariff
}
```

Good:

```erd
entity Price {
  id bigint key identity
  carrier varchar(8)
  origin varchar(8)
  since date

  unique (carrier, origin, since)
}
entity Quote {
  id bigint key identity
  price Price
}
```
",
    },
    group: Group::Keys,
    level: Level::Info,
    needs: Needs::Schema,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for view in cx.tables().filter(|it| !it.facts.incoming.is_empty()) {
        let Some(key) = &view.table.primary_key else { continue };
        if key.columns.len() > 5 {
            let (table, n) = (cx.table_title(view.table), key.columns.len());
            let message = format!("whatever refers to `{table}` repeats {n} columns");
            let help = "count its rows up, and make what identifies it now `unique`";
            out.push(out.at(key.span, message).help(help));
        }
    }
}
