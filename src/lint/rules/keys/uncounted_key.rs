//! `uncounted-key`: nothing gives an `id` its value.

use crate::base::{Code, Edit, Fix, ScalarType};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::QuantifierKind;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "uncounted-key",
        summary: "Nothing gives an `id` its value",
        docs: "\
A key called `id` that is a plain number is counted by somebody. If that is not the database, two programs will
one day count to the same number.

Bad:

```erd
entity Note {
  id bigint key
}
```

Good:

```erd
entity Remark {
  id bigint key identity
}
```

Allow it where numbers come from another system.
",
    },
    group: Group::Keys,
    level: Level::Info,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, entity) in cx.entities() {
        let Some(key) = &entity.key else { continue };
        let [path] = key.attributes.as_slice() else { continue };
        let Some(attribute) = cx.whole_attribute(path) else { continue };
        let is_given = attribute.is_identity
            || attribute.default.is_some()
            || attribute.derived.is_some()
            || attribute.reference.is_some()
            || attribute.quantifier != QuantifierKind::One;
        let is_number = matches!(cx.scalar(attribute), Some(ScalarType::Int | ScalarType::BigInt));
        if attribute.name != "id" || is_given || !is_number {
            continue;
        }
        let end = key.span.to(attribute.span).at_end();
        let is_plain = attribute.is_key && cx.text(attribute.span).ends_with(" key");
        let edit = Edit { span: attribute.span.at_end(), text: " identity".to_owned() };
        let fix = (is_plain && end == attribute.span.at_end())
            .then(|| Fix::unsafe_("let the database count it", vec![edit]));
        let message = format!("nothing gives `{}` its value", cx.title(attribute));
        let help = "let the database count it: `identity`";
        out.push_of(entity.name_span, out.at(attribute.name_span, message).help(help).fix_opt(fix));
    }
}
