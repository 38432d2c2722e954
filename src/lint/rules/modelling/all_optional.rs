//! `all-optional`: everything but the key may be missing.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::QuantifierKind;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "all-optional",
        summary: "Everything but the key may be missing",
        docs: "\
A row that says nothing but its number is a row that nobody meant. Some of these facts are always known when a row
is made; marking them `?` as well gives up the one check that costs nothing.

Bad:

```erd
entity Contact {
  id bigint key identity
  name varchar(80)?
  email varchar(254)?
  phone varchar(20)?
}
```

Good:

```erd
entity Person {
  id bigint key identity
  name varchar(80)
  email varchar(254)?
  phone varchar(20)?
}
```
",
    },
    group: Group::Modelling,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, entity) in
        cx.entities().filter(|(_, it)| it.supertype.is_none() && it.hierarchies.is_empty())
    {
        let is_key = |name| {
            entity
                .key
                .iter()
                .flat_map(|it| &it.attributes)
                .any(|path| cx.whole_attribute(path).is_some_and(|it| it.name == name))
        };
        let others: Vec<_> = cx
            .attributes_of(entity)
            .map(|it| it.1)
            .filter(|it| !is_key(it.name.as_str()) && it.derived.is_none() && it.mixin.is_none())
            .collect();
        let is_optional = |it: &&crate::model::Attribute| it.quantifier == QuantifierKind::Optional;
        // A key that means something says something, and what rules its own absences has thought about them.
        let is_counted = entity.key.as_ref().is_none_or(|key| {
            let attributes = || key.attributes.iter().filter_map(|it| cx.whole_attribute(it));
            attributes().count() == 1
                && attributes().all(|it| it.is_identity || it.default.is_some())
        });
        if is_counted
            && others.len() >= 3
            && others.iter().all(is_optional)
            && entity.checks.is_empty()
        {
            let message = format!("everything of `{}` but its key may be missing", entity.name);
            out.push(
                out.at(entity.name_span, message)
                    .help("take the `?` from what is known when a row is made"),
            );
        }
    }
}
