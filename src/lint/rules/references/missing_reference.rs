//! `missing-reference`: an attribute is named like a reference and refers to nothing.

use crate::base::{Code, Edit, Fix};
use crate::lint::words::Words;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::{Attribute, AttributeId, AttributeOwner, EntityId};
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
    for Suspect { attribute, target, stem } in suspects(cx) {
        let entity = &cx.model.entities[target];
        let Some(key) = only_key(cx, target) else { continue };
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

/// An attribute that looks as if it referred to an entity.
pub(super) struct Suspect<'a> {
    pub(super) attribute: &'a Attribute,
    pub(super) target: EntityId,
    stem: String,
}

/// Every attribute that is called `customer_id`, has the type of the key of `Customer` and refers to nothing.
pub(super) fn suspects<'a>(cx: &Context<'a>) -> Vec<Suspect<'a>> {
    let mut keyed: FxHashSet<AttributeId> = FxHashSet::default();
    for (_, entity) in cx.entities() {
        let paths = entity.foreign_keys.iter().flat_map(|it| &it.attributes);
        keyed.extend(paths.filter_map(|it| cx.whole_attribute_id(it)));
    }
    let is_plain = |it: &Attribute| {
        it.reference.is_none() && !it.is_identity && it.derived.is_none() && !it.is_key
    };
    let attributes = cx.attributes().filter(|(id, it)| is_plain(it) && !keyed.contains(id));
    let suspect = |(_, attribute): (AttributeId, &'a Attribute)| {
        let words = Words::of(&attribute.name);
        let stem = words.without("_id")?.to_owned();
        let &target = cx.facts.entities_by_word.get(stem.as_str())?;
        let scalar = cx.scalar(attribute)?;
        let is_other = attribute.owner != AttributeOwner::Entity(target);
        let is_like = cx.scalar(only_key(cx, target)?) == Some(scalar);
        (is_other && is_like).then_some(Suspect { attribute, target, stem })
    };
    attributes.filter_map(suspect).collect()
}

/// The key of an entity, if it is one attribute.
fn only_key<'a>(cx: &Context<'a>, entity: EntityId) -> Option<&'a Attribute> {
    let identifier = cx.model.identifier(entity)?;
    let [path] = identifier.as_slice() else { return None };
    cx.whole_attribute(path)
}
