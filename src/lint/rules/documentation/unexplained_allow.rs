//! `unexplained-allow`: `@allow` gives no reason.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "unexplained-allow",
        summary: "`@allow` gives no reason",
        docs: "\
A silenced rule is a decision. In a year nobody remembers whether it was a good one, unless the reason stands
beside it.

Bad:

```erd
entity Audit @allow(missing-primary-key) {
  entry varchar(80)
}
```

Good:

```erd
entity Trace @allow(missing-primary-key, \"an append-only log that is read as a whole\") {
  entry varchar(80)
}
```
",
    },
    group: Group::Documentation,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for allow in cx.allows.iter() {
        if allow.reason.is_none_or(|it| it.trim().is_empty()) {
            let message = format!("`{}` is allowed without a reason", allow.rule);
            let help = format!("say why: `@allow({}, \"…\")`", allow.rule);
            out.push(out.at(allow.span, message).help(help));
        }
    }
}
