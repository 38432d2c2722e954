//! `unmarked-view-attribute`: a view shows personal data without saying so.

use crate::base::{Code, Name};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::AttributeOwner;
use rustc_hash::FxHashMap;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "unmarked-view-attribute",
        summary: "A view shows personal data without saying so",
        docs: "\
A view is often made for those who may not see the table. What is marked there has to be marked here, or left out.

Bad:

```erd
entity Patient {
  id bigint key identity
  full_name varchar(80) @pii
}
view Waiting {
  full_name varchar(80)
} = sql(postgres: \"select full_name from patient\", mysql: \"select full_name from patient\", mariadb: \"select full_name from patient\", sqlite: \"select full_name from patient\")
```

Good:

```erd
view Called {
  ward_no int
} = sql(postgres: \"select 1 as ward_no\", mysql: \"select 1 as ward_no\", mariadb: \"select 1 as ward_no\", sqlite: \"select 1 as ward_no\")
```
",
    },
    group: Group::Privacy,
    level: Level::Info,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    let mut marked: FxHashMap<&Name, _> = FxHashMap::default();
    for (_, attribute) in cx.attributes() {
        if attribute.metadata.is_pii || attribute.metadata.is_sensitive {
            marked.entry(&attribute.name).or_insert(attribute.name_span);
        }
    }
    for attribute in cx.model.attributes.values() {
        let AttributeOwner::View(view) = attribute.owner else { continue };
        let is_marked = attribute.metadata.is_pii || attribute.metadata.is_sensitive;
        if let Some(span) = marked.get(&attribute.name).filter(|_| !is_marked) {
            let message =
                format!("view `{}` shows `{}`", cx.model.views[view].name, attribute.name);
            let finding = out.at(attribute.name_span, message).because(*span, "it is marked here");
            out.push(finding.help("mark it here too, or leave it out"));
        }
    }
}
