//! `undeclared-key`: dependencies make a key that is not declared unique.

use crate::base::{Code, Fix};
use crate::lint::edits::add_member;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::normalize::{OriginKind, Owner};
use crate::theory::DependencyId;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "undeclared-key",
        summary: "Dependencies make a key that is not declared unique",
        docs: "\
If these attributes determine all others, no two rows agree on them: they are a candidate key. As long as the database
is not told, it takes rows that break the dependency.

Bad:

```erd
entity Employee {
  id bigint key identity
  badge_no varchar(12)
  name varchar(80)

  badge_no -> id, name
}
```

Good:

```erd
entity Worker {
  id bigint key identity
  badge_no varchar(12) unique
  name varchar(80)
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
    for (relation, analysis) in cx.studied() {
        let Owner::Entity(entity) = relation.owner else { continue };
        let entity = &cx.model.entities[entity];
        let all = relation.dependencies.functional();
        let is_known = |idx: usize| {
            let kind = relation.origin(DependencyId::Functional(idx)).kind;
            kind.is_key() || kind == OriginKind::Cardinality
        };
        let known: Vec<_> =
            (0..all.len()).filter(|it| is_known(*it)).map(|it| &all[it].from).collect();
        for key in analysis.keys.keys.iter().filter(|it| relation.has_key && !known.contains(it)) {
            // A key that is larger than it looks is another rule's concern.
            let is_inside = known.iter().any(|it| key.is_subset(it));
            let is_there = key.iter().all(|it| !relation.attributes[it as usize].is_optional);
            let span = all
                .iter()
                .position(|it| it.from == *key)
                .map(|idx| relation.origin(DependencyId::Functional(idx)).span);
            // What determines nothing beside itself is no dependency, and so not among the known ones.
            let is_whole = key.len() == relation.attributes.len();
            if is_inside || is_whole || !is_there || key.is_empty() {
                continue;
            }
            let list = relation.list(key);
            let message = match key.len() {
                1 => format!(
                    "{} tells one `{}` from another, and is not unique",
                    relation.quoted(key),
                    relation.name
                ),
                _ => format!(
                    "{} tell one `{}` from another, and are not unique",
                    relation.quoted(key),
                    relation.name
                ),
            };
            let edit = add_member(cx.input.sources, entity.span, &format!("unique ({list})"));
            let fix = edit.map(|it| Fix::unsafe_("make it unique", vec![it]));
            let finding = out.at(span.unwrap_or(relation.span), message);
            out.push_of(relation.span, finding.help(format!("add `unique ({list})`")).fix_opt(fix));
        }
    }
}
