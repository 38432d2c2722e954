//! `too-many-indexes`: a table has very many indexes.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "too-many-indexes",
        summary: "A table has very many indexes",
        docs: "\
Every insert writes to each of them, and so does every update of an indexed column. `max-indexes` in
`[lint.options]` says how many are too many; without it they are more than twelve.

Bad:

```erd
entity Cube {
  id bigint key identity
  a int
  b int
  c int
  d int

  index (a)
  index (b)
  index (c)
  index (d)
  index (a, b)
  index (a, c)
  index (a, d)
  index (b, c)
  index (b, d)
  index (c, d)
  index (d, c)
  index (d, b)
  index (d, a)
}
```

Good:

```erd
entity Line {
  id bigint key identity
  a int
  b int

  index (a, b)
  index (b)
}
```
",
    },
    group: Group::Indexes,
    level: Level::Info,
    needs: Needs::Schema,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for view in cx.tables() {
        let n = view.table.indexes.len()
            + view.table.uniques.len()
            + usize::from(view.table.primary_key.is_some());
        if n > cx.options.max_indexes {
            let message = format!(
                "every new row of `{}` is written to {n} indexes",
                cx.table_title(view.table)
            );
            out.push(out.at(view.table.span, message).help("keep those that a query needs"));
        }
    }
}
