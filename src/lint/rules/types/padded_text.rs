//! `padded-text`: a text is filled up with blanks.

use crate::base::{Code, ScalarType};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::AttributeType;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "padded-text",
        summary: "A text is filled up with blanks",
        docs: "\
`char(n)` pads what is shorter. Comparisons, lengths and concatenations then differ between databases, and
nothing is gained: it is no faster than `varchar`. A check says that a code has exactly so many characters.

Bad:

```erd
entity Language {
  code char(3) key
}
```

Good:

```erd
entity Tongue {
  code varchar(3) key check length(code) = 3
}
```

Allow it where every value has the full length, as for codes of a standard.
",
    },
    group: Group::Types,
    level: Level::Info,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, attribute) in cx.attributes() {
        if let AttributeType::Scalar(ScalarType::Char(n)) = attribute.ty {
            // One character is never padded, and a check on the length says that none is.
            if n > 1 && attribute.checks.is_empty() {
                let message =
                    format!("`{}` is filled up with blanks to {n} characters", cx.title(attribute));
                let help =
                    format!("make it a `varchar({n})`, with a check on its length if all have {n}");
                out.push_of(
                    cx.owner_span(attribute),
                    out.at(attribute.type_span, message).help(help),
                );
            }
        }
    }
    for domain in cx.model.domains.values().filter(|it| it.checks.is_empty()) {
        if let ScalarType::Char(n) = domain.base
            && n > 1
        {
            let message = format!("`{}` is filled up with blanks to {n} characters", domain.name);
            out.push(
                out.at(domain.name_span, message)
                    .help("narrow a `varchar`, with a check on its length"),
            );
        }
    }
}
