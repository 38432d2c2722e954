//! `reducible-key`: a key holds more than it needs.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::normalize::OriginKind;
use crate::theory::DependencyId;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "reducible-key",
        summary: "A key holds more than it needs",
        docs: "\
If a part of the key determines the rest, that part identifies a row by itself. The database is told less than is
known, and every reference carries the rest along.

Bad:

```erd
entity Room {
  code varchar(12) key
  building varchar(12) key
  floor int

  code -> building
}
```

Good:

```erd
entity Hall {
  code varchar(12) key
  building varchar(12)
}
```
",
    },
    group: Group::Keys,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (relation, analysis) in cx.studied() {
        for (idx, declared) in relation.dependencies.functional().iter().enumerate() {
            let origin = relation.origin(DependencyId::Functional(idx));
            if origin.kind != OriginKind::Key {
                continue;
            }
            let smaller = analysis
                .keys
                .keys
                .iter()
                .find(|it| it.len() < declared.from.len() && it.is_subset(&declared.from));
            if let Some(smaller) = smaller {
                let rest = relation.quoted(&(&declared.from - smaller));
                let message = format!("the key of `{}` needs no {rest}", relation.name);
                let finding = out
                    .at(origin.span, message)
                    .label(format!("{} identifies a row", relation.quoted(smaller)));
                out.push_of(relation.span, finding.help("take it out of the key"));
            }
        }
    }
}
