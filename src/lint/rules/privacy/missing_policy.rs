//! `missing-policy`: a table has no row-level security.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::NativeOwner;
use rustc_hash::FxHashSet;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "missing-policy",
        summary: "A table has no row-level security",
        docs: "\
On platforms that let browsers ask the database itself, a table without a policy is open to all. Off by default:
elsewhere it is the program that decides. PostgreSQL alone has policies.

Bad:

```erd
entity Note {
  id bigint key identity
}
```

Good:

```erd
entity Memo {
  id bigint key identity
}
native policy memo_owner on Memo = sql(postgres: \"\"\"
  create policy memo_owner on memo using (id > 0)
\"\"\") @postgres
```
",
    },
    group: Group::Privacy,
    level: Level::Allow,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    let policies = cx.model.natives.values().filter(|it| it.kind.eq_ignore_ascii_case("policy"));
    let guarded: FxHashSet<_> = policies
        .filter_map(|it| match it.owner? {
            NativeOwner::Entity(id) => Some(id),
            NativeOwner::Relationship(_) | NativeOwner::View(_) => None,
        })
        .collect();
    for (id, entity) in cx.entities().filter(|(id, _)| !guarded.contains(id)) {
        let _ = id;
        let message = format!("no policy guards the rows of `{}`", entity.name);
        let help = format!("add `native policy … on {} = sql(postgres: …)`", entity.name);
        out.push(out.at(entity.name_span, message).help(help));
    }
}
