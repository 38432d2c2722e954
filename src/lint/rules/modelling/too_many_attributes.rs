//! `too-many-attributes`: an entity has very many attributes.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "too-many-attributes",
        summary: "An entity has very many attributes",
        docs: "\
An entity of fifty attributes is mostly several: some are always there, some only for one kind, some are set by
another department. `max-attributes` in `[lint.options]` says how many are too many; without it they are more
than forty.

Bad:

```erd
entity Wide {
  id bigint key identity
  a1a int
  a2a int
  a3a int
  a4a int
  a5a int
  a6a int
  a7a int
  a8a int
  a9a int
  b1b int
  b2b int
  b3b int
  b4b int
  b5b int
  b6b int
  b7b int
  b8b int
  b9b int
  c1c int
  c2c int
  c3c int
  c4c int
  c5c int
  c6c int
  c7c int
  c8c int
  c9c int
  d1d int
  d2d int
  d3d int
  d4d int
  d5d int
  d6d int
  d7d int
  d8d int
  d9d int
  e1e int
  e2e int
  e3e int
  e4e int
}
```

Good:

```erd
entity Narrow {
  id bigint key identity
  a1a int
}
```
",
    },
    group: Group::Modelling,
    level: Level::Info,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, entity) in cx.entities() {
        let n = entity.attributes.len();
        if n > cx.options.max_attributes {
            let message = format!("`{}` has {n} attributes", entity.name);
            out.push(
                out.at(entity.name_span, message)
                    .help("look for a part that is a thing of its own"),
            );
        }
    }
}
