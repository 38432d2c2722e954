//! `boolean-index`: an index is over a truth value alone.

use crate::base::{Code, ScalarType};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "boolean-index",
        summary: "An index is over a truth value alone",
        docs: "\
Half of the rows, or nearly all, are behind one entry: reading the table is faster, and the database knows. What
is seldom true can be found by an index of those rows: `where`.

Bad:

```erd
entity Parcel {
  id bigint key identity
  is_lost bool

  index (is_lost)
}
```

Good:

```erd
entity Letter {
  id bigint key identity
  is_lost bool

  index (id) where is_lost
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
        for index in view.table.indexes.iter().filter(|it| it.predicate.is_none() && !it.is_unique)
        {
            let [item] = index.items.as_slice() else { continue };
            let Some(place) = item.as_column().and_then(|it| view.facts.column(it)) else {
                continue;
            };
            let column = &view.table.columns[place];
            if cx.column_scalar(&column.ty) == Some(ScalarType::Bool) {
                let message = format!(
                    "an index over `{}` alone halves the rows at best",
                    cx.column_title(column)
                );
                let help = "index what is asked for, `where` this is true";
                out.push_of(view.table.span, out.at(index.span, message).help(help));
            }
        }
    }
}
