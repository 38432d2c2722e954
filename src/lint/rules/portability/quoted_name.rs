//! `quoted-name`: a name has to be quoted wherever it is used.

use crate::base::{Code, Name};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "quoted-name",
        summary: "A name has to be quoted wherever it is used",
        docs: "\
A blank, a dash or a capital letter in the name of a table or column means quotes in every query, report and
script, for as long as it lives; capital letters do so in databases that take them for small ones. Names in the model
may look as they like; `@table` and `@column` say another one for the database.

Bad:

```erd
entity Meter {
  id bigint key identity
  `reading (kWh)` int
}
```

Good:

```erd
entity Gauge {
  id bigint key identity
  reading_kwh int
}
```

Allow it on an entity whose columns go by the names of a standard.
",
    },
    group: Group::Portability,
    level: Level::Info,
    needs: Needs::Schema,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    let has_case = |it| !crate::dialect::of(it).capabilities().names.ignores_case;
    let has_case = cx.dialects().any(has_case);
    let needs_quotes = |name: &str| needs_quotes(name, has_case);
    for view in cx.tables() {
        let names = view.table.columns.iter().map(|it| &it.name);
        let quoted: Vec<&Name> = names.filter(|it| needs_quotes(it)).collect();
        let table = &view.table.name.name;
        let title = cx.table_title(view.table);
        let message = match (needs_quotes(table), quoted.as_slice()) {
            (false, []) => continue,
            (true, []) => format!("table `{table}` has to be quoted everywhere"),
            (_, [one]) => format!("column `{one}` of `{title}` has to be quoted everywhere"),
            (_, [first, ..]) => {
                format!(
                    "{} columns of `{title}`, such as `{first}`, have to be quoted everywhere",
                    quoted.len()
                )
            }
        };
        out.push(
            out.at(view.table.span, message)
                .help("use letters, digits and `_`, or say `@column(\"…\")`"),
        );
    }
}

/// Letters of other scripts need none in any of the databases, capital ones where one `has_case`.
fn needs_quotes(name: &str, has_case: bool) -> bool {
    let starts_well = name.chars().next().is_some_and(|it| it.is_alphabetic() || it == '_');
    !starts_well
        || name
            .chars()
            .any(|it| !it.is_alphanumeric() && it != '_' || has_case && it.is_uppercase())
}
