//! `self-row-reference`: a foreign key refers from each row to that very row.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "self-row-reference",
        summary: "A foreign key refers from each row to that very row",
        docs: "\
Its columns are the key that they refer to, so it holds always and says nothing. Another column was meant.

Bad:

```erd
entity Employee {
  id bigint key

  foreign key (id) references Employee (id)
}
```

Good:

```erd
entity Worker {
  id bigint key
  boss_id bigint?

  foreign key (boss_id) references Worker (id)
  index (boss_id)
}
```
",
    },
    group: Group::References,
    level: Level::Deny,
    needs: Needs::Schema,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for view in cx.tables() {
        for key in view.table.foreign_keys.iter().filter(|it| it.target == view.table.name) {
            if key.columns.iter().eq(&key.target_columns) {
                let message =
                    format!("each `{}` refers to itself alone", cx.table_title(view.table));
                out.push(
                    out.at(key.span, message).help("name the column that refers to another row"),
                );
            }
        }
    }
}
