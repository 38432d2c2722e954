//! `index-on-enum`: an index is over a handful of values alone.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::schema::LogicalType;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "index-on-enum",
        summary: "An index is over a handful of values alone",
        docs: "\
A status has four values, so an index over it alone leads to a quarter of the rows. Off by default: values are
seldom spread evenly, and `failed` may be the one that is asked for.

Bad:

```erd
enum State { open, closed }
entity Task {
  id bigint key identity
  state State

  index (state)
}
```

Good:

```erd
enum Phase { running, done }
entity Job {
  id bigint key identity
  phase Phase

  index (id) where phase = running
}
```
",
    },
    group: Group::Indexes,
    level: Level::Allow,
    needs: Needs::Schema,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for view in cx.tables() {
        for index in view.table.indexes.iter().filter(|it| it.predicate.is_none() && !it.is_unique)
        {
            let [item] = index.items.as_slice() else { continue };
            let Some(place) = item.as_column().and_then(|it| view.facts.column(it)) else {
                continue;
            };
            let column = &view.table.columns[place];
            if matches!(column.ty, LogicalType::Enum(_)) {
                let message =
                    format!("an index over `{}` alone leads to many rows", cx.column_title(column));
                let help = "index what is asked for, `where` it has the value that is looked for";
                out.push_of(view.table.span, out.at(index.span, message).help(help));
            }
        }
    }
}
