//! `inexact-money`: an amount of money is a binary fraction.

use crate::base::{Code, Fix, ScalarType};
use crate::lint::words::Words;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::AttributeType;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "inexact-money",
        summary: "An amount of money is a binary fraction",
        docs: "\
`real` and `double` hold no 0.10: they hold the nearest binary fraction, and sums of those drift by cents. Money is
counted, so it wants `decimal(p, s)`.

Bad:

```erd
entity Bill {
  id bigint key identity
  total_amount double
}
```

Good:

```erd
entity Receipt {
  id bigint key identity
  total_amount decimal(14, 2)
}
```
",
    },
    group: Group::Types,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

const MONEY: [&str; 22] = [
    "amount", "price", "cost", "fee", "fees", "balance", "salary", "wage", "payment", "tax",
    "taxes", "budget", "revenue", "income", "charge", "refund", "deposit", "debit", "credit",
    "money", "vat", "paid",
];

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, attribute) in cx.attributes() {
        let words = Words::of(&attribute.name);
        let is_inexact =
            matches!(cx.scalar(attribute), Some(ScalarType::Real | ScalarType::Double));
        if is_inexact
            && words.has(&MONEY)
            && !words.has(&["rate", "ratio", "factor", "share", "percent"])
        {
            let message = format!("`{}` is money, and only nearly exact", cx.title(attribute));
            let edit = cx.replace(attribute.type_span, "decimal(14, 2)");
            let fix = Fix::unsafe_("make it a `decimal(14, 2)`", vec![edit]);
            let is_own = matches!(attribute.ty, AttributeType::Scalar(_));
            let finding = out.at(attribute.type_span, message).help("make it a `decimal(p, s)`");
            out.push_of(cx.owner_span(attribute), finding.fix_opt(is_own.then_some(fix)));
        }
    }
}
