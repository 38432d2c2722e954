//! `stale-allow`: `@allow` silences nothing.

use crate::base::{Code, Fix};
use crate::lint::edits::remove_word;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "stale-allow",
        summary: "`@allow` silences nothing",
        docs: "\
What it was written for has been mended, or never was at fault. Left in place it would silence the next
mistake of its kind without anybody having decided so. Rules that did not run in this check are not judged.

Bad:

```erd
entity Audit @allow(missing-primary-key, \"an append-only log\") {
  id bigint key identity
}
```

Good:

```erd
entity Trace {
  id bigint key identity
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
    for allow in cx.allows.iter().filter(|it| !it.is_used() && cx.has_run(it.rule)) {
        let message = format!("nothing here is silenced by `@allow({})`", allow.rule);
        let fix = remove_word(cx.input.sources, allow.span);
        let fix = fix.map(|it| Fix::safe("take it away", vec![it]));
        out.push(out.at(allow.span, message).help("take it away").fix_opt(fix));
    }
}
