//! `wide-key`: other tables repeat a long text, since it is the key.

use crate::base::{Code, ScalarType};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "wide-key",
        summary: "Other tables repeat a long text, since it is the key",
        docs: "\
The key of a table is copied into every row that refers to it, and into every index over those columns. A text
of hundreds of characters makes each of them large, and a change of the text has to be carried through all.

Bad:

```erd
entity Site { url varchar(400) key }
entity Visit {
  id bigint key identity
  site Site
}
```

Good:

```erd
entity Place {
  id bigint key identity
  url varchar(400) unique
}
entity Stay {
  id bigint key identity
  place Place
}
```
",
    },
    group: Group::Keys,
    level: Level::Warn,
    needs: Needs::Schema,
    check,
};

/// Codes, names and addresses for mail are no longer, nor is the text of which nobody has said how long it is.
const MOST: u32 = 255;

fn check(cx: &Context<'_>, out: &mut Findings) {
    for view in cx.tables().filter(|it| !it.facts.incoming.is_empty()) {
        let Some(key) = &view.table.primary_key else { continue };
        for place in key.columns.iter().filter_map(|it| view.facts.column(it)) {
            let column = &view.table.columns[place];
            let is_wide = match cx.column_scalar(&column.ty) {
                // A type without a bound says nothing of how long the values are.
                Some(ScalarType::Varchar(n)) => n > MOST,
                Some(ScalarType::Bytes(n)) => n.is_some_and(|it| it > MOST),
                _ => false,
            };
            // A column that refers to another table is that table's concern.
            let is_own =
                !view.table.foreign_keys.iter().any(|it| it.columns.contains(&column.name));
            if is_wide && is_own {
                let (name, table) = (cx.column_title(column), cx.table_title(view.table));
                let message = format!("whatever refers to `{table}` repeats its long `{name}`");
                let help = "make it `unique`, and let a number or a short code be the key";
                out.push(out.at(column.span, message).help(help));
            }
        }
    }
}
