//! `entity-attribute-value`: an entity keeps the attributes of others as rows.

use crate::base::{Code, ScalarType};
use crate::lint::words::Words;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::{Attribute, AttributeType, Entity};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "entity-attribute-value",
        summary: "An entity keeps the attributes of others as rows",
        docs: "\
A name and a text for each fact: nothing is mandatory, nothing has a type, nothing can be a reference, and a row
with five facts takes five joins (Karwin, \"SQL Antipatterns\", 2010, chapter 6). It is the right form for what users
make up while the program runs, and for little else.

Bad:

```erd
entity Product { id bigint key identity }
entity ProductProperty {
  product Product key
  attribute_name varchar(40) key
  attribute_value text
}
```

Good:

```erd
entity Article {
  id bigint key identity
  colour varchar(20)?
  weight_g int?
}
```
",
    },
    group: Group::NormalForm,
    level: Level::Info,
    needs: Needs::Model,
    check,
};

const NAMES: [&str; 8] = [
    "attribute_name",
    "attribute",
    "property",
    "property_name",
    "field_name",
    "key_name",
    "attr_name",
    "meta_key",
];
const VALUES: [&str; 8] = [
    "attribute_value",
    "value",
    "property_value",
    "field_value",
    "val",
    "attr_value",
    "meta_value",
    "value_text",
];

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, entity) in cx.entities() {
        if is_generic(cx, entity) {
            let message = format!("each row of `{}` is a fact of something else", entity.name);
            out.push(
                out.at(entity.name_span, message)
                    .help("give the facts that are known attributes of their own"),
            );
        }
    }
}

fn is_generic(cx: &Context<'_>, entity: &Entity) -> bool {
    let is_text =
        |it: &Attribute| matches!(cx.scalar(it), Some(ScalarType::Varchar(_) | ScalarType::Text));
    let named = |it: &Attribute, names: &[&str]| {
        is_text(it) && names.contains(&Words::of(&it.name).snake())
    };
    let attributes = || cx.attributes_of(entity).map(|it| it.1);
    attributes().any(|it| named(it, &NAMES))
        && attributes().any(|it| named(it, &VALUES))
        && attributes().any(refers)
        && entity.attributes.len() <= 6
}

/// Whether an attribute says whose fact it is, as a reference or by its name alone.
fn refers(it: &Attribute) -> bool {
    let is_named = it.name.to_ascii_lowercase().ends_with("_id") && !it.is_identity;
    matches!(it.ty, AttributeType::Entity(_)) || it.reference.is_some() || is_named
}
