//! `unknown-rule`: `@allow` names a rule that does not exist.

use crate::base::{Code, Fix, closest};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "unknown-rule",
        summary: "`@allow` names a rule that does not exist",
        docs: "\
A misspelt rule silences nothing, and whoever reads the line believes that it does.

Bad:

```erd
entity Audit @allow(mising-primary-key, \"an append-only log\") {
  entry varchar(80)
}
```

Good:

```erd
entity Trace @allow(missing-primary-key, \"an append-only log\") {
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
    for allow in cx.allows.iter().filter(|it| !cx.is_finding(it.rule)) {
        let finding = out.at(allow.rule_span, format!("there is no rule `{}`", allow.rule));
        let meant = closest(allow.rule, crate::lint::names().iter().copied());
        out.push(match meant.filter(|it| crate::lint::rule(it).is_some()) {
            Some(meant) => finding.help(format!("did you mean `{meant}`?")).fix(Fix::replace(
                format!("replace it by `{meant}`"),
                allow.rule_span,
                meant,
            )),
            None => finding.help("type `erc explain` for a list of all"),
        });
    }
}
