//! `mandatory-one-to-one`: two entities always come together.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::QuantifierKind;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "mandatory-one-to-one",
        summary: "Two entities always come together",
        docs: "\
Exactly one of each for one of the other: the two are one thing in two tables. No foreign key can hold both
directions, and the first row of either has to wait for the other.

Bad:

```erd
entity Person { id bigint key identity }
entity Passport { no varchar(12) key }
relationship Holds: Person -- Passport
```

Good:

```erd
entity Citizen { id bigint key identity }
entity Licence { no varchar(12) key }
relationship Owns: Citizen -- Licence?
```
",
    },
    group: Group::Modelling,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for relationship in cx.model.relationships.values() {
        let [a, b] = relationship.roles.as_slice() else { continue };
        let (a, b) = (&cx.model.roles[*a], &cx.model.roles[*b]);
        if a.quantifier == QuantifierKind::One
            && b.quantifier == QuantifierKind::One
            && a.entity != b.entity
        {
            let (first, second) =
                (&cx.model.entities[a.entity].name, &cx.model.entities[b.entity].name);
            let message = format!("`{first}` and `{second}` always come together");
            let help = "make them one entity, or one side optional: `?`";
            out.push(out.at(relationship.name_span, message).help(help));
        }
    }
}
