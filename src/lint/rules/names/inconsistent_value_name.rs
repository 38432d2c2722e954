//! `inconsistent-value-name`: a value of an enum is not written like the others of its enum.

use crate::base::Code;
use crate::lint::words::{Case, case};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "inconsistent-value-name",
        summary: "A value of an enum is not written like the others of its enum",
        docs: "\
`open`, `closed`, `OnHold`: the labels reach the database and every program that compares with them.

Bad:

```erd
enum State { open, closed, on_hold, InReview }
entity Task {
  id bigint key identity
  state State
}
```

Good:

```erd
enum Phase { running, on_hold, in_review }
entity Job {
  id bigint key identity
  phase Phase
}
```
",
    },
    group: Group::Names,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for item in cx.model.enums.values() {
        let cases = || item.values.iter().filter_map(|it| Some((it, case(&it.name)?)));
        let n_of =
            |wanted: Case| cases().filter(|it| it.1 == wanted || it.1.agrees(wanted)).count();
        let styles = Case::ALL.into_iter().filter(|it| cases().any(|(_, case)| case == *it));
        let Some(usual) = styles.max_by_key(|it| n_of(*it)) else { continue };
        for (value, case) in cases().filter(|it| it.1 != usual && !it.1.agrees(usual)) {
            if n_of(usual) >= 3 && n_of(case) == 1 {
                let message = format!(
                    "`{}` is not written like the other values of `{}`",
                    value.name, item.name
                );
                let help = format!(
                    "write it `{}`, and keep its label: `= \"{}\"`",
                    usual.spell(&value.name),
                    value.label
                );
                out.push(out.at(value.span, message).help(help));
            }
        }
    }
}
