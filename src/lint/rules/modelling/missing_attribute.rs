//! `missing-attribute`: an entity lacks an attribute that the project wants everywhere.

use crate::base::{Code, Name};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "missing-attribute",
        summary: "An entity lacks an attribute that the project wants everywhere",
        docs: "\
Where every table has to say when a row was made, one that does not is found when it matters. Say in `erc.toml`
which attributes every entity must have:

```toml
[lint.options]
mandatory-attributes = [\"created_at\", \"updated_at\"]
```

Without that line the rule finds nothing.

Bad:

```erd
entity Lead { id bigint key identity }
```

Good:

```erd
mixin Audited { created_at timestamptz = now() }
entity Prospect with Audited { id bigint key identity }
```
",
    },
    group: Group::Modelling,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, entity) in cx.entities().filter(|(_, it)| it.supertype.is_none() && !it.is_incomplete) {
        let has = |name: &Name| cx.attributes_of(entity).any(|(_, it)| it.name == *name);
        let missing = cx.options.mandatory_attributes.iter().filter(|it| !has(it));
        let missing: Vec<String> = missing.map(|it| format!("`{it}`")).collect();
        if !missing.is_empty() {
            let message = format!("`{}` has no {}", entity.name, missing.join(", "));
            out.push(out.at(entity.name_span, message).help("add it, best by a mixin"));
        }
    }
}
