//! `deep-hierarchy`: a hierarchy is very deep.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "deep-hierarchy",
        summary: "A hierarchy is very deep",
        docs: "\
Each level of a `joined` hierarchy is one more join for the most common question, and one more place where a new
attribute might belong. From the fourth level on nobody remembers which.

Bad:

```erd
entity Thing {
  id bigint key identity
  subtypes (Living)
}
entity Living extends Thing {
  a int
  subtypes (Animal)
}
entity Animal extends Living {
  b int
  subtypes (Mammal)
}
entity Mammal extends Animal {
  c int
  subtypes (Dog)
}
entity Dog extends Mammal { d int }
```

Good:

```erd
entity Plant {
  id bigint key identity
  subtypes (Tree, Herb)
}
entity Tree extends Plant { height int }
entity Herb extends Plant { use_for varchar(40) }
```
",
    },
    group: Group::Modelling,
    level: Level::Info,
    needs: Needs::Model,
    check,
};

const MOST: usize = 4;

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (id, entity) in cx.entities() {
        let depth = cx.model.entity(id).lineage().count();
        // The first one that is too deep speaks for those below it.
        if depth == MOST + 1 {
            let message = format!("`{}` is {depth} levels deep", entity.name);
            out.push(
                out.at(entity.name_span, message)
                    .help("keep what tells the deepest levels apart in attributes"),
            );
        }
    }
}
