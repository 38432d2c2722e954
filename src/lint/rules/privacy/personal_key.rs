//! `personal-key`: data about a person are a key.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "personal-key",
        summary: "Data about a person are a key",
        docs: "\
A key is copied into every table that refers to it, and into every log line that names the row. To erase or correct
it then means to find all of them.

Bad:

```erd
entity Patient {
  insurance_no varchar(12) key @pii
}
entity Visit {
  id bigint key identity
  patient Patient
}
```

Good:

```erd
entity Client {
  id bigint key identity
  insurance_no varchar(12) unique @pii
}
```
",
    },
    group: Group::Privacy,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for view in cx.entities() {
        let (id, entity) = view;
        let is_referred_to =
            cx.model.graph().incoming(crate::model::Node::Entity(id)).iter().any(|(_, edge)| {
                matches!(
                    edge,
                    crate::model::Edge::Reference(_)
                        | crate::model::Edge::Role(_)
                        | crate::model::Edge::ForeignKey(_)
                )
            });
        for path in entity.key.iter().filter(|_| is_referred_to).flat_map(|it| &it.attributes) {
            let Some(attribute) = cx.whole_attribute(path) else { continue };
            if (attribute.metadata.is_pii || attribute.metadata.is_sensitive)
                && attribute.reference.is_none()
            {
                let message = format!(
                    "whatever refers to `{}` repeats its personal `{}`",
                    entity.name, attribute.name
                );
                let help = "make it `unique`, and let a number be the key";
                out.push(out.at(attribute.name_span, message).help(help));
            }
        }
    }
}
