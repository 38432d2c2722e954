//! `text-key`: a key is a text.

use crate::base::{Code, ScalarType};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "text-key",
        summary: "A key is a text",
        docs: "\
Texts compare by collation, take more room in every index, and carry case and blanks that two programs treat
differently. Teams that want numbers or UUIDs turn this on.

Bad:

```erd
entity Unit { code varchar(8) key }
```

Good:

```erd
entity Measure {
  id smallint key
  code varchar(8) unique
}
```
",
    },
    group: Group::Keys,
    level: Level::Allow,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, entity) in cx.entities() {
        for path in entity.key.iter().flat_map(|it| &it.attributes) {
            let Some(attribute) = cx.whole_attribute(path) else { continue };
            let ty = cx.scalar(attribute);
            if matches!(ty, Some(ScalarType::Text | ScalarType::Varchar(_) | ScalarType::Char(_))) {
                let message = format!("`{}` in the key is a text", cx.title(attribute));
                let help = "let a number or a UUID be the key, and make the text `unique`";
                out.push_of(entity.name_span, out.at(attribute.name_span, message).help(help));
            }
        }
    }
}
