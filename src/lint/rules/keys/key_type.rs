//! `key-type`: a key is of a type that the project does not want.

use crate::base::{Code, ScalarType};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "key-type",
        summary: "A key is of a type that the project does not want",
        docs: "\
Keys of one type make every reference alike. Say in `erc.toml` which types a key of one attribute may have:

```toml
[lint.options]
key-types = [\"bigint\", \"uuid\"]
```

Without that line the rule finds nothing.

Bad:

```erd
entity Crew {
  id int key identity
}
```

Good:

```erd
entity Team {
  id bigint key identity
}
```
",
    },
    group: Group::Keys,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    let wanted = &cx.options.key_types;
    if wanted.is_empty() {
        return;
    }
    for (_, entity) in cx.entities() {
        let Some(key) = &entity.key else { continue };
        let [path] = key.attributes.as_slice() else { continue };
        let Some(attribute) = cx.whole_attribute(path) else { continue };
        let Some(ty) = cx.scalar(attribute) else { continue };
        if !wanted.iter().any(|it| *it == name_of(ty)) {
            let message = format!("the key of `{}` is of type `{ty}`", entity.name);
            let help = format!("this project wants {}", wanted.join(" or "));
            out.push(out.at(attribute.type_span, message).help(help));
        }
    }
}

/// The type without its arguments.
fn name_of(ty: ScalarType) -> String {
    let text = ty.to_string();
    text.split('(').next().unwrap_or_default().to_owned()
}
