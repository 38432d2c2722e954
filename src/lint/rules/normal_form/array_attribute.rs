//! `array-attribute`: a list is kept in a column.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::AttributeType;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "array-attribute",
        summary: "A list is kept in a column",
        docs: "\
A list in a row is no single value (first normal form): its values have no key, refer to nothing, and three of four
databases keep it as JSON. `*` makes a table of it, with a row for each value.

Bad:

```erd
entity Recipe {
  id bigint key identity
  labels text[]
}
```

Good:

```erd
entity Dish {
  id bigint key identity
  labels varchar(40)*
}
```

Allow it for lists that are read and written as a whole: coordinates, feature vectors.
",
    },
    group: Group::NormalForm,
    level: Level::Info,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, attribute) in cx.attributes() {
        if matches!(attribute.ty, AttributeType::Array(_)) {
            let message = format!("`{}` keeps a list in a column", cx.title(attribute));
            let finding = out.at(attribute.type_span, message).help("let it have many values: `*`");
            out.push_of(cx.owner_span(attribute), finding);
        }
    }
}
