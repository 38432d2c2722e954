//! `long-text-index`: an index is over a text of any length.

use crate::base::{Code, ScalarType};
use crate::lint::words::Words;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "long-text-index",
        summary: "An index is over a text of any length",
        docs: "\
PostgreSQL refuses a row whose text is longer than a third of a page, some 2700 bytes, at the time it is inserted;
MySQL and MariaDB index only its start. A hash, a bound or a search index is what is meant. A `text` whose name
promises few words, such as `title`, is not reported.

Bad:

```erd
entity Page {
  id bigint key identity
  body text

  index (body) @postgres
}
```

Good:

```erd
entity Leaf {
  id bigint key identity
  title varchar(200)

  index (title)
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
        for index in view.table.indexes.iter().filter(|it| it.method.is_none()) {
            let places = index.items.iter().filter_map(|it| view.facts.column(it.as_column()?));
            let mut columns = places.map(|it| &view.table.columns[it]);
            if let Some(column) = columns
                .find(|it| cx.column_scalar(&it.ty) == Some(ScalarType::Text) && is_long(&it.name))
            {
                let message =
                    format!("a long `{}` does not fit into an index", cx.column_title(column));
                let help = "bound it with `varchar(n)`, or say `using` and a method for texts";
                out.push_of(view.table.span, out.at(index.span, message).help(help));
            }
        }
    }
}

/// What texts are called that go on for more than a page.
const LONG: [&str; 22] = [
    "abstract",
    "article",
    "bio",
    "biography",
    "body",
    "comment",
    "content",
    "contents",
    "description",
    "details",
    "document",
    "html",
    "markdown",
    "message",
    "note",
    "notes",
    "payload",
    "remark",
    "remarks",
    "summary",
    "text",
    "transcript",
];

fn is_long(name: &str) -> bool {
    LONG.contains(&Words::of(name).last())
}
