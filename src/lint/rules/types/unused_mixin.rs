//! `unused-mixin`: no entity takes a mixin over.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::syntax::ast::{Declaration, DeclarationKind, Mixin};
use rustc_hash::FxHashSet;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "unused-mixin",
        summary: "No entity takes a mixin over",
        docs: "\
A mixin makes nothing by itself. One that no entity names is left over, or the `with` was forgotten. Files without
entities are libraries: what they declare may be for others.

Bad:

```erd
mixin Tracked {
  tracked_at timestamptz
}
entity Route {
  id bigint key identity
}
```

Good:

```erd
mixin Dated {
  dated date
}
entity Letter with Dated {
  id bigint key identity
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
    let mut used: FxHashSet<&str> = FxHashSet::default();
    let mut mixins: Vec<&Mixin> = Vec::new();
    for file in cx.input.files {
        let mut in_file = Vec::new();
        let mut has_entities = false;
        for it in all(&file.declarations) {
            match &it.kind {
                DeclarationKind::Entity(entity) => {
                    has_entities = true;
                    used.extend(entity.mixins.iter().map(|it| it.last().name.as_str()));
                }
                DeclarationKind::Mixin(mixin) => {
                    used.extend(mixin.mixins.iter().map(|it| it.last().name.as_str()));
                    in_file.push(mixin);
                }
                _ => {}
            }
        }
        mixins.extend(in_file.into_iter().filter(|_| has_entities));
    }
    for mixin in mixins.into_iter().filter(|it| !used.contains(it.name.name.as_str())) {
        let message = format!("no entity is `with {}`", mixin.name.name);
        out.push(out.at(mixin.name.span, message).help("name it behind `with`, or take it away"));
    }
}

/// The declarations of a file, those in schemas included.
fn all(declarations: &[Declaration]) -> impl Iterator<Item = &Declaration> {
    declarations.iter().flat_map(|it| match &it.kind {
        DeclarationKind::Schema(block) => block.declarations.iter().collect(),
        _ => vec![it],
    })
}
