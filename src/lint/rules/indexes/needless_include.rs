//! `needless-include`: an index carries a column that it searches by.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "needless-include",
        summary: "An index carries a column that it searches by",
        docs: "\
What is searched by is in the index already. `include` is for what is only read.

Bad:

```erd
entity Seat {
  id bigint key identity
  row_no int
  letter varchar(1)

  index (row_no) include (row_no, letter)
}
```

Good:

```erd
entity Chair {
  id bigint key identity
  row_no int
  letter varchar(1)

  index (row_no) include (letter)
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
        for index in view.table.indexes.iter().filter(|it| !it.include.is_empty()) {
            let twice = index
                .include
                .iter()
                .find(|name| index.items.iter().any(|it| it.as_column() == Some(name)));
            if let Some(name) = twice {
                let names = cx.column_names(view.table, std::slice::from_ref(name));
                let message = format!("this index carries {names} and searches by it");
                out.push_of(
                    view.table.span,
                    out.at(index.span, message).help("leave it out of `include`"),
                );
            }
        }
    }
}
