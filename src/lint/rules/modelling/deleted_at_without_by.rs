//! `deleted-at-without-by`: a row says when it was deleted, and not by whom.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "deleted-at-without-by",
        summary: "A row says when it was deleted, and not by whom",
        docs: "\
Where deletions are disputed, the person matters as much as the moment. Off by default.

Bad:

```erd
entity Post {
  id bigint key identity
  deleted_at timestamptz?
}
```

Good:

```erd
entity Page {
  id bigint key identity
  deleted_at timestamptz?
  deleted_by varchar(40)?
}
```
",
    },
    group: Group::Modelling,
    level: Level::Allow,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, entity) in cx.entities() {
        let at = cx
            .attributes_of(entity)
            .find(|(_, it)| matches!(it.name.as_str(), "deleted_at" | "deleted_on"));
        let has_by = cx.attributes_of(entity).any(|(_, it)| it.name == "deleted_by");
        if let Some((_, at)) = at.filter(|_| !has_by) {
            let message = format!("`{}` says when it was deleted, and not by whom", entity.name);
            out.push_of(entity.name_span, out.at(at.name_span, message).help("add `deleted_by`"));
        }
    }
}
