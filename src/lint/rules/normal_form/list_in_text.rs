//! `list-in-text`: a text is named like a list.

use crate::base::{Code, ScalarType};
use crate::lint::words::Words;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::AttributeOwner;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "list-in-text",
        summary: "A text is named like a list",
        docs: "\
A list between commas is no value of its own (first normal form, Codd 1970): the database cannot look into it,
check what it refers to or count it, and the day a value holds a comma it breaks. `*` makes it a list that has
a row for each value.

Bad:

```erd
entity Mailing {
  id bigint key identity
  recipient_ids varchar(400)
}
```

Good:

```erd
entity Letter {
  id bigint key identity
  recipients varchar(80)*
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
    for (_, attribute) in cx.attributes() {
        let words = Words::of(&attribute.name);
        let is_text =
            matches!(cx.scalar(attribute), Some(ScalarType::Varchar(_) | ScalarType::Text));
        let is_list = ["ids", "csv", "list"].contains(&words.last()) && words.iter().count() > 1
            || ["tags", "keywords", "emails", "phones"].contains(&words.snake())
            || words.has(&["csv", "delimited", "separated"]);
        if is_text && is_list && !matches!(attribute.owner, AttributeOwner::View(_)) {
            let message = format!("`{}` holds a list in a text", cx.title(attribute));
            let help = "let it have many values: `*`, or refer to many: `Entity*`";
            out.push_of(cx.owner_span(attribute), out.at(attribute.name_span, message).help(help));
        }
    }
}
