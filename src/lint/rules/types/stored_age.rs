//! `stored-age`: an age is stored.

use crate::base::{Code, ScalarType};
use crate::lint::words::Words;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "stored-age",
        summary: "An age is stored",
        docs: "\
It is wrong within the year, in every row, and nothing tells in which. Store when something began.

Bad:

```erd
entity Child {
  id bigint key identity
  age smallint
}
```

Good:

```erd
entity Baby {
  id bigint key identity
  born_on date
  minimum_age smallint
}
```

Allow it where the age at a certain time is meant, and name that time.
",
    },
    group: Group::Types,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, attribute) in cx.attributes().filter(|(_, it)| it.derived.is_none()) {
        let is_number = matches!(
            cx.scalar(attribute),
            Some(ScalarType::SmallInt | ScalarType::Int | ScalarType::BigInt)
        );
        let words = Words::of(&attribute.name);
        if is_number
            && matches!(words.snake(), "age" | "current_age" | "age_years" | "age_in_years")
        {
            let message = format!("`{}` is wrong within a year", cx.title(attribute));
            let help = "store when it began: `born_on date`";
            out.push_of(cx.owner_span(attribute), out.at(attribute.name_span, message).help(help));
        }
    }
}
