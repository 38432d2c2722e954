//! `duplicate-foreign-key`: two foreign keys say the same.

use crate::base::{Code, Span};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use rustc_hash::FxHashMap;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "duplicate-foreign-key",
        summary: "Two foreign keys say the same",
        docs: "\
The second one checks every row once more and can never find anything. Often one of the two was meant for
another column.

Bad:

```erd
entity Country { code char(2) key }
entity Port {
  id bigint key identity
  country_code char(2) references Country(code)

  foreign key (country_code) references Country (code)
  index (country_code)
}
```

Good:

```erd
entity State { code char(2) key }
entity Harbour {
  id bigint key identity
  state_code char(2) references State(code)

  index (state_code)
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
        let mut seen: FxHashMap<_, Span> = FxHashMap::default();
        for key in &view.table.foreign_keys {
            let mut pairs: Vec<_> = key.columns.iter().zip(&key.target_columns).collect();
            pairs.sort_unstable();
            let Some(first) = seen.insert((&key.target, pairs), key.span) else { continue };
            let names = cx.column_names(view.table, &key.columns);
            let message = format!("{names} of `{}` refer there twice", cx.table_title(view.table));
            let message = if key.columns.len() == 1 {
                message.replace(" refer ", " refers ")
            } else {
                message
            };
            out.push(
                out.at(key.span, message).because(first, "once here").help("keep one of the two"),
            );
        }
    }
}
