//! `inconsistent-entity-name`: an entity is not written like the others.

use crate::base::Code;
use crate::lint::words::{Case, case};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "inconsistent-entity-name",
        summary: "An entity is not written like the others",
        docs: "\
One spelling lets everybody guess the name of a thing. Where nearly all entities are written `OrderLine`, one that
is written `order_line` is looked for in vain.

Bad:

```erd
entity OrderLine { id bigint key identity }
entity Customer { id bigint key identity }
entity PriceList { id bigint key identity }
entity tax_rate { id bigint key identity }
```

Good:

```erd
entity Supplier { id bigint key identity }
entity Warehouse { id bigint key identity }
entity StockLevel { id bigint key identity }
```
",
    },
    group: Group::Names,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    let cases = || cx.entities().filter_map(|(_, it)| Some((it, case(&it.name)?)));
    let n_of = |wanted: Case| cases().filter(|it| it.1 == wanted).count();
    let Some(usual) = Case::ALL.into_iter().max_by_key(|it| n_of(*it)) else { return };
    let n_usual = n_of(usual);
    for (entity, case) in cases().filter(|it| it.1 != usual && !it.1.agrees(usual)) {
        if n_usual >= 3 && n_usual >= 4 * n_of(case).max(1) - 1 {
            let message = format!("`{}` is not written like the other entities", entity.name);
            out.push(
                out.at(entity.name_span, message)
                    .help(format!("write it `{}`", usual.spell(&entity.name))),
            );
        }
    }
}
