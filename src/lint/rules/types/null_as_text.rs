//! `null-as-text`: a default is the word "null".

use crate::base::{Code, ExprKind};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "null-as-text",
        summary: "A default is the word \"null\"",
        docs: "\
The text `\"NULL\"` is four letters. Queries that ask `is null` do not find it, and people are called that.

Bad:

```erd
entity Person {
  id bigint key identity
  middle_name varchar(80) = \"NULL\"
}
```

Good:

```erd
entity Actor {
  id bigint key identity
  middle_name varchar(80)?
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
        let Some(default) = &attribute.default else { continue };
        let ExprKind::String(text) = &default.kind else { continue };
        if matches!(text.trim().to_ascii_lowercase().as_str(), "null" | "(null)" | "<null>" | "nil")
        {
            let message = format!("the default of `{}` is the word `{text}`", cx.title(attribute));
            let help = "let it be missing: `?` without a default";
            out.push_of(cx.owner_span(attribute), out.at(default.span, message).help(help));
        }
    }
}
