//! `cyclic-cascade`: deletions run in a circle.

use crate::base::{Code, ReferentialAction, graph::order};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "cyclic-cascade",
        summary: "Deletions run in a circle",
        docs: "\
Each table of the circle deletes with the next one, so one deletion can empty all of them. The order depends on
the database, and some refuse the statement in the middle of it.

Bad:

```erd
entity Plan {
  id bigint key identity
  draft Draft? on delete cascade
}
entity Draft {
  id bigint key identity
  plan Plan on delete cascade
}
```

Good:

```erd
entity Scheme {
  id bigint key identity
  sketch Sketch? on delete set null
}
entity Sketch {
  id bigint key identity
  scheme Scheme on delete cascade
}
```
",
    },
    group: Group::References,
    level: Level::Warn,
    needs: Needs::Schema,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    let mut edges = Vec::new();
    for view in cx.tables() {
        let cascades =
            view.table.foreign_keys.iter().filter(|it| it.on_delete == ReferentialAction::Cascade);
        for key in cascades {
            let target = cx.facts.table(&key.target).filter(|&it| it != view.idx);
            edges.extend(target.map(|it| (view.idx, it, key.span)));
        }
    }
    let pairs: Vec<(usize, usize)> = edges.iter().map(|it| (it.0, it.1)).collect();
    for circle in order(cx.logical.tables.len(), &pairs).cycles {
        let inside: rustc_hash::FxHashSet<usize> = circle.iter().copied().collect();
        let mut spans = edges
            .iter()
            .filter(|it| inside.contains(&it.0) && inside.contains(&it.1))
            .map(|it| it.2);
        let Some(first) = spans.next() else { continue };
        let tables = circle.iter().map(|&it| &cx.logical.tables[crate::base::Id::new(it)]);
        let names: Vec<String> =
            tables.take(5).map(|it| format!("`{}`", cx.table_title(it))).collect();
        let message = format!("deletions run in a circle through {}", names.join(", "));
        let finding = spans
            .take(4)
            .fold(out.at(first, message), |it, span| it.because(span, "and on from here"));
        out.push(finding.help("let one of them be `on delete restrict` or `set null`"));
    }
}
