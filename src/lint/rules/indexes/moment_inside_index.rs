//! `moment-inside-index`: a moment stands before other columns of an index.

use crate::base::{Code, ScalarType};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "moment-inside-index",
        summary: "A moment stands before other columns of an index",
        docs: "\
Moments are asked for by range. Behind a range the order of an index is lost, so what stands behind the moment
filters row by row. Put what is asked for by equality first.

Bad:

```erd
entity Entry {
  id bigint key identity
  booked_at timestamptz
  account int
  amount int

  index (booked_at, account, amount)
}
```

Good:

```erd
entity Item {
  id bigint key identity
  booked_at timestamptz
  account int

  index (account, booked_at)
}
```

Allow it where the columns behind it are only there to be read.
",
    },
    group: Group::Indexes,
    level: Level::Info,
    needs: Needs::Schema,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for view in cx.tables() {
        for index in view.table.indexes.iter().filter(|it| it.items.len() > 1 && !it.is_unique) {
            let inner = &index.items[..index.items.len() - 1];
            let columns = inner
                .iter()
                .filter(|it| !it.descending)
                .filter_map(|it| view.facts.column(it.as_column()?));
            let moment = columns.map(|it| &view.table.columns[it]).find(|it| {
                matches!(
                    cx.column_scalar(&it.ty),
                    Some(ScalarType::Timestamp | ScalarType::TimestampTz)
                )
            });
            if let Some(column) = moment {
                let message = format!(
                    "what stands behind `{}` is filtered row by row",
                    cx.column_title(column)
                );
                out.push_of(
                    view.table.span,
                    out.at(index.span, message).help("put the moment last"),
                );
            }
        }
    }
}
