//! `card-data`: the data of a payment card are kept.

use crate::base::Code;
use crate::lint::words::Words;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "card-data",
        summary: "The data of a payment card are kept",
        docs: "\
PCI DSS forbids to keep the card verification code at all (requirement 3.3.1.2), and whoever keeps card numbers is
audited as a whole. A token of the payment provider does the same and is worth nothing to a thief.

Bad:

```erd
entity Payment {
  id bigint key identity
  card_number varchar(19)
  cvv varchar(4)
}
```

Good:

```erd
entity Charge {
  id bigint key identity
  card_token varchar(80)
  last_four varchar(4)
}
```
",
    },
    group: Group::Privacy,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

const CARD: [&str; 11] = [
    "cvv",
    "cvc",
    "cvv2",
    "cvc2",
    "card_number",
    "card_no",
    "credit_card",
    "credit_card_number",
    "cc_number",
    "card_cvv",
    "card_cvc",
];

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, attribute) in cx.attributes() {
        let words = Words::of(&attribute.name);
        if CARD.contains(&words.snake()) && cx.scalar(attribute).is_some() {
            let card_entity = cx.owner_name(attribute).to_lowercase();
            // A library card has a number too.
            let is_payment = words.has(&["cvv", "cvc", "cvv2", "cvc2", "credit", "cc"])
                || ["pay", "card", "charge", "order", "billing"]
                    .iter()
                    .any(|it| card_entity.contains(it));
            if is_payment {
                let message = format!("`{}` is what card thieves look for", cx.title(attribute));
                let help = "keep the token that the payment provider gives for it";
                out.push_of(
                    cx.owner_span(attribute),
                    out.at(attribute.name_span, message).help(help),
                );
            }
        }
    }
}
