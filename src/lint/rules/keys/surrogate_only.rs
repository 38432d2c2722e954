//! `surrogate-only`: a counted number is all that tells rows apart.

use crate::base::{Code, ExprKind};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "surrogate-only",
        summary: "A counted number is all that tells rows apart",
        docs: "\
A number that the database makes tells two rows apart, never two things: the same customer can be entered
twice, each time with a fresh number. If the world has a name for the thing, say that it is unique. Off by
default, since some things have none.

Bad:

```erd
entity Vendor {
  id bigint key identity
  vat_no varchar(20)
}
```

Good:

```erd
entity Seller {
  id bigint key identity
  vat_no varchar(20) unique
}
```
",
    },
    group: Group::Keys,
    level: Level::Allow,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, entity) in cx.entities().filter(|(_, it)| it.supertype.is_none()) {
        let Some(key) = &entity.key else { continue };
        let [path] = key.attributes.as_slice() else { continue };
        let Some(attribute) = cx.whole_attribute(path) else { continue };
        let is_call = |it: &crate::model::Expr| matches!(it.kind, ExprKind::Call { .. });
        let is_made = attribute.is_identity || attribute.default.as_deref().is_some_and(is_call);
        let has_other = !entity.uniques.is_empty()
            || !entity.exclusions.is_empty()
            || cx.attributes_of(entity).any(|(_, it)| it.is_unique);
        if is_made && !has_other {
            let message =
                format!("only `{}` tells one `{}` from another", attribute.name, entity.name);
            let help = "say what else is `unique`, if the world has a name for it";
            out.push(out.at(key.span, message).help(help));
        }
    }
}
