//! `numbered-entities`: entities are counted by their names.

use crate::base::Code;
use crate::lint::words::numbered;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use rustc_hash::FxHashMap;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "numbered-entities",
        summary: "Entities are counted by their names",
        docs: "\
`Sales2023` and `Sales2024` are one kind of thing, split by a value that stands in the name of the table. Every new
year is a migration, and every question across years names them all. The value belongs into a column; how rows are
spread is for the database to decide (partitions).

Bad:

```erd
entity Sales2023 { id bigint key identity }
entity Sales2024 { id bigint key identity }
```

Good:

```erd
entity Sale {
  id bigint key identity
  year smallint
}
```
",
    },
    group: Group::NormalForm,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    let mut seen: FxHashMap<&str, &crate::model::Entity> = FxHashMap::default();
    for (_, entity) in cx.entities() {
        let Some((stem, _)) = numbered(&entity.name) else { continue };
        let Some(first) = seen.get(stem) else {
            seen.insert(stem, entity);
            continue;
        };
        // Two things that happen to end in a number have different attributes.
        let names = |it: &crate::model::Entity| -> Vec<_> {
            it.attributes.iter().map(|it| cx.model.attributes[*it].name.clone()).collect()
        };
        if names(first) == names(entity) {
            let message = format!("`{}` is another `{stem}`", entity.name);
            let finding =
                out.at(entity.name_span, message).because(first.name_span, "the first one");
            out.push(finding.help("make it one entity, and the number an attribute"));
        }
    }
}
