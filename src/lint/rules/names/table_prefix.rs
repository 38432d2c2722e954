//! `table-prefix`: a table does not start with the prefix of the project.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "table-prefix",
        summary: "A table does not start with the prefix of the project",
        docs: "\
Where several programs share a schema, a prefix tells whose a table is. Say in `erc.toml` which one is yours:

```toml
[lint.options]
table-prefix = \"crm_\"
```

Without that line the rule finds nothing.

Bad:

```erd
entity Lead { id bigint key identity }
```

Good:

```erd
entity Prospect @table(\"crm_prospect\") { id bigint key identity }
```
",
    },
    group: Group::Names,
    level: Level::Warn,
    needs: Needs::Schema,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    let Some(prefix) = &cx.options.table_prefix else { return };
    for view in cx.tables() {
        let name = &view.table.name.name;
        if !name.starts_with(prefix.as_str()) {
            let message = format!("table `{name}` does not start with `{prefix}`");
            out.push(
                out.at(view.table.span, message).help(format!("add `@table(\"{prefix}{name}\")`")),
            );
        }
    }
}
