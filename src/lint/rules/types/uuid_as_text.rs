//! `uuid-as-text`: a UUID is a text.

use crate::base::{Code, Fix, ScalarType};
use crate::lint::words::Words;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::AttributeType;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "uuid-as-text",
        summary: "A UUID is a text",
        docs: "\
As a text it takes 36 bytes and any case, where `uuid` takes 16 and one; each index over it is more than twice as
large, and `A0EE…` is not `a0ee…`.

Bad:

```erd
entity Device {
  uuid varchar(36) key
}
```

Good:

```erd
entity Gadget {
  id uuid key
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
        let words = Words::of(&attribute.name);
        let is_exact = matches!(
            attribute.ty,
            AttributeType::Scalar(ScalarType::Char(36) | ScalarType::Varchar(36))
        );
        if is_exact && (words.has(&["uuid", "guid"]) || words.last() == "id") {
            let message = format!("`{}` is a UUID, kept as a text", cx.title(attribute));
            let fix =
                Fix::unsafe_("make it a `uuid`", vec![cx.replace(attribute.type_span, "uuid")]);
            let finding = out.at(attribute.type_span, message).help("make it a `uuid`").fix(fix);
            out.push_of(cx.owner_span(attribute), finding);
        }
    }
}
