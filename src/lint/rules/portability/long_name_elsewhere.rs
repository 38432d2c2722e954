//! `long-name-elsewhere`: a name is too long for other databases.

use crate::base::{Code, Name, Span};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "long-name-elsewhere",
        summary: "A name is too long for other databases",
        docs: "\
Oracle before 12.2 takes 30 bytes for a name, and so do many reports and mappers. Off by default.

Bad:

```erd
entity AverageNumberOfVisitorsForEachDay {
  id bigint key identity
}
```

Good:

```erd
entity DailyVisitors {
  id bigint key identity
}
```
",
    },
    group: Group::Portability,
    level: Level::Allow,
    needs: Needs::Schema,
    check,
};

const MOST: usize = 30;

fn check(cx: &Context<'_>, out: &mut Findings) {
    for view in cx.tables() {
        let mut look = |name: &Name, span: Span| {
            if name.len() > MOST {
                let message = format!("`{name}` takes {} bytes", name.len());
                out.push_of(
                    view.table.span,
                    out.at(span, message).help(format!("use {MOST} at most")),
                );
            }
        };
        look(&view.table.name.name, view.table.span);
        view.table.columns.iter().for_each(|it| look(&it.name, it.span));
    }
}
