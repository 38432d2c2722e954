//! `single-database-item`: something exists in one of several databases only.

use crate::base::{Code, DialectSet, Span};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "single-database-item",
        summary: "Something exists in one of several databases only",
        docs: "\
`@postgres` on an index or attribute means that the other databases do without. Off by default: that is what it is
for. Teams that want every database alike turn it on.

Bad:

```erd
entity Film {
  id bigint key identity
  summary text? @postgres
}
```

Good:

```erd
entity Movie {
  id bigint key identity
  summary text?
}
```
",
    },
    group: Group::Portability,
    level: Level::Allow,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    if cx.dialects().count() < 2 {
        return;
    }
    let mut look = |only: DialectSet, span: Span| {
        let missing: Vec<&str> =
            cx.dialects().filter(|it| !only.admits(*it)).map(|it| it.title()).collect();
        if !missing.is_empty() {
            let message = format!("{} do without this", missing.join(", "));
            out.push(out.at(span, message).help("find a form that all of them take"));
        }
    };
    cx.attributes().for_each(|(_, it)| look(it.metadata.only, it.name_span));
    for (_, entity) in cx.entities() {
        look(entity.metadata.only, entity.name_span);
        entity.indexes.iter().for_each(|it| look(it.metadata.only, it.span));
        entity.uniques.iter().for_each(|it| look(it.metadata.only, it.span));
        entity.checks.iter().for_each(|it| look(it.metadata.only, it.span));
    }
}
