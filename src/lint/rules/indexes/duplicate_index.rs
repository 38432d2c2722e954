//! `duplicate-index`: two indexes are the same.

use crate::base::{Code, CompactSort, Fix, Span};
use crate::lint::edits::remove_member;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "duplicate-index",
        summary: "Two indexes are the same",
        docs: "\
The second one answers no question that the first does not, and every insert keeps both.

Bad:

```erd
entity Song {
  id bigint key identity
  title varchar(80)

  index by_title: (title)
  index song_title: (title)
}
```

Good:

```erd
entity Tune {
  id bigint key identity
  title varchar(80)

  index (title)
  index (lower(title))
}
```
",
    },
    group: Group::Indexes,
    level: Level::Warn,
    needs: Needs::Schema,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for view in cx.tables() {
        let mut seen: Vec<(&crate::schema::Index, Span)> = Vec::new();
        let mut indexes: Vec<_> = view.table.indexes.iter().collect();
        indexes.compact_sort_by_key(|it| it.items.first().and_then(|it| it.as_column()).cloned());
        for index in indexes {
            // Equal indexes stand together now; only a run of one first column is compared.
            let first = index.items.first();
            seen.retain(|(it, _)| it.items.first() == first);
            let Some((twin, _)) = seen.iter().find(|(it, _)| is_same(it, index)).copied() else {
                seen.push((index, index.span));
                continue;
            };
            let (twin, index) = if twin.span <= index.span { (twin, index) } else { (index, twin) };
            let message = format!("`{}` has this index twice", cx.table_title(view.table));
            let fix = remove_member(cx.input.sources, index.span);
            let fix = fix.map(|it| Fix::safe("take the second one away", vec![it]));
            let finding = out.at(index.span, message).because(twin.span, "once here");
            out.push_of(view.table.span, finding.help("keep one of the two").fix_opt(fix));
        }
    }
}

fn is_same(a: &crate::schema::Index, b: &crate::schema::Index) -> bool {
    a.items == b.items
        && a.is_unique == b.is_unique
        && a.method == b.method
        && a.include == b.include
        && a.predicate == b.predicate
        && a.only == b.only
        && a.span != b.span
}
