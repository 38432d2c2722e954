//! `inconsistent-attribute-name`: an attribute is not written like the others.

use crate::base::Code;
use crate::lint::words::{Case, case};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "inconsistent-attribute-name",
        summary: "An attribute is not written like the others",
        docs: "\
One spelling lets everybody guess the name of a column. Where nearly all attributes are written `unit_price`, one
that is written `unitPrice` is looked for in vain.

Bad:

```erd
entity Product {
  id bigint key identity
  unit_price decimal(12, 2)
  tax_rate decimal(5, 4)
  stock_level int
  shelfNumber int
}
```

Good:

```erd
entity Goods {
  id bigint key identity
  unit_price decimal(12, 2)
  shelf_number int
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
    let cases = || cx.attributes().filter_map(|(_, it)| Some((it, case(&it.name)?)));
    let mut counts = [0_usize; Case::ALL.len()];
    cases().for_each(|(_, it)| counts[it.place()] += 1);
    // Names of one lower-case word go with every style, and say nothing of it.
    counts[Case::Lower.place()] = 0;
    let Some(usual) = Case::ALL.into_iter().max_by_key(|it| counts[it.place()]) else { return };
    let n_usual = counts[usual.place()];
    for (attribute, case) in cases().filter(|it| it.1 != usual && !it.1.agrees(usual)) {
        if n_usual >= 3 && n_usual >= 4 * counts[case.place()].max(1) - 1 {
            let message =
                format!("`{}` is not written like the other attributes", cx.title(attribute));
            let help = format!("write it `{}`", usual.spell(&attribute.name));
            let finding = out.at(attribute.name_span, message).help(help);
            out.push_of(cx.owner_span(attribute), finding);
        }
    }
}
