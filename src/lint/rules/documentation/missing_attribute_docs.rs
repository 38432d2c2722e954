//! `missing-attribute-docs`: an attribute says nothing about itself.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "missing-attribute-docs",
        summary: "An attribute says nothing about itself",
        docs: "\
Where a model is the contract between teams, every column deserves a sentence: its unit, who sets it, what its
absence means. Off by default.

Bad:

```erd
entity Parcel {
  id bigint key identity
  girth int
}
```

Good:

```erd
entity Crate {
  id bigint key identity                            /// Counted up by the database.
  girth int                                         /// In millimetres, around the longest side.
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
    for (_, attribute) in cx.attributes().filter(|(_, it)| it.docs.is_none()) {
        let message = format!("attribute `{}` is not described", cx.title(attribute));
        let finding = out.at(attribute.name_span, message);
        let finding = finding.help("say what it holds: `/// …` above it or behind it");
        out.push_of(cx.owner_span(attribute), finding);
    }
}
