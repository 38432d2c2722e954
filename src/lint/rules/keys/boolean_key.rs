//! `boolean-key`: whether something is true is all that tells rows apart.

use crate::base::{Code, ScalarType};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "boolean-key",
        summary: "Whether something is true is all that tells rows apart",
        docs: "\
A key of truth values leaves room for two rows, or four, in the whole table. A `where` behind the constraint is
likely what was meant: at most one row that is the default one.

Bad:

```erd
entity Printer {
  id bigint key identity
  is_default bool

  unique (is_default)
}
```

Good:

```erd
entity Plotter {
  id bigint key identity
  floor int
  is_default bool

  unique (floor) where is_default
}
```
",
    },
    group: Group::Keys,
    level: Level::Warn,
    needs: Needs::Schema,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for view in cx.tables() {
        let key = view.table.primary_key.iter().map(|it| (&it.columns, it.span));
        let uniques = view.table.uniques.iter().map(|it| (&it.columns, it.span));
        for (columns, span) in key.chain(uniques) {
            let is_bool = |place: usize| {
                cx.column_scalar(&view.table.columns[place].ty) == Some(ScalarType::Bool)
            };
            let mut places = columns.iter().filter_map(|it| view.facts.column(it));
            if places.all(is_bool) && !columns.is_empty() {
                let n_rows = 1_u64 << columns.len().min(60);
                let message =
                    format!("`{}` has room for {n_rows} rows", cx.table_title(view.table));
                let names = cx.column_names(view.table, columns);
                let help = "add what tells rows apart, or say `where` behind the constraint";
                out.push(
                    out.at(span, message).label(format!("since {names} is unique")).help(help),
                );
            }
        }
    }
}
