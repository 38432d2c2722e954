//! `nullable-unique`: a reference that may be missing lets a unique constraint through.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::schema::{Column, LogicalType, Origin};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "nullable-unique",
        summary: "A reference that may be missing lets a unique constraint through",
        docs: "\
In SQL two nulls are not equal, so a row whose reference is missing is never the same as another one. A unique
constraint over an optional parent and a name holds inside every parent, and not at all at the top.

Bad:

```erd
entity Folder {
  id bigint key identity
  parent Folder?
  title varchar(80)

  unique (parent, title)
}
```

Good:

```erd
entity Shelf {
  id bigint key identity
  parent Shelf?
  title varchar(80)

  unique shelf_title: (parent, title) where parent is not null
  unique shelf_top_title: (title) where parent is null
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
        for unique in view.table.uniques.iter().filter(|it| !it.nulls_not_distinct) {
            let columns = || {
                let places = unique.columns.iter().filter_map(|it| view.facts.column(it));
                places.map(|it| &view.table.columns[it])
            };
            let has_own = columns().any(|it| !it.is_nullable && !is_reference(cx, it));
            let Some(optional) = columns().find(|it| it.is_nullable && is_reference(cx, it)) else {
                continue;
            };
            if !has_own || unique.columns.len() < 2 {
                continue;
            }
            let message = format!(
                "rows of `{}` without `{}` are never the same as others",
                cx.table_title(view.table),
                cx.column_title(optional),
            );
            let help = "add `nulls not distinct`, or a second unique constraint `where … is null`";
            out.push(
                out.at(unique.span, message)
                    .because(optional.span, "this may be missing")
                    .help(help),
            );
        }
    }
}

fn is_reference(cx: &Context<'_>, column: &Column<LogicalType>) -> bool {
    match column.origin {
        Origin::Attribute(id) => cx.model.attributes[id].reference.is_some(),
        Origin::Role(_) => true,
        Origin::None
        | Origin::Entity(_)
        | Origin::Relationship(_)
        | Origin::Hierarchy(_)
        | Origin::Lowering => false,
    }
}
