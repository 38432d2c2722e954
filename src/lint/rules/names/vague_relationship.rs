//! `vague-relationship`: the name of a relationship says nothing.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "vague-relationship",
        summary: "The name of a relationship says nothing",
        docs: "\
`Has`, `RelatesTo` and `Mapping` fit any two entities. A verb that fits these two turns the diagram into sentences.

Bad:

```erd
entity Author { id bigint key identity }
entity Book { id bigint key identity }
relationship Has: Author* -- Book*
```

Good:

```erd
entity Writer { id bigint key identity }
entity Novel { id bigint key identity }
relationship Wrote: Writer* -- Novel*
```
",
    },
    group: Group::Names,
    level: Level::Info,
    needs: Needs::Model,
    check,
};

const VAGUE: [&str; 12] = [
    "has",
    "relates",
    "relates_to",
    "related_to",
    "relation",
    "relationship",
    "link",
    "links",
    "links_to",
    "mapping",
    "belongs",
    "connects",
];

fn check(cx: &Context<'_>, out: &mut Findings) {
    for relationship in cx.model.relationships.values() {
        let name = crate::base::snake_case(&relationship.name);
        if VAGUE.contains(&name.as_str()) {
            let message = format!("`{}` fits any two entities", relationship.name);
            out.push(out.at(relationship.name_span, message).help("find the verb that fits these"));
        }
    }
}
