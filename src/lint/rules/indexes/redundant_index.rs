//! `redundant-index`: another index or key starts with the columns of an index.

use crate::base::{Code, Name, Span};
use crate::lint::context::TableView;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::schema::{Index, IndexItem};
use rustc_hash::FxHashMap;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "redundant-index",
        summary: "Another index or key starts with the columns of an index",
        docs: "\
An index over `(customer, placed_at)` finds the rows of a customer as well as one over `(customer)` does. The
shorter one costs every insert and saves nothing worth it.

Bad:

```erd
entity Guest { id bigint key identity }
entity Stay {
  id bigint key identity
  guest Guest
  arrived_on date

  index (guest)
  index (guest, arrived_on)
}
```

Good:

```erd
entity Diner { id bigint key identity }
entity Meal {
  id bigint key identity
  diner Diner
  eaten_on date

  index (diner, eaten_on desc)
  index (eaten_on)
}
```

Allow it where the longer one is several times as large and the shorter one fits in memory.
",
    },
    group: Group::Indexes,
    level: Level::Warn,
    needs: Needs::Schema,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for view in cx.tables() {
        let longer = by_first(&view);
        for index in view
            .table
            .indexes
            .iter()
            .filter(|it| is_plain(it) && !it.is_unique && it.include.is_empty())
        {
            let Some(columns) = columns(index) else { continue };
            let Some(first) = columns.first() else { continue };
            let serves = |it: &&(Vec<&Name>, Span)| {
                it.1 != index.span
                    && it.0.starts_with(&columns)
                    // Of two alike another rule speaks, unless one of them is a key.
                    && it.0.len() > columns.len() - usize::from(it.0.len() == columns.len() && is_key(&view, it.1))
            };
            let Some((_, span)) = longer.get(first).into_iter().flatten().find(serves) else {
                continue;
            };
            let names: Vec<String> = columns.iter().map(|it| it.to_string()).collect();
            let names =
                cx.column_names(view.table, &names.iter().map(Name::new).collect::<Vec<_>>());
            let message =
                format!("something longer starts with {names} of `{}`", cx.table_title(view.table));
            let finding = out.at(index.span, message).because(*span, "this finds the same rows");
            out.push_of(view.table.span, finding.help("take the shorter one away"));
        }
    }
}

fn is_key(view: &TableView<'_>, span: Span) -> bool {
    let key = view.table.primary_key.iter().map(|it| it.span);
    key.chain(view.table.uniques.iter().map(|it| it.span)).any(|it| it == span)
}

/// What can be searched by columns, by the first of them: key, unique constraints, indexes over all rows.
fn by_first<'a>(view: &TableView<'a>) -> FxHashMap<&'a Name, Vec<(Vec<&'a Name>, Span)>> {
    let table = view.table;
    let key = table.primary_key.iter().map(|it| (it.columns.iter().collect::<Vec<_>>(), it.span));
    let uniques = table
        .uniques
        .iter()
        .filter(|it| it.only.is_empty())
        .map(|it| (it.columns.iter().collect(), it.span));
    let indexes = table
        .indexes
        .iter()
        .filter(|it| is_plain(it))
        .filter_map(|it| Some((columns(it)?, it.span)));
    let mut res: FxHashMap<&Name, Vec<(Vec<&Name>, Span)>> = FxHashMap::default();
    for (columns, span) in key.chain(uniques).chain(indexes) {
        if let Some(first) = columns.first() {
            res.entry(first).or_default().push((columns, span));
        }
    }
    res
}

fn is_plain(it: &Index) -> bool {
    it.predicate.is_none() && it.method.is_none() && it.only.is_empty()
}

/// The columns of an index of columns in their usual order.
fn columns(index: &Index) -> Option<Vec<&Name>> {
    let is_usual = |it: &&IndexItem| {
        it.collation.is_none() && it.operator_class.is_none() && it.prefix_length.is_none()
    };
    index.items.iter().map(|it| Some(it).filter(is_usual)?.as_column()).collect()
}
