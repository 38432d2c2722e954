//! `multiple-cascade-paths`: a deletion reaches a table on two ways.

use crate::base::{Code, ReferentialAction};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use rustc_hash::FxHashMap;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "multiple-cascade-paths",
        summary: "A deletion reaches a table on two ways",
        docs: "\
Where a table deletes with two others that both delete with a third, one deletion arrives twice. The databases that
erc writes for take that; SQL Server refuses the second foreign key. Off by default.

Bad:

```erd
entity Company { id bigint key identity }
entity Branch {
  id bigint key identity
  company Company on delete cascade
}
entity Contract {
  id bigint key identity
  company Company on delete cascade
  branch Branch on delete cascade
}
```

Good:

```erd
entity Firm { id bigint key identity }
entity Outlet {
  id bigint key identity
  firm Firm on delete cascade
}
entity Lease {
  id bigint key identity
  outlet Outlet on delete cascade
}
```
",
    },
    group: Group::References,
    level: Level::Allow,
    needs: Needs::Schema,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    let parents: Vec<Vec<(usize, crate::base::Span)>> = cx
        .tables()
        .map(|view| {
            let keys = view
                .table
                .foreign_keys
                .iter()
                .filter(|it| it.on_delete == ReferentialAction::Cascade);
            keys.filter_map(|it| Some((cx.facts.table(&it.target)?, it.span))).collect()
        })
        .collect();
    for view in cx.tables() {
        // Two ways of at most two steps: longer ones are the concern of the tables between.
        let mut reached: FxHashMap<usize, crate::base::Span> = FxHashMap::default();
        for &(parent, span) in &parents[view.idx] {
            let above = parents[parent].iter().map(|it| it.0).filter(|&it| it != parent);
            for table in std::iter::once(parent).chain(above) {
                let first = *reached.entry(table).or_insert(span);
                if first != span && table != view.idx {
                    let target = &cx.logical.tables[crate::base::Id::new(table)];
                    let (own, other) = (cx.table_title(view.table), cx.table_title(target));
                    let message = format!("a deletion of `{other}` reaches `{own}` on two ways");
                    let finding = out.at(span, message).because(first, "the other way");
                    out.push(finding.help("let one of the two be `on delete no action`"));
                }
            }
        }
    }
}
