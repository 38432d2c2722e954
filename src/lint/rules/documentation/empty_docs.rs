//! `empty-docs`: a description only repeats the name.

use crate::base::{Code, Name, Span, snake_case};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "empty-docs",
        summary: "A description only repeats the name",
        docs: "\
`/// The customer.` above `entity Customer` costs a line and tells nothing; worse, it makes a missing description
look like one that is there.

Bad:

```erd
/// The warehouse.
entity Warehouse {
  id bigint key identity
}
```

Good:

```erd
/// A building that goods are kept in, ours or rented.
entity Depot {
  id bigint key identity
}
```
",
    },
    group: Group::Documentation,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    let mut look = |name: &Name, docs: &Option<String>, span: Span| {
        let Some(docs) = docs else { return };
        if repeats(name, docs) {
            let message = format!("the description of `{name}` only repeats its name");
            out.push(out.at(span, message).help("say what the name does not, or leave it out"));
        }
    };
    let model = cx.model;
    model.entities.values().for_each(|it| look(&it.name, &it.docs, it.name_span));
    model.relationships.values().for_each(|it| look(&it.name, &it.docs, it.name_span));
    cx.attributes().for_each(|(_, it)| look(&it.name, &it.docs, it.name_span));
}

/// Whether a text has no word that the name has not.
fn repeats(name: &str, docs: &str) -> bool {
    let name = snake_case(name);
    let known: Vec<&str> = name.split('_').collect();
    let is_known = |word: &str| {
        let word = word.to_lowercase();
        let stem = word.trim_end_matches('s');
        matches!(word.as_str(), "the" | "a" | "an" | "of" | "this" | "is" | "entity" | "table")
            || known.iter().any(|it| it.trim_end_matches('s') == stem)
    };
    let mut words =
        docs.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).peekable();
    words.peek().is_some() && words.all(is_known)
}
