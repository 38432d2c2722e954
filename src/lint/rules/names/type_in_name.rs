//! `type-in-name`: a name says what kind of thing it names.

use crate::base::{Code, Name, ScalarType, Span};
use crate::lint::words::Words;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::Attribute;
use rustc_hash::FxHashMap;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "type-in-name",
        summary: "A name says what kind of thing it names",
        docs: "\
`tbl_customer`, `CustomerTable` and `str_name` repeat what the declaration says, stand before the word that one
looks for, and are wrong as soon as the type changes.

Bad:

```erd
entity tbl_customer {
  id bigint key identity
  str_name varchar(80)
}
```

Good:

```erd
entity customer {
  id bigint key identity
  name varchar(80)
}
```
",
    },
    group: Group::Names,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    let n_entities = cx.entities().count();
    let mut n_with: FxHashMap<String, usize> = FxHashMap::default();
    for (_, entity) in cx.entities() {
        *n_with.entry(Words::of(&entity.name).first().to_owned()).or_default() += 1;
    }
    for (_, entity) in cx.entities() {
        let words = Words::of(&entity.name);
        let n_words = words.iter().count();
        // What many entities begin with is the name of the product, and the one behind it stands alone.
        let is_common = n_with.get(words.first()).is_some_and(|it| it * 2 > n_entities && *it > 2);
        let is_named = words.first() == "tbl"
            || words.first() == "tb" && is_common
            || words.last() == "tbl"
            || words.last() == "entity" && !(is_common && n_words == 2);
        if is_named && n_words > 1 {
            report(out, &entity.name, entity.name_span);
        }
    }
    for (_, entity) in cx.entities() {
        let attributes = || cx.attributes_of(entity).map(|it| it.1);
        // `str_v`, `long_v`, `bool_v` hold one value in the column of its type.
        let mut n_rests: FxHashMap<&str, usize> = FxHashMap::default();
        for rest in attributes().filter_map(|it| it.name.split_once('_')).map(|it| it.1) {
            *n_rests.entry(rest).or_default() += 1;
        }
        let is_one = |name: &str| name.split_once('_').is_some_and(|it| n_rests[it.1] < 2);
        for attribute in attributes().filter(|it| says_type(cx, it) && is_one(&it.name)) {
            report(out, &attribute.name, attribute.name_span);
        }
    }
}

/// Whether an attribute begins with what its type is called for short.
fn says_type(cx: &Context<'_>, attribute: &Attribute) -> bool {
    let words = Words::of(&attribute.name);
    if words.iter().count() < 2 || !attribute.name.contains('_') {
        return false;
    }
    let Some(scalar) = cx.scalar(attribute) else { return false };
    use ScalarType::{
        BigInt, Bool, Char, Date, Int, SmallInt, Text, Timestamp, TimestampTz, Varchar,
    };
    match words.first() {
        "str" | "txt" | "vc" => matches!(scalar, Char(_) | Varchar(_) | Text),
        "int" | "lng" => matches!(scalar, SmallInt | Int | BigInt),
        "bool" => scalar == Bool,
        "dt" => matches!(scalar, Date | Timestamp | TimestampTz),
        "fld" | "col" => true,
        _ => false,
    }
}

fn report(out: &mut Findings, name: &Name, span: Span) {
    let message = format!("`{name}` says what kind of thing it names");
    out.push(out.at(span, message).help("name what it means alone"));
}
