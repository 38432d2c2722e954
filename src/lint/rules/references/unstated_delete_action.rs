//! `unstated-delete-action`: a reference does not say what happens on deletion.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "unstated-delete-action",
        summary: "A reference does not say what happens on deletion",
        docs: "\
Without a word the database refuses to delete what is referred to. Teams that want that decided, not forgotten,
turn this on: every reference then says `restrict`, `cascade` or `set null`.

Bad:

```erd
entity Ward { id bigint key identity }
entity Bed {
  id bigint key identity
  ward Ward
}
```

Good:

```erd
entity Floor { id bigint key identity }
entity Desk {
  id bigint key identity
  floor Floor on delete restrict
}
```
",
    },
    group: Group::References,
    level: Level::Allow,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, attribute) in cx.attributes() {
        if attribute.reference.as_ref().is_some_and(|it| it.on_delete.is_none()) {
            let message =
                format!("`{}` does not say what happens on deletion", cx.title(attribute));
            let help = "say `on delete restrict`, `cascade` or `set null`";
            out.push_of(cx.owner_span(attribute), out.at(attribute.name_span, message).help(help));
        }
    }
}
