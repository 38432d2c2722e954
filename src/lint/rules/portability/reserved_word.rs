//! `reserved-word`: a name is a reserved word of a database.

use crate::base::{Code, DialectId, Name, Span};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::schema::QualifiedName;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "reserved-word",
        summary: "A name is a reserved word of a database",
        docs: "\
erc quotes every name, so the tables are made. Whoever writes a query by hand has to quote it too, in the way of
each database, and finds out by a syntax error.

Bad:

```erd
entity `Order` {
  id bigint key identity
}
```

Good:

```erd
entity Purchase {
  id bigint key identity
}
```
",
    },
    group: Group::Portability,
    level: Level::Warn,
    needs: Needs::Schema,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for view in cx.tables() {
        let QualifiedName { name, .. } = &view.table.name;
        report(cx, out, &format!("table `{name}`"), name, view.table.span);
        for column in view.table.columns.iter().filter(|it| !it.span.is_nowhere()) {
            // A column of a reference is named for the key it holds as well.
            report(cx, out, &format!("column `{}`", column.name), &column.name, column.span);
        }
    }
}

fn report(cx: &Context<'_>, out: &mut Findings, what: &str, name: &Name, span: Span) {
    let lower = name.to_ascii_lowercase();
    let is_reserved = |it: &DialectId| {
        crate::dialect::of(*it).reserved_words().binary_search(&lower.as_str()).is_ok()
    };
    let all: Vec<DialectId> = cx.dialects().filter(is_reserved).collect();
    let titles: Vec<&str> = all.iter().map(|it| it.title()).collect();
    // A word that one of several databases keeps is quoted there alone.
    if !titles.is_empty() && titles.len() * 2 >= cx.dialects().count() {
        let message = format!("{what} has to be quoted in {}", titles.join(", "));
        out.push(out.at(span, message).help("choose another name"));
    }
}
