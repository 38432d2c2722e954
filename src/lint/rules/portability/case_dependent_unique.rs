//! `case-dependent-unique`: whether two texts are the same depends on the database.

use crate::base::{Code, ScalarType};
use crate::lint::words::Words;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "case-dependent-unique",
        summary: "Whether two texts are the same depends on the database",
        docs: "\
`Ada@example.org` and `ada@example.org` are two addresses in PostgreSQL and SQLite, and one in MySQL and MariaDB as
they are usually set up. A unique constraint over `lower(…)` means the same everywhere. Off by default.

Bad:

```erd
entity Reader {
  id bigint key identity
  email varchar(254) unique
}
```

Good:

```erd
entity Writer {
  id bigint key identity
  email varchar(254)

  unique (lower(email))
}
```
",
    },
    group: Group::Portability,
    level: Level::Allow,
    needs: Needs::Schema,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for view in cx.tables() {
        for unique in &view.table.uniques {
            for place in unique.columns.iter().filter_map(|it| view.facts.column(it)) {
                let column = &view.table.columns[place];
                let is_text = matches!(
                    cx.column_scalar(&column.ty),
                    Some(ScalarType::Varchar(_) | ScalarType::Text)
                );
                let typed_by_people =
                    Words::of(&column.name).has(&["email", "login", "username", "name"]);
                if is_text && typed_by_people && column.collation.is_none() {
                    let message = format!(
                        "capitals may or may not tell one `{}` from another",
                        cx.column_title(column)
                    );
                    let help = format!("say `unique (lower({}))`", cx.column_title(column));
                    out.push_of(view.table.span, out.at(unique.span, message).help(help));
                }
            }
        }
    }
}
