//! `numbered-attributes`: attributes are counted by their names.

use crate::base::Code;
use crate::lint::words::numbered;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::{Attribute, AttributeType};
use rustc_hash::FxHashMap;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "numbered-attributes",
        summary: "Attributes are counted by their names",
        docs: "\
`phone1`, `phone2`, `phone3` are one fact with three values (first normal form). Whoever looks for a number asks
three columns, whoever has a fourth phone has none, and a gap between the first and the third means something to
somebody. Two that refer to entities, or two sides of a pair that are both described, are no list.

Bad:

```erd
entity Person {
  id bigint key identity
  phone1 varchar(20)?
  phone2 varchar(20)?
  phone3 varchar(20)?
}
```

Good:

```erd
entity Actor {
  id bigint key identity
  phones varchar(20){0..3}
  address_line1 varchar(80)
  address_line2 varchar(80)?
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
    for (_, entity) in cx.entities() {
        report(cx, out, cx.attributes_of(entity).map(|it| it.1));
    }
    for composite in cx.model.composites.values() {
        report(cx, out, composite.attributes.iter().map(|it| &cx.model.attributes[*it]));
    }
}

fn report<'a>(
    cx: &Context<'_>,
    out: &mut Findings,
    attributes: impl Iterator<Item = &'a Attribute>,
) {
    let mut groups: FxHashMap<&str, Vec<&Attribute>> = FxHashMap::default();
    let mut stems = Vec::new();
    for attribute in attributes {
        let Some((stem, _)) = numbered(&attribute.name).filter(|it| it.1 > 0 && it.1 < 100) else {
            continue;
        };
        let group = groups.entry(stem).or_default();
        if group.is_empty() {
            stems.push(stem);
        }
        group.push(attribute);
    }
    // `from_id_1`, `kind_1`, `from_id_2`, `kind_2` are the two sides of something.
    let n_pairs = stems.iter().filter(|it| groups[**it].len() == 2).count();
    for stem in stems {
        let group = &groups[stem];
        if group.len() == 2 && (n_pairs > 1 || group.iter().all(|it| refers(it))) {
            continue;
        }
        // Two lines of an address are one text that does not fit on an envelope.
        let is_line = ["line", "address", "street", "addr"].iter().any(|it| stem.ends_with(it));
        let [first, .., last] = group.as_slice() else { continue };
        if !is_line && group.iter().all(|it| it.ty == first.ty) {
            let message =
                format!("`{stem}` of `{}` is there {} times", cx.owner_name(first), group.len());
            let finding =
                out.at(first.name_span, message).because(last.name_span, "and on to here");
            let help =
                format!("make it one attribute with several values: `{{0..{}}}`", group.len());
            out.push_of(cx.owner_span(first), finding.help(help));
        }
    }
}

/// Whether an attribute refers to something, or is named as if it did.
fn refers(attribute: &Attribute) -> bool {
    let is_entity = matches!(attribute.ty, AttributeType::Entity(_) | AttributeType::Union(_));
    let stem = numbered(&attribute.name).map_or("", |it| it.0);
    is_entity || attribute.reference.is_some() || stem.ends_with("_id") || stem.ends_with("Id")
}
