//! `trivial-dependency`: a dependency holds of everything.

use crate::base::{Code, Fix};
use crate::lint::edits::remove_member;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::{AttributePath, Dependency, DependencyKind};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "trivial-dependency",
        summary: "A dependency holds of everything",
        docs: "\
`a, b -> b` is true of any two rows. Most likely another attribute was meant.

Bad:

```erd
entity Flight {
  no varchar(8) key
  origin varchar(3)

  no, origin -> origin
}
```

Good:

```erd
entity Trip {
  no varchar(8) key
  origin varchar(3)
  country varchar(2)

  origin -> country
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
    let model = cx.model;
    let entities = model.entities.values().flat_map(|it| &it.dependencies);
    let relationships = model.relationships.values().flat_map(|it| &it.dependencies);
    let composites = model.composites.values().flat_map(|it| &it.dependencies);
    for dependency in entities.chain(relationships).chain(composites).filter(|it| is_trivial(it)) {
        let fix =
            remove_member(cx.input.sources, dependency.span).filter(|_| dependency.docs.is_none());
        let fix = fix.map(|it| Fix::safe("take it away", vec![it]));
        let finding = out.at(dependency.span, "this holds of everything");
        out.push(finding.help("name another attribute, or take it away").fix_opt(fix));
    }
}

fn is_trivial(it: &Dependency) -> bool {
    let within = |inner: &[AttributePath], outer: &[AttributePath]| {
        inner.iter().all(|it| outer.contains(it))
    };
    match &it.kind {
        DependencyKind::Functional { determinant, dependent } => within(dependent, determinant),
        DependencyKind::Multivalued { determinant, dependent } => within(dependent, determinant),
        DependencyKind::Join { components } => components.len() == 1,
    }
}
