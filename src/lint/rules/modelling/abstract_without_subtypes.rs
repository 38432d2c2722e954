//! `abstract-without-subtypes`: an abstract entity has no subtypes.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "abstract-without-subtypes",
        summary: "An abstract entity has no subtypes",
        docs: "\
It has no instances of its own and none of another kind, so no row can ever be in it.

Bad:

```erd
abstract entity Shape {
  id bigint key identity
}
```

Good:

```erd
abstract entity Figure {
  id bigint key identity
  subtypes (Circle, Square) disjoint total
}
entity Circle extends Figure { radius int }
entity Square extends Figure { side int }
```
",
    },
    group: Group::Modelling,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, entity) in cx.entities() {
        let is_empty = entity.is_abstract && entity.hierarchies.is_empty() && !entity.is_incomplete;
        if is_empty {
            let message = format!("nothing can ever be a `{}`", entity.name);
            out.push(
                out.at(entity.name_span, message)
                    .help("declare its subtypes, or take `abstract` away"),
            );
        }
    }
}
