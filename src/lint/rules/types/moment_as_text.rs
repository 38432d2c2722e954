//! `moment-as-text`: a date or time is a text.

use crate::base::{Code, ScalarType};
use crate::lint::words::Words;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::AttributeOwner;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "moment-as-text",
        summary: "A date or time is a text",
        docs: "\
A text takes the 31st of February and `soon`. It sorts by its digits, has no time zone, and every program parses
it in its own way.

Bad:

```erd
entity Booking {
  id bigint key identity
  arrival_date varchar(10)
}
```

Good:

```erd
entity Visit {
  id bigint key identity
  arrival_date date
}
```
",
    },
    group: Group::Types,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, attribute) in cx.attributes() {
        let words = Words::of(&attribute.name);
        let is_text = matches!(
            cx.scalar(attribute),
            Some(ScalarType::Varchar(_) | ScalarType::Char(_) | ScalarType::Text)
        );
        let is_moment = words.ends_in(&["date", "datetime", "timestamp", "_at"])
            || words.snake().ends_with("_at")
                && words.has(&["created", "updated", "deleted", "modified"])
            || matches!(words.snake(), "birthday" | "dob" | "date_of_birth");
        let is_stored = !matches!(attribute.owner, AttributeOwner::View(_));
        if is_text && is_moment && is_stored && !words.has(&["format", "pattern", "zone"]) {
            let message = format!("`{}` is a date or time, kept as a text", cx.title(attribute));
            let help = "make it a `date`, or a `timestamptz`";
            out.push_of(cx.owner_span(attribute), out.at(attribute.type_span, message).help(help));
        }
    }
}
