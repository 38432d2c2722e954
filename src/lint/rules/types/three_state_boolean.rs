//! `three-state-boolean`: a truth value may be missing.

use crate::base::{Code, ScalarType};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::QuantifierKind;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "three-state-boolean",
        summary: "A truth value may be missing",
        docs: "\
`bool?` has three values, and `where not is_paid` finds two of them nowhere: null is neither. If the third state
means something, an enum can say what; if it does not, a default does away with it.

Bad:

```erd
entity Bill {
  id bigint key identity
  is_paid bool?
}
```

Good:

```erd
entity Receipt {
  id bigint key identity
  is_paid bool = false
}
```

Allow it where \"not known yet\" is meant and every query knows.
",
    },
    group: Group::Types,
    level: Level::Info,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, attribute) in cx.attributes() {
        let is_optional =
            attribute.quantifier == QuantifierKind::Optional && attribute.derived.is_none();
        if is_optional && cx.scalar(attribute) == Some(ScalarType::Bool) {
            let message = format!("`{}` is true, false or neither", cx.title(attribute));
            let help = "give it a default instead of `?`, or an enum that names the third state";
            out.push_of(
                cx.owner_span(attribute),
                out.at(attribute.quantifier_span, message).help(help),
            );
        }
    }
}
