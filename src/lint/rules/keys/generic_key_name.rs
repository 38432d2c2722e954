//! `generic-key-name`: a key is just called `id`.

use crate::base::Code;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "generic-key-name",
        summary: "A key is just called `id`",
        docs: "\
Some teams want `customer_id` in `customer` too, so that a join reads `using (customer_id)` and no query mixes up
two columns called `id`. Off by default: most do not.

Bad:

```erd
entity Buyer { id bigint key identity }
```

Good:

```erd
entity Seller { seller_id bigint key identity }
```
",
    },
    group: Group::Keys,
    level: Level::Allow,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, entity) in cx.entities() {
        for (_, attribute) in
            cx.attributes_of(entity).filter(|(_, it)| it.is_key && it.name == "id")
        {
            let message = format!("the key of `{}` is just called `id`", entity.name);
            let help = format!("call it `{}_id`", crate::base::snake_case(&entity.name));
            out.push_of(entity.name_span, out.at(attribute.name_span, message).help(help));
        }
    }
}
