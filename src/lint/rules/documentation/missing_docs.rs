//! `missing-docs`: an entity, relationship, view or union says nothing about itself.

use crate::base::{Code, Name, Span};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "missing-docs",
        summary: "An entity, relationship, view or union says nothing about itself",
        docs: "\
A sentence that says what one row stands for settles more questions than any diagram, and it travels: erc writes
it into the database as a comment, into diagrams and into the pages of the model. Off by default, since a
sentence that repeats the name is worse than none.

Bad:

```erd
entity Ledger {
  id bigint key identity
}
```

Good:

```erd
/// One book of the company, closed once a year.
entity Journal {
  id bigint key identity
}
```
",
    },
    group: Group::Documentation,
    level: Level::Allow,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    let model = cx.model;
    let mut look = |kind: &str, name: &Name, docs: &Option<String>, span: Span| {
        if docs.is_none() {
            let message = format!("{kind} `{name}` is not described");
            let help = "say above it what one of it stands for: `/// …`";
            out.push(out.at(span, message).help(help));
        }
    };
    model.entities.values().for_each(|it| look("entity", &it.name, &it.docs, it.name_span));
    model
        .relationships
        .values()
        .for_each(|it| look("relationship", &it.name, &it.docs, it.name_span));
    model.unions.values().for_each(|it| look("union", &it.name, &it.docs, it.name_span));
    model.views.values().for_each(|it| look("view", &it.name, &it.docs, it.name_span));
}
