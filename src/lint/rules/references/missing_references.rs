//! `missing-references`: nothing in the model refers to anything.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "missing-references",
        summary: "Nothing in the model refers to anything",
        docs: "\
Five entities and no reference among them: the connections live in the heads of programmers and in the names of
columns. A database that does not know them cannot keep them.

Bad:

```erd
entity Film { id bigint key identity }
entity Actor { id bigint key identity }
entity Studio { id bigint key identity }
entity Cinema { id bigint key identity }
entity Showing {
  id bigint key identity
  film_title varchar(80)
}
```

Good:

```erd
entity Song { id bigint key identity }
entity Singer { id bigint key identity }
entity Label { id bigint key identity }
entity Studio { id bigint key identity }
entity Recording {
  id bigint key identity
  song Song
}
```
",
    },
    group: Group::References,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    let n_entities = cx.model.entities.len();
    let Some(first) = cx.model.entities.values().next() else { return };
    if n_entities >= 5 && cx.model.graph().edges().next().is_none() {
        let message = format!("none of {n_entities} entities refers to another");
        out.push(
            out.at(first.name_span, message).help("let what belongs together refer to each other"),
        );
    }
}
