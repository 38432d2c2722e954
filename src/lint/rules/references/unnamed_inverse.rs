//! `unnamed-inverse`: a reference has no name seen from the other side.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::AttributeOwner;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "unnamed-inverse",
        summary: "A reference has no name seen from the other side",
        docs: "\
`inverse orders` is what documents, diagrams and APIs call the way back. Without it they have to make a name up.
Off by default.

Bad:

```erd
entity Shelf { id bigint key identity }
entity Jar {
  id bigint key identity
  shelf Shelf
}
```

Good:

```erd
entity Rack { id bigint key identity }
entity Bottle {
  id bigint key identity
  rack Rack inverse bottles
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
    for (_, attribute) in
        cx.attributes().filter(|(_, it)| it.ty.is_reference() && it.mixin.is_none())
    {
        let can_have = matches!(attribute.owner, AttributeOwner::Entity(_));
        if can_have && attribute.reference.as_ref().is_some_and(|it| it.inverse.is_none()) {
            let message = format!("`{}` has no name seen from the other side", cx.title(attribute));
            out.push(out.at(attribute.name_span, message).help("add `inverse` and a name"));
        }
    }
}
