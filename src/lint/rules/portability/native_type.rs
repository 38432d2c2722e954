//! `native-type`: a type exists in one database only.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::AttributeType;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "native-type",
        summary: "A type exists in one database only",
        docs: "\
`sql(\"…\")` takes any type that a database knows. erc then cannot check its values, sample data for it, or say
what it is in another database.

Bad:

```erd
entity Shop {
  id bigint key identity
  place sql(postgres: \"point\", mysql: \"point\", mariadb: \"point\", sqlite: \"text\")
}
```

Good:

```erd
entity Store {
  id bigint key identity
  latitude decimal(9, 6)
  longitude decimal(9, 6)
}
```

A model that is built for one database may use all that it has; an item marked for one is not reported either.
Allow it where the database's own type is the reason to use it.
",
    },
    group: Group::Portability,
    level: Level::Info,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    if cx.dialects().count() < 2 {
        return;
    }
    for (_, attribute) in cx.attributes().filter(|(_, it)| it.metadata.only.is_empty()) {
        if matches!(attribute.ty, AttributeType::Native(_)) {
            let message = format!("erc does not know what `{}` holds", cx.title(attribute));
            let help = "use a type of the language, or mark the attribute for one database";
            out.push_of(cx.owner_span(attribute), out.at(attribute.type_span, message).help(help));
        }
    }
}
