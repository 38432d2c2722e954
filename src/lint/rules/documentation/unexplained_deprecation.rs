//! `unexplained-deprecation`: something is deprecated and nobody is told why.

use crate::base::{Code, Name, Span};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::Metadata;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "unexplained-deprecation",
        summary: "Something is deprecated and nobody is told why",
        docs: "\
Whoever meets `@deprecated` asks two things: what to use instead, and when it goes. A bare mark answers neither.

Bad:

```erd
entity Invoice {
  id bigint key identity
  fax varchar(40)? @deprecated
}
```

Good:

```erd
entity Receipt {
  id bigint key identity
  telex varchar(40)? @deprecated(\"nobody has sent one since 2019; goes with the next release\")
}
```
",
    },
    group: Group::Documentation,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    let mut look = |name: &Name, metadata: &Metadata, span: Span| {
        if metadata.deprecated.as_deref().is_some_and(|it| it.trim().is_empty()) {
            let message = format!("`{name}` is deprecated and nobody is told why");
            let help = "say what to use instead: `@deprecated(\"…\")`";
            out.push(out.at(span, message).help(help));
        }
    };
    let model = cx.model;
    model.entities.values().for_each(|it| look(&it.name, &it.metadata, it.name_span));
    model.relationships.values().for_each(|it| look(&it.name, &it.metadata, it.name_span));
    cx.attributes().for_each(|(_, it)| look(&it.name, &it.metadata, it.name_span));
}
