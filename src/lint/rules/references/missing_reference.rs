//! `missing-reference`: an attribute is named like a reference and refers to nothing.

use crate::base::{Code, Edit, Fix};
use crate::lint::words::Words;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::AttributeOwner;
use rustc_hash::FxHashSet;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "missing-reference",
        summary: "An attribute is named like a reference and refers to nothing",
        docs: "\
`customer_id` beside an entity `Customer` whose key has the same type means a customer to every reader, and
nothing to the database: it takes numbers of customers that do not exist.

Bad:

```erd
entity Customer { id bigint key identity }
entity Basket {
  id bigint key identity
  customer_id bigint
}
```

Good:

```erd
entity Patron { id bigint key identity }
entity Cart {
  id bigint key identity
  patron Patron
  external_id bigint
}
```

Allow it where the rows of the other entity live in another database.
",
    },
    group: Group::References,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    let mut keyed: FxHashSet<crate::model::AttributeId> = FxHashSet::default();
    for (_, entity) in cx.entities() {
        let paths = entity.foreign_keys.iter().flat_map(|it| &it.attributes);
        keyed.extend(paths.filter_map(|it| cx.whole_attribute_id(it)));
    }
    for (id, attribute) in cx.attributes() {
        let is_plain =
            attribute.reference.is_none() && !attribute.is_identity && attribute.derived.is_none();
        let words = Words::of(&attribute.name);
        let Some(stem) = words.without("_id").filter(|_| is_plain && !keyed.contains(&id)) else {
            continue;
        };
        let Some(&target) = cx.facts.entities_by_word.get(stem) else { continue };
        let entity = &cx.model.entities[target];
        let is_own = attribute.owner == AttributeOwner::Entity(target);
        let identifier = cx.model.identifier(target).unwrap_or_default();
        let [path] = identifier.as_slice() else { continue };
        let Some(key) = cx.whole_attribute(path) else { continue };
        if is_own
            || attribute.is_key
            || cx.scalar(attribute).is_none()
            || cx.scalar(attribute) != cx.scalar(key)
        {
            continue;
        }
        let message = format!("`{}` refers to no `{}`", cx.title(attribute), entity.name);
        let optional = cx.text(attribute.quantifier_span);
        let help = format!("let it be a reference: `{stem} {}{optional}`", entity.name);
        let is_bare =
            attribute.default.is_none() && attribute.checks.is_empty() && !attribute.is_unique;
        let text = format!(" references {}({})", entity.name, key.name);
        let edit = Edit { span: attribute.quantifier_span.at_end(), text };
        let fix = is_bare.then(|| Fix::unsafe_(format!("refer to `{}`", entity.name), vec![edit]));
        let finding = out.at(attribute.name_span, message).because(entity.name_span, "this one");
        out.push_of(cx.owner_span(attribute), finding.help(help).fix_opt(fix));
    }
}
