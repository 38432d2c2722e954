//! `unfinished-docs`: a description is a note that something is left to do.

use crate::base::{Code, Name, Span};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "unfinished-docs",
        summary: "A description is a note that something is left to do",
        docs: "\
Descriptions reach the database, the diagrams and the published pages. A note to oneself in one of them tells
every reader that the model is not done, and not what to do about it.

Bad:

```erd
/// TBD: ask sales what a lead is.
entity Lead {
  id bigint key identity
}
```

Good:

```erd
// Still to be asked: does a prospect ever come back?
/// Somebody who asked for an offer.
entity Prospect {
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

/// Words that stand for work, in capitals as they are used.
const MARKS: [&str; 5] = ["TBD", "TO\u{44}O", "FIX\u{4d}E", "XX\u{58}", "???"];

fn check(cx: &Context<'_>, out: &mut Findings) {
    let mut look = |name: &Name, docs: &Option<String>, span: Span| {
        let Some(docs) = docs else { return };
        let words = || docs.split(|it: char| it.is_whitespace() || ":;,.()".contains(it));
        if let Some(mark) = MARKS.iter().find(|mark| words().any(|it| it == **mark)) {
            let message = format!("the description of `{name}` says `{mark}`");
            out.push(out.at(span, message).help("finish it, or move the note into a `//` comment"));
        }
    };
    let model = cx.model;
    model.entities.values().for_each(|it| look(&it.name, &it.docs, it.name_span));
    model.relationships.values().for_each(|it| look(&it.name, &it.docs, it.name_span));
    model.enums.values().for_each(|it| look(&it.name, &it.docs, it.name_span));
    cx.attributes().for_each(|(_, it)| look(&it.name, &it.docs, it.name_span));
}
