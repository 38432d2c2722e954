//! `relation-in-json`: a document holds rows of another entity.

use crate::base::{Code, ScalarType};
use crate::lint::words::{Words, singular};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "relation-in-json",
        summary: "A document holds rows of another entity",
        docs: "\
What stands in JSON has no keys, no types and no references. If the model has an entity for it, it belongs there.

Bad:

```erd
entity Item { id bigint key identity }
entity Basket {
  id bigint key identity
  items json
}
```

Good:

```erd
entity Piece { id bigint key identity }
entity Cart {
  id bigint key identity
  pieces Piece*
  payload json
}
```
",
    },
    group: Group::NormalForm,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, attribute) in cx.attributes() {
        if cx.scalar(attribute) != Some(ScalarType::Json) {
            continue;
        }
        let words = Words::of(&attribute.name);
        let snake = words.snake();
        let stem = snake.strip_suffix("_ids").map(str::to_owned).or_else(|| singular(snake));
        let target = stem.as_deref().and_then(|it| cx.facts.entities_by_word.get(it));
        if let Some(&target) = target {
            let entity = &cx.model.entities[target];
            let message =
                format!("`{}` holds `{}` in a document", cx.title(attribute), entity.name);
            let finding = out
                .at(attribute.name_span, message)
                .because(entity.name_span, "there is an entity for it");
            out.push_of(
                cx.owner_span(attribute),
                finding.help(format!("refer to many of it: `{}*`", entity.name)),
            );
        }
    }
}
