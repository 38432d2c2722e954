//! `zoneless-moment`: a moment says no time zone.

use crate::base::{Code, Fix, ScalarType};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::AttributeType;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "zoneless-moment",
        summary: "A moment says no time zone",
        docs: "\
`timestamp` is what a clock on a wall shows; which wall, nobody knows. Twice a year an hour is there twice, and
servers that move change what was written. A moment wants `timestamptz`.

Bad:

```erd
entity Login {
  id bigint key identity
  happened_at timestamp
}
```

Good:

```erd
entity Logout {
  id bigint key identity
  happened_at timestamptz
}
```

Allow it for times that are meant locally: when a shop opens, when a train leaves by the timetable.
",
    },
    group: Group::Types,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, attribute) in cx.attributes() {
        let is_local = attribute.name.contains("local");
        if cx.scalar(attribute) != Some(ScalarType::Timestamp) || is_local {
            continue;
        }
        let message = format!("`{}` is a moment in no time zone", cx.title(attribute));
        let edit = cx.replace(attribute.type_span, "timestamptz");
        let is_own = matches!(attribute.ty, AttributeType::Scalar(_));
        let fix = is_own.then(|| Fix::unsafe_("make it a `timestamptz`", vec![edit]));
        let help = "make it a `timestamptz`, or say `local` in its name";
        out.push_of(
            cx.owner_span(attribute),
            out.at(attribute.type_span, message).help(help).fix_opt(fix),
        );
    }
}
