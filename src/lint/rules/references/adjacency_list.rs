//! `adjacency-list`: a tree is kept by its parents alone.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::{AttributeOwner, AttributeType};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "adjacency-list",
        summary: "A tree is kept by its parents alone",
        docs: "\
A reference to the parent makes inserting easy and every question about a whole branch a recursive query. That is
often the right choice (Karwin, \"SQL Antipatterns\", 2010, chapter 3, lists the others). Off by default.

Bad:

```erd
entity Comment {
  id bigint key identity
  parent Comment?
}
```

Good:

```erd
entity Answer { id bigint key identity }
relationship Precedes: Answer* as ancestor -- Answer* as descendant {
  depth int
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
        let (AttributeOwner::Entity(owner), AttributeType::Entity(target)) =
            (attribute.owner, &attribute.ty)
        else {
            continue;
        };
        if owner == *target {
            let message = format!("`{}` keeps a tree by its parents alone", cx.title(attribute));
            let help =
                "add a path, or a relationship of all ancestors, where branches are asked for";
            out.push(out.at(attribute.name_span, message).help(help));
        }
    }
}
