//! `redundant-dependency`: a dependency follows from others.

use crate::base::{Code, Fix};
use crate::lint::edits::remove_member;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::normalize::OriginKind;
use crate::theory::{Dependency, DependencyId, redundant_dependencies};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "redundant-dependency",
        summary: "A dependency follows from others",
        docs: "\
What follows from the rest says nothing new, and has to be kept in step with it. The proof is by attribute closure
(Armstrong's axioms).

Bad:

```erd
entity Address {
  id bigint key identity
  zip varchar(10)
  city varchar(40)
  state varchar(40)

  zip -> city
  city -> state
  zip -> state
}
```

Good:

```erd
entity Place {
  id bigint key identity
  zip varchar(10)
  city varchar(40)
  state varchar(40)

  zip -> city
  city -> state
}
```
",
    },
    group: Group::NormalForm,
    level: Level::Info,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (relation, _) in cx.studied() {
        let all = relation.dependencies.functional();
        for idx in redundant_dependencies(relation.dependencies.n_attributes(), all) {
            let origin = relation.origin(DependencyId::Functional(idx));
            let it = &all[idx];
            if origin.kind != OriginKind::Declared || it.is_trivial() {
                continue;
            }
            let text = relation.text(&Dependency::Functional(it.clone()));
            let message = format!("`{text}` follows from what else holds of `{}`", relation.name);
            let fix = remove_member(cx.input.sources, origin.span)
                .map(|it| Fix::safe("take it away", vec![it]));
            out.push_of(
                relation.span,
                out.at(origin.span, message).help("take it away").fix_opt(fix),
            );
        }
    }
}
