//! `unindexed-foreign-key`: a foreign key has no index to look it up by.

use crate::base::{Code, Name};
use crate::lint::context::TableView;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::schema::IndexItem;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "unindexed-foreign-key",
        summary: "A foreign key has no index to look it up by",
        docs: "\
A reference brings its index along; `references` and `foreign key`, which say what the database says, do not.
Without one every deletion in the other table reads this one from start to end, and so does every join from
there. MySQL and MariaDB make one anyway, under a name of their own.

Bad:

```erd
entity Agency { id bigint key identity }
entity Clerk {
  id bigint key identity
  agency_id bigint references Agency(id)
}
```

Good:

```erd
entity Office { id bigint key identity }
entity Guard {
  id bigint key identity
  office_id bigint references Office(id)

  index (office_id)
}
entity Cook {
  id bigint key identity
  office Office
}
```

Allow it where the other table never loses a row and nobody asks from there.
",
    },
    group: Group::References,
    level: Level::Warn,
    needs: Needs::Schema,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for view in cx.tables() {
        for key in view.table.foreign_keys.iter().filter(|it| !is_served(&view, &it.columns)) {
            let names = cx.column_names(view.table, &key.columns);
            let message =
                format!("no index of `{}` starts with {names}", cx.table_title(view.table));
            let help =
                format!("add `index ({})`, or let the type be the entity", names.replace('`', ""));
            out.push_of(view.table.span, out.at(key.span, message).help(help));
        }
    }
}

/// Whether a key or an index over all rows starts with these columns, in whatever order, or leads to one row by
/// some of them.
fn is_served(view: &TableView<'_>, columns: &[Name]) -> bool {
    let starts = |them: &[&Name]| {
        them.len() >= columns.len() && them[..columns.len()].iter().all(|it| columns.contains(it))
    };
    let is_inside = |them: &[Name]| them.iter().all(|it| columns.contains(it));
    let mut keys = view
        .table
        .primary_key
        .iter()
        .map(|it| &it.columns)
        .chain(view.table.uniques.iter().map(|it| &it.columns));
    if keys.any(|it| is_inside(it)) {
        return true;
    }
    let table = view.table;
    let key = table.primary_key.iter().map(|it| it.columns.iter().collect::<Vec<_>>());
    let uniques = table.uniques.iter().map(|it| it.columns.iter().collect());
    let whole = table.indexes.iter().filter(|it| it.predicate.is_none());
    let indexes = whole.map(|it| it.items.iter().map_while(IndexItem::as_column).collect());
    key.chain(uniques).chain(indexes).any(|it: Vec<&Name>| starts(&it))
}
