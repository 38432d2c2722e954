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
            if let DeclarationKind::Entity(entity) = &it.kind {
                has_entities = true;
                used.extend(entity.mixins.iter().map(|it| it.last().name.as_str()));
            } else if let DeclarationKind::Mixin(mixin) = &it.kind {
                used.extend(mixin.mixins.iter().map(|it| it.last().name.as_str()));
                in_file.push(mixin);
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
    declarations.iter().flat_map(|it| {
        if let DeclarationKind::Schema(block) = &it.kind {
            block.declarations.iter().collect()
        } else {
            vec![it]
        }
    })
}
