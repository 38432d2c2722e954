//! `deleted-by-without-at`: a row says who deleted it, and not when.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "deleted-by-without-at",
        summary: "A row says who deleted it, and not when",
        docs: "\
`deleted_by` without `deleted_at` cannot tell a deleted row from one whose deletion was taken back, and nothing can
be erased after a month if nobody knows when the month began.

Bad:

```erd
entity Post {
  id bigint key identity
  deleted_by varchar(40)?
}
```

Good:

```erd
entity Page {
  id bigint key identity
  deleted_by varchar(40)?
  deleted_at timestamptz?
}
```
",
    },
    group: Group::Modelling,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, entity) in cx.entities() {
        let by = cx.attributes_of(entity).find(|(_, it)| it.name == "deleted_by");
        let has_at = cx
            .attributes_of(entity)
            .any(|(_, it)| matches!(it.name.as_str(), "deleted_at" | "deleted_on"));
        if let Some((_, by)) = by.filter(|_| !has_at) {
            let message = format!("`{}` says who deleted it, and not when", entity.name);
            out.push_of(
                entity.name_span,
                out.at(by.name_span, message).help("add `deleted_at timestamptz?`"),
            );
        }
    }
}
