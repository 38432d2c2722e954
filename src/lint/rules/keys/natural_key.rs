//! `natural-key`: a key comes from the world.

use crate::base::{Code, ScalarType};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "natural-key",
        summary: "A key comes from the world",
        docs: "\
Whatever the world gives out, the world may change: names are corrected, codes are reissued, sources merge.
Teams that want keys that mean nothing turn this on. Off by default: a code that does not change is a fine key.

Bad:

```erd
entity Book { isbn varchar(13) key }
```

Good:

```erd
entity Novel {
  id bigint key identity
  isbn varchar(13) unique
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
        let Some(key) = &entity.key else { continue };
        let [path] = key.attributes.as_slice() else { continue };
        let Some(attribute) = cx.whole_attribute(path) else { continue };
        let is_made =
            attribute.is_identity || attribute.default.is_some() || attribute.reference.is_some();
        if !is_made && cx.scalar(attribute).is_some_and(|it| it != ScalarType::Uuid) {
            let message = format!("the key of `{}` comes from the world", entity.name);
            let help = "count rows up, and make it `unique`";
            out.push(out.at(key.span, message).help(help));
        }
    }
}
