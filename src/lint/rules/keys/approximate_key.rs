//! `approximate-key`: a key holds a binary fraction.

use crate::base::{Code, Name, ScalarType, Span};
use crate::lint::context::TableView;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "approximate-key",
        summary: "A key holds a binary fraction",
        docs: "\
`real` and `double` hold the nearest binary fraction: 0.1 as one program computes it and 0.1 as another does need
not be equal. Equality is all that a key asks of its values.

Bad:

```erd
entity Mark {
  position double key
  label varchar(80)
}
```

Good:

```erd
entity Notch {
  position decimal(12, 3) key
  label varchar(80)
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
        if let Some(key) = &view.table.primary_key {
            look(cx, out, &view, &key.columns, key.span);
        }
        for unique in &view.table.uniques {
            look(cx, out, &view, &unique.columns, unique.span);
        }
    }
}

fn look(cx: &Context<'_>, out: &mut Findings, view: &TableView<'_>, columns: &[Name], span: Span) {
    for place in columns.iter().filter_map(|it| view.facts.column(it)) {
        let column = &view.table.columns[place];
        if matches!(cx.column_scalar(&column.ty), Some(ScalarType::Real | ScalarType::Double)) {
            let (name, table) = (cx.column_title(column), cx.table_title(view.table));
            let message =
                format!("`{table}` is told apart by `{name}`, which is only nearly exact");
            out.push(out.at(span, message).help("give it a `decimal(p, s)`, or another key"));
        }
    }
}
