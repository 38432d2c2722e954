//! `mandatory-self-reference`: every row must refer to another one of its table.

use crate::base::{Code, Name};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "mandatory-self-reference",
        summary: "Every row must refer to another one of its table",
        docs: "\
The first row has nobody to refer to but itself, and neither has the top of any tree. Whoever fills the table
has to invent a row that refers to itself, and every query has to know about it.

Bad:

```erd
entity Category {
  id bigint key identity
  parent Category
}
```

Good:

```erd
entity Topic {
  id bigint key identity
  parent Topic?
}
```

Allow it where a row that refers to itself is the convention.
",
    },
    group: Group::References,
    level: Level::Warn,
    needs: Needs::Schema,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for view in cx.tables() {
        let key_columns = view.table.primary_key.iter().flat_map(|it| &it.columns);
        let key_columns: Vec<&Name> = key_columns.collect();
        for key in view.table.foreign_keys.iter().filter(|it| it.target == view.table.name) {
            let is_optional = |name: &Name| view.table.column(name).is_none_or(|it| it.is_nullable);
            // A link between two rows is a table of its own, and a key part is what it links.
            let is_own = !key.columns.iter().all(|it| key_columns.contains(&it));
            if is_own && key.columns != key.target_columns && !key.columns.iter().any(is_optional) {
                let name = cx.column_names(view.table, &key.columns);
                let message =
                    format!("the first `{}` has no {name} to refer to", cx.table_title(view.table));
                out.push(out.at(key.span, message).help("make it optional: `?`"));
            }
        }
    }
}
