//! `partial-foreign-key`: a foreign key of several columns is checked only when all are there.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::QuantifierKind;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "partial-foreign-key",
        summary: "A foreign key of several columns is checked only when all are there",
        docs: "\
In SQL a foreign key with a null in one of its columns refers to nothing, whatever the others hold. With two
optional columns a row can carry half a reference that exists nowhere. `match full` wants all or none.

Bad:

```erd
entity Slot {
  hall int key
  place int key
}
entity Guest {
  id bigint key identity
  hall int?
  place int?

  foreign key (hall, place) references Slot (hall, place)
  index (hall, place)
}
```

Good:

```erd
entity Berth {
  deck int key
  no int key
}
entity Sailor {
  id bigint key identity
  deck int?
  no int?

  foreign key (deck, no) references Berth (deck, no) match full
  check berth_is_whole: (deck is null) = (no is null)
  index (deck, no)
}
```

MySQL, MariaDB and SQLite have no `match full`; a check that both are null together says it there.
",
    },
    group: Group::References,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, entity) in cx.entities() {
        for key in entity.foreign_keys.iter().filter(|it| !it.match_full) {
            let attributes = key.attributes.iter().filter_map(|it| cx.whole_attribute(it));
            let optional: Vec<_> =
                attributes.filter(|it| it.quantifier == QuantifierKind::Optional).collect();
            let names: Vec<String> = optional.iter().map(|it| format!("`{}`", it.name)).collect();
            let is_held = entity.checks.iter().any(|check| {
                let text = cx.text(check.span);
                optional.iter().all(|it| text.contains(it.name.as_str())) && text.contains("null")
            });
            if optional.len() > 1 && !is_held {
                let message =
                    format!("with only one of {} the reference is not checked", names.join(", "));
                out.push(
                    out.at(key.span, message)
                        .help("add `match full`, or a check that all are null together"),
                );
            }
        }
    }
}
