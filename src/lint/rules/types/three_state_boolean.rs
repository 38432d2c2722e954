//! `three-state-boolean`: a truth value may be missing.

use crate::base::{Code, ScalarType};
use crate::lint::grouped::grouped;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::{Attribute, QuantifierKind};

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
    let is_meant = |it: &Attribute| {
        let is_optional = it.quantifier == QuantifierKind::Optional && it.derived.is_none();
        is_optional && cx.scalar(it) == Some(ScalarType::Bool)
    };
    for group in grouped(cx, RULE.name(), is_meant) {
        let message = format!("{} true, false or neither", group.subject(cx));
        let help = match group.members.len() {
            1 => "give it a default instead of `?`, or an enum that names the third state",
            _ => "give each a default instead of `?`, or an enum that names the third state",
        };
        let finding = out.at(group.members[0].quantifier_span, message).help(help);
        group.push(cx, out, finding, None);
    }
}
