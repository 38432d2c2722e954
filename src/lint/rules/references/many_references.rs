//! `many-references`: an entity refers to very many others.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "many-references",
        summary: "An entity refers to very many others",
        docs: "\
An entity with more than fifteen references knows too much: each of them is a reason to change it, and every
deletion elsewhere looks into its table. Often a part of it is a thing of its own.

Bad:

```erd
entity Colour { id bigint key identity }
entity Outfit {
  id bigint key identity
  hat Colour
  scarf Colour
  shirt Colour
  tie Colour
  vest Colour
  coat Colour
  belt Colour
  skirt Colour
  glove Colour
  sock Colour
  shoe Colour
  lace Colour
  ring Colour
  watch Colour
  badge Colour
  button Colour
}
```

Good:

```erd
entity Shade { id bigint key identity }
entity Wardrobe { id bigint key identity }
entity Garment {
  wardrobe Wardrobe key
  place smallint key
  shade Shade
}
```
",
    },
    group: Group::References,
    level: Level::Info,
    needs: Needs::Model,
    check,
};

const MOST: usize = 15;

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, entity) in cx.entities() {
        let n = cx.attributes_of(entity).filter(|(_, it)| it.reference.is_some()).count();
        if n > MOST {
            let message = format!("`{}` refers to {n} others", entity.name);
            out.push(
                out.at(entity.name_span, message)
                    .help("look for a part that is a thing of its own"),
            );
        }
    }
}
