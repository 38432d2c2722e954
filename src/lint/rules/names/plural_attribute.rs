//! `plural-attribute`: an attribute of one value is named for many.

use crate::base::{Code, ScalarType};
use crate::lint::words::{Words, singular};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "plural-attribute",
        summary: "An attribute of one value is named for many",
        docs: "\
`tags varchar(200)` reads like a list and holds one text. Either it is a list, and wants `*`, or one value, and
wants the singular. Off by default, since English has too many words that end in `s`.

Bad:

```erd
entity Song {
  id bigint key identity
  writers varchar(80)
}
```

Good:

```erd
entity Tune {
  id bigint key identity
  writers varchar(80)*
  status varchar(8)
}
```
",
    },
    group: Group::Names,
    level: Level::Allow,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, attribute) in cx.attributes() {
        let is_text = matches!(
            cx.scalar(attribute),
            Some(ScalarType::Varchar(_) | ScalarType::Text | ScalarType::Char(_))
        );
        if is_text && let Some(one) = singular(Words::of(&attribute.name).last()) {
            let message = format!("`{}` is named for many, and holds one", cx.title(attribute));
            let help = format!("let it hold many: `*`, or name it for one: `{one}`");
            out.push_of(cx.owner_span(attribute), out.at(attribute.name_span, message).help(help));
        }
    }
}
