//! `many-large-objects`: a row holds several large objects.

use crate::base::{Code, ScalarType};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "many-large-objects",
        summary: "A row holds several large objects",
        docs: "\
Two unbounded binaries in a row are two files: whoever wants one reads past the other. An entity for files, or one
for each, keeps the row small.

It is off by default: PostgreSQL, MySQL and MariaDB keep long values outside the row by themselves, and digests and
keys are binaries too.

Bad:

```erd
entity Scan {
  id bigint key identity
  front bytes
  back bytes
}
```

Good:

```erd
entity Sheet { id bigint key identity }
entity Side {
  sheet Sheet key
  side_no smallint key
  pixels bytes
}
```
",
    },
    group: Group::Types,
    level: Level::Allow,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, entity) in cx.entities() {
        let is_large =
            |it: &&crate::model::Attribute| cx.scalar(it) == Some(ScalarType::Bytes(None));
        let large: Vec<_> = cx.attributes_of(entity).map(|(_, it)| it).filter(is_large).collect();
        if let [first, .., last] = large.as_slice() {
            let message = format!("each `{}` holds {} large objects", entity.name, large.len());
            let finding = out
                .at(entity.name_span, message)
                .because(first.name_span, "from here")
                .because(last.name_span, "to here");
            out.push(finding.help("move them into an entity of their own"));
        }
    }
}
