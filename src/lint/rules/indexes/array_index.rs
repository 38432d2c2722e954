//! `array-index`: an index compares lists as a whole.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::schema::LogicalType;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "array-index",
        summary: "An index compares lists as a whole",
        docs: "\
The usual index finds rows whose list is exactly the one asked for. Rows whose list holds a value are found by
`using gin`, in PostgreSQL alone.

Bad:

```erd
entity Recipe {
  id bigint key identity
  labels text[]

  index (labels) @postgres
}
```

Good:

```erd
entity Dish {
  id bigint key identity
  labels text[]

  index (labels) using gin @postgres
}
```
",
    },
    group: Group::Indexes,
    level: Level::Warn,
    needs: Needs::Schema,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for view in cx.tables() {
        for index in view.table.indexes.iter().filter(|it| it.method.is_none()) {
            let places = index.items.iter().filter_map(|it| view.facts.column(it.as_column()?));
            let is_list =
                |it: &&crate::schema::Column<LogicalType>| matches!(it.ty, LogicalType::Array(_));
            if let Some(column) = places.map(|it| &view.table.columns[it]).find(is_list) {
                let message =
                    format!("this finds rows whose whole `{}` is equal", cx.column_title(column));
                out.push_of(
                    view.table.span,
                    out.at(index.span, message).help("say `using gin`, and `@postgres`"),
                );
            }
        }
    }
}
