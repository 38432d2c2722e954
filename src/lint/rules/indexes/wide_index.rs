//! `wide-index`: an index has very many columns.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "wide-index",
        summary: "An index has very many columns",
        docs: "\
Each column makes it larger, and from the fourth on hardly any query gets further by it. Often it was meant for one
query that reads nothing but the index, which `include` says.

Bad:

```erd
entity Trip {
  id bigint key identity
  origin varchar(8)
  target varchar(8)
  class varchar(8)
  season varchar(8)
  since date
  seats int

  index (origin, target, class, season, since, seats)
}
```

Good:

```erd
entity Tour {
  id bigint key identity
  origin varchar(8)
  target varchar(8)
  since date
  seats int

  index (origin, target) include (since, seats)
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
        for index in view.table.indexes.iter().filter(|it| it.items.len() > 5 && !it.is_unique) {
            let message = format!(
                "an index of `{}` has {} columns",
                cx.table_title(view.table),
                index.items.len()
            );
            let help = "keep the first few, and `include` what is only read";
            out.push_of(view.table.span, out.at(index.span, message).help(help));
        }
    }
}
