//! `redundant-index`: another index or key starts with the columns of an index.

use rustc_hash::FxHashMap;

use crate::base::{Code, Name, Span};
use crate::lint::context::TableView;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::schema::{Index, IndexItem};

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
        let ways = ways(&view);
        for index in view.table.indexes.iter().filter(|it| is_plain(it) && !it.is_unique) {
            let Some(own) = way(index).filter(|_| index.include.is_empty()) else { continue };
            let Some((first, _)) = own.columns.first() else { continue };
            let better = ways.get(first).into_iter().flatten().find(|it| it.serves(&own));
            if let Some(better) = better {
                let names: Vec<Name> = own.columns.iter().map(|it| it.0.clone()).collect();
                let names = cx.column_names(view.table, &names);
                let table = cx.table_title(view.table);
                let message = format!("{names} of `{table}` can be looked up without this index");
                let finding = out.at(index.span, message);
                let finding = finding.because(better.span, "this starts with the same");
                out.push_of(view.table.span, finding.help("take the shorter one away"));
            }
        }
    }
}

/// A way to find rows: by columns, each smallest or greatest first.
struct Way<'a> {
    columns: Vec<(&'a Name, bool)>,
    is_constraint: bool,
    span: Span,
}

impl Way<'_> {
    /// Whether it finds all that `index` finds, in the same order. Of two indexes over the same columns
    /// `duplicate-index` speaks.
    fn serves(&self, index: &Way<'_>) -> bool {
        let starts = match index.columns.as_slice() {
            // One column can be read from either end.
            [(name, _)] => self.columns.first().is_some_and(|it| it.0 == *name),
            columns => self.columns.starts_with(columns),
        };
        let is_longer = self.columns.len() > index.columns.len();
        starts && self.span != index.span && (is_longer || self.is_constraint)
    }
}

/// The ways of a table by their first columns: its key, its unique constraints, its indexes over all rows.
fn ways<'a>(view: &TableView<'a>) -> FxHashMap<&'a Name, Vec<Way<'a>>> {
    let table = view.table;
    let constraint = |columns: &'a [Name], span| Way {
        columns: columns.iter().map(|it| (it, false)).collect(),
        is_constraint: true,
        span,
    };
    let key = table.primary_key.iter().map(|it| constraint(&it.columns, it.span));
    let uniques = table.uniques.iter().filter(|it| it.only.is_empty());
    let uniques = uniques.map(|it| constraint(&it.columns, it.span));
    let indexes = table.indexes.iter().filter(|it| is_plain(it)).filter_map(way);
    let mut res: FxHashMap<&Name, Vec<Way<'_>>> = FxHashMap::default();
    for way in key.chain(uniques).chain(indexes) {
        if let Some(&(first, _)) = way.columns.first() {
            res.entry(first).or_default().push(way);
        }
    }
    res
}

fn is_plain(it: &Index) -> bool {
    it.predicate.is_none() && it.method.is_none() && it.only.is_empty()
}

/// The way that an index of columns gives, compared as they usually are.
fn way(index: &Index) -> Option<Way<'_>> {
    let column = |it: &'_ IndexItem| -> bool {
        it.collation.is_none() && it.operator_class.is_none() && it.prefix_length.is_none()
    };
    let columns = index.items.iter().filter(|it| column(it));
    let columns: Vec<_> = columns.filter_map(|it| Some((it.as_column()?, it.descending))).collect();
    let is_whole = columns.len() == index.items.len();
    is_whole.then_some(Way { columns, is_constraint: false, span: index.span })
}
