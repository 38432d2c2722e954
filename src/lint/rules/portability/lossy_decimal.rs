//! `lossy-decimal`: a database holds a decimal as a binary fraction.

use crate::base::{Code, ScalarType};
use crate::lint::words::Words;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "lossy-decimal",
        summary: "A database holds a decimal as a binary fraction",
        docs: "\
SQLite has no exact fractions: a decimal with digits behind the point becomes a binary fraction, and sums of money
can be off by the last cent. Whole cents in a `bigint` are exact everywhere.

Bad:

```erd
entity Bill {
  id bigint key identity
  total decimal(12, 2)
}
```

Good:

```erd
entity Receipt {
  id bigint key identity
  total_cents bigint
}
```
",
    },
    group: Group::Portability,
    level: Level::Info,
    needs: Needs::Native,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for &(dialect, schema) in cx.input.native {
        for (view, table) in cx.tables().zip(schema.tables.values()) {
            for column in &table.columns {
                let Some(place) = view.facts.column(&column.name) else { continue };
                let logical = &view.table.columns[place];
                let is_exact = matches!(cx.column_scalar(&logical.ty), Some(ScalarType::Decimal { scale, .. }) if scale > 0);
                let is_inexact =
                    matches!(column.ty.name.as_str(), "real" | "double" | "float" | "REAL");
                // Said once for a model: the answer is the same for all of them.
                if is_exact && is_inexact && !Words::of(&column.name).has(&["rate", "ratio"]) {
                    let message = format!(
                        "{} holds `{}` as a binary fraction",
                        dialect.title(),
                        cx.column_title(logical)
                    );
                    out.push_of(
                        table.span,
                        out.at(column.span, message).help("count whole cents, or allow it"),
                    );
                    return;
                }
            }
        }
    }
}
