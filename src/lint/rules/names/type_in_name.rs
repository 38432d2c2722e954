//! `type-in-name`: a name says what kind of thing it names.

use crate::base::{Code, Name, Span};
use crate::lint::words::Words;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

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
    for (_, entity) in cx.entities() {
        let words = Words::of(&entity.name);
        let is_named = ["tbl", "tb", "ent"].contains(&words.first())
            || ["tbl", "entity"].contains(&words.last());
        if is_named && words.iter().count() > 1 {
            report(out, &entity.name, entity.name_span);
        }
    }
    for (_, attribute) in cx.attributes() {
        let words = Words::of(&attribute.name);
        let prefixes = ["str", "int", "num", "bool", "dt", "fld", "col", "vc", "txt", "lng"];
        if prefixes.contains(&words.first())
            && words.iter().count() > 1
            && attribute.name.contains('_')
        {
            report(out, &attribute.name, attribute.name_span);
        }
    }
}

fn report(out: &mut Findings, name: &Name, span: Span) {
    let message = format!("`{name}` says what kind of thing it names");
    out.push(out.at(span, message).help("name what it means alone"));
}
