//! `duplicate-unique`: the same attributes are unique twice.

use crate::base::{Code, Span};
use crate::lint::column_sets::ColumnSets;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use rustc_hash::FxHashMap;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "duplicate-unique",
        summary: "The same attributes are unique twice",
        docs: "\
A second constraint over the same columns can never refuse what the first lets through. The database still
keeps an index for it, and every insert pays.

Bad:

```erd
entity Member {
  id bigint key identity
  email varchar(254) unique

  unique member_email: (email)
}
```

Good:

```erd
entity Reader {
  id bigint key identity
  email varchar(254) unique
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
        let sets = ColumnSets::of(&view);
        let mut seen: FxHashMap<&[usize], Span> = FxHashMap::default();
        for item in &sets.items {
            let Some(first) = seen.insert(&item.columns, item.span) else { continue };
            let (names, table) =
                (cx.column_names(view.table, item.names), cx.table_title(view.table));
            let verb = if item.columns.len() == 1 { "is" } else { "are" };
            let message = format!("{names} of `{table}` {verb} unique twice");
            let finding = out.at(item.span, message).because(first, "here already");
            out.push(finding.help("keep one of the two"));
        }
    }
}
