//! `inconsistent-type`: an attribute has another type than its namesakes.

use crate::base::{Code, CompactSort, Name, ScalarType};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::{Attribute, AttributeType};
use rustc_hash::FxHashMap;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "inconsistent-type",
        summary: "An attribute has another type than its namesakes",
        docs: "\
Where three entities keep `weight` as a number and one as a text, joins need casts, and one of the four is wrong.
Only kinds of types are compared: a text is a text, however long.

Bad:

```erd
entity Parcel {
  id bigint key identity
  weight int
}
entity Pallet {
  id bigint key identity
  weight decimal(9, 3)
}
entity Truck {
  id bigint key identity
  weight int
}
entity Crate {
  id bigint key identity
  weight varchar(20)
}
```

Good:

```erd
entity Bag {
  id bigint key identity
  height int
}
entity Box {
  id bigint key identity
  height decimal(9, 3)
}
entity Tub {
  id bigint key identity
  height bigint
}
```
",
    },
    group: Group::Types,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

/// Words that mean something else in every entity.
const VAGUE: [&str; 12] = [
    "value", "code", "number", "no", "kind", "type", "level", "state", "result", "content", "data",
    "position",
];

fn check(cx: &Context<'_>, out: &mut Findings) {
    let mut by_name: FxHashMap<&Name, Vec<(&Attribute, Kind)>> = FxHashMap::default();
    let has_meaning =
        |it: &Attribute| !VAGUE.contains(&it.name.as_str()) && !it.is_key && it.name != "id";
    for (_, attribute) in cx.attributes().filter(|(_, it)| has_meaning(it)) {
        if let Some(kind) = cx.scalar(attribute).and_then(|it| kind(it, &attribute.ty)) {
            by_name.entry(&attribute.name).or_default().push((attribute, kind));
        }
    }
    let mut names: Vec<_> = by_name.into_iter().filter(|(_, them)| them.len() > 3).collect();
    names.compact_sort_by_key(|(name, _)| *name);
    for (name, them) in names {
        let n_of = |kind| them.iter().filter(|it| it.1 == kind).count();
        let Some(usual) = Kind::ALL.into_iter().max_by_key(|it| n_of(*it)) else { continue };
        let Some((example, _)) = them.iter().find(|it| it.1 == usual) else { continue };
        // A single one against three or more is a slip; anything else are two meanings of a word.
        if n_of(usual) + 1 != them.len() || n_of(usual) < 3 {
            continue;
        }
        for (odd, kind) in them.iter().filter(|it| it.1 != usual) {
            let message = format!(
                "`{name}` of `{}` is {}, and {} elsewhere",
                cx.owner_name(odd),
                kind.words(),
                usual.words()
            );
            let finding = out.at(odd.type_span, message).because(example.type_span, "as here");
            out.push_of(
                cx.owner_span(odd),
                finding.help("give both one type, or one of them another name"),
            );
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Text,
    Moment,
    Bool,
    Uuid,
}

impl Kind {
    const ALL: [Kind; 5] = [Kind::Uuid, Kind::Bool, Kind::Moment, Kind::Text, Kind::Number];

    fn words(self) -> &'static str {
        match self {
            Kind::Number => "a number",
            Kind::Text => "a text",
            Kind::Moment => "a date or time",
            Kind::Bool => "true or false",
            Kind::Uuid => "a UUID",
        }
    }
}

/// What a type is at bottom. Domains have a name of their own, and so a meaning.
fn kind(scalar: ScalarType, ty: &AttributeType) -> Option<Kind> {
    if !matches!(ty, AttributeType::Scalar(_)) && !matches!(ty, AttributeType::Domain(_)) {
        return None;
    }
    match scalar {
        ScalarType::SmallInt
        | ScalarType::Int
        | ScalarType::BigInt
        | ScalarType::Decimal { .. }
        | ScalarType::Real
        | ScalarType::Double => Some(Kind::Number),
        ScalarType::Char(_) | ScalarType::Varchar(_) | ScalarType::Text => Some(Kind::Text),
        ScalarType::Date | ScalarType::Time | ScalarType::Timestamp | ScalarType::TimestampTz => {
            Some(Kind::Moment)
        }
        ScalarType::Bool => Some(Kind::Bool),
        ScalarType::Uuid => Some(Kind::Uuid),
        ScalarType::Bytes(_) | ScalarType::Interval | ScalarType::Json => None,
    }
}
