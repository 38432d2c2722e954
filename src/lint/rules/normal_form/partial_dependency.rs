//! `partial-dependency`: a part of the key determines something (2NF).

use crate::base::Code;
use crate::lint::normal_forms::report;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::theory::NormalForm;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "partial-dependency",
        summary: "A part of the key determines something (2NF)",
        docs: "\
What a part of the key determines is written once for every row that has that part: to change it means to find all
of them (update anomaly), and it cannot be written down before there is a row (insert anomaly) nor kept after the
last one (delete anomaly). Second normal form forbids it (Codd, \"Further normalization of the data base relational
model\", 1971). `erc explain` shows the anomaly in example rows, `erc normalize` the entity that mends it.

Bad:

```erd
entity OrderLine {
  order_no int key
  product varchar(20) key
  product_title varchar(80)
  quantity int

  product -> product_title
}
```

Good:

```erd
entity Article {
  code varchar(20) key
  title varchar(80)
}
entity OfferLine {
  offer_no int key
  article Article key
  quantity int
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
    report(cx, out, NormalForm::Second);
}
