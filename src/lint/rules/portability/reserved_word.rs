//! `reserved-word`: a name is a reserved word of a database.

use crate::base::{Code, DialectId, Name, Span};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use indexmap::IndexMap;

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
    needs: Needs::Native,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    // What has to be quoted, where it is declared, and in which databases.
    let mut found: IndexMap<(Span, String), (Span, Vec<DialectId>)> = IndexMap::new();
    for &(dialect, schema) in cx.input.native {
        for table in schema.tables.values() {
            let name = &table.name.name;
            if is_reserved(dialect, name) {
                let key = (table.span, format!("table `{name}`"));
                found.entry(key).or_insert((table.span, Vec::new())).1.push(dialect);
            }
            for column in table.columns.iter().filter(|it| is_reserved(dialect, &it.name)) {
                let key = (column.span, format!("column `{}`", column.name));
                found.entry(key).or_insert((table.span, Vec::new())).1.push(dialect);
            }
        }
    }
    for ((span, what), (owner, dialects)) in found {
        // A word that one of many databases keeps is quoted there alone.
        if dialects.len() * 2 >= cx.input.native.len() {
            let titles: Vec<&str> = dialects.iter().map(|it| it.title()).collect();
            let message = format!("{what} has to be quoted in {}", titles.join(", "));
            out.push_of(owner, out.at(span, message).help("choose another name"));
        }
    }
}

/// Words that name functions or types and, in every one of the databases, columns and tables as well.
const HARMLESS: [&str; 13] = [
    "count",
    "date",
    "max",
    "min",
    "none",
    "now",
    "overlay",
    "position",
    "substring",
    "sum",
    "time",
    "timestamp",
    "trim",
];

/// What the functions of the SQL standard for JSON and XML start with: no database refuses these as columns but one,
/// which is reserved as a table.
fn is_function(word: &str) -> bool {
    word != "json_table" && (word.starts_with("json_") || word.starts_with("xml"))
}

fn is_reserved(dialect: DialectId, name: &Name) -> bool {
    let lower = name.to_ascii_lowercase();
    let is_known = crate::dialect::of(dialect).reserved_words().contains(&lower);
    is_known && !HARMLESS.contains(&lower.as_str()) && !is_function(&lower)
}
