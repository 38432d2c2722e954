//! `redundant-unique`: a unique constraint holds all of a key already.

use crate::base::Code;
use crate::lint::column_sets::ColumnSets;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "redundant-unique",
        summary: "A unique constraint holds all of a key already",
        docs: "\
What contains a key is unique of itself: no two rows agree on the key, so none agree on the key and more. The
constraint only costs an index. It is of use where a foreign key refers to exactly these columns, and erc says
nothing there.

Bad:

```erd
entity Account {
  id bigint key identity
  region varchar(20)

  unique (id, region)
}
```

Good:

```erd
entity Deposit {
  id bigint key identity
  region varchar(20)

  unique (region)
}
```

If the longer constraint is the one that is meant, the shorter key says too much: two accounts in different
regions cannot have one number.
",
    },
    group: Group::Keys,
    level: Level::Warn,
    needs: Needs::Schema,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for view in cx.tables() {
        let sets = ColumnSets::of(&view);
        for (place, item) in sets.items.iter().enumerate().filter(|(_, it)| !it.is_primary) {
            let Some(inner) = sets.proper_subset_of(place).filter(|it| it.is_mandatory) else {
                continue;
            };
            if cx.is_referred_to(&view, item.names) {
                continue;
            }
            let message = format!(
                "`{}` needs no unique {}, since {} tells its rows apart already",
                cx.table_title(view.table),
                cx.column_names(view.table, item.names),
                cx.column_names(view.table, inner.names),
            );
            let finding = out.at(item.span, message).because(inner.span, "what is unique in it");
            out.push(finding.help("take it away, or take a column out of the shorter key"));
        }
    }
}
