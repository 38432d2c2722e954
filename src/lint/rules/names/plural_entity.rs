//! `plural-entity`: an entity is named for many, and the others for one.

use crate::base::Code;
use crate::lint::words::{Words, capitalized, singular};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use rustc_hash::FxHashSet;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "plural-entity",
        summary: "An entity is named for many, and the others for one",
        docs: "\
An entity is named for what one of it is: the table holds many anyway. Names in both forms make everybody guess;
where most entities are plural, this rule is silent.

Bad:

```erd
entity Customers { id bigint key identity }
entity Product { id bigint key identity }
entity Warehouse { id bigint key identity }
entity Supplier { id bigint key identity }
entity Order {
  id bigint key identity
  customer Customers
}
```

Good:

```erd
entity Client { id bigint key identity }
entity Goods { id bigint key identity }
entity Address { id bigint key identity }
entity News { id bigint key identity }
```
",
    },
    group: Group::Names,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    let n_plural =
        cx.entities().filter(|(_, it)| singular(Words::of(&it.name).last()).is_some()).count();
    if n_plural * 4 > cx.model.entities.len() {
        return;
    }
    // The singular must be a word of this model: in other languages an `s` at the end means nothing.
    let spoken: FxHashSet<String> = cx
        .attributes()
        .map(|(_, it)| Words::of(&it.name).last().to_owned())
        .chain(cx.entities().map(|(_, it)| Words::of(&it.name).last().to_owned()))
        .collect();
    for (_, entity) in cx.entities() {
        let words = Words::of(&entity.name);
        if let Some(one) = singular(words.last()).filter(|it| spoken.contains(it)) {
            let message = format!("`{}` is named for many", entity.name);
            let at = entity.name.len().saturating_sub(words.last().len());
            let (stem, tail) = entity.name.split_at_checked(at).unwrap_or_default();
            let one = match tail.starts_with(char::is_lowercase) {
                true => one,
                false => capitalized(&one),
            };
            let help = format!("name it for one: `{stem}{one}`");
            out.push(out.at(entity.name_span, message).help(help));
        }
    }
}
