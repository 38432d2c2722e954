//! `zoneless-moment`: a moment says no time zone.

use crate::base::{Code, Edit, Fix, ScalarType};
use crate::dialect::Support;
use crate::lint::grouped::grouped;
use crate::lint::words::Words;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::{Attribute, AttributeType};

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

Allow it for times that are meant locally: when a shop opens, when a train leaves by the timetable. A model for
databases without such a type is not reported: MySQL's own ends in 2038.
",
    },
    group: Group::Types,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    let is_zoned = |it| crate::dialect::of(it).capabilities().zoned_moments != Support::Never;
    if !cx.dialects().any(is_zoned) {
        return;
    }
    let is_meant =
        |it: &Attribute| cx.scalar(it) == Some(ScalarType::Timestamp) && !it.name.contains("local");
    for group in grouped(cx, RULE.name(), is_meant) {
        let is_own = |it: &&&Attribute| matches!(it.ty, AttributeType::Scalar(_));
        let edit = |it: &&Attribute| cx.replace(it.type_span, better(it));
        let edits: Vec<Edit> = group.members.iter().filter(is_own).map(edit).collect();
        let first = group.members[0];
        let (noun, help) = match (group.members.len(), is_day(&first.name)) {
            (1, true) => {
                ("a moment", "make it a `date` if the day alone counts, else a `timestamptz`")
            }
            (1, false) => ("a moment", "make it a `timestamptz`, or say `local` in its name"),
            _ => ("moments", "make them `timestamptz`, a `date` where the day alone counts"),
        };
        let message = format!("{} {noun} in no time zone", group.subject(cx));
        let title = match edits.len() {
            1 => format!("make it a `{}`", better(first)),
            _ => "make them `timestamptz` and `date`".to_owned(),
        };
        let fix = (!edits.is_empty()).then(|| Fix::unsafe_(title, edits));
        group.push(cx, out, out.at(first.type_span, message).help(help), fix);
    }
}

/// What an attribute should be.
fn better(attribute: &Attribute) -> &'static str {
    if is_day(&attribute.name) { "date" } else { "timestamptz" }
}

/// Whether a name promises a day rather than a moment.
fn is_day(name: &str) -> bool {
    let words = Words::of(name);
    let is_moment = ["at", "datetime", "time", "timestamp", "ts"].contains(&words.last());
    ["date", "day", "birthday", "dob"].contains(&words.last())
        || words.has(&["birth", "born"]) && !is_moment
}
