//! `file-in-row`: a file may be kept in a row.

use crate::base::{Code, ScalarType};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "file-in-row",
        summary: "A file may be kept in a row",
        docs: "\
Bytes without a bound make backups, replicas and caches as large as the files. Kept elsewhere, with a path and a
hash here, they are cheaper; but then nothing keeps the two in step. Off by default.

Bad:

```erd
entity Photo {
  id bigint key identity
  pixels bytes
}
```

Good:

```erd
entity Picture {
  id bigint key identity
  path varchar(400)
  sha256 bytes(32)
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
    for (_, attribute) in cx.attributes() {
        if cx.scalar(attribute) == Some(ScalarType::Bytes(None)) {
            let message = format!("`{}` has room for whole files", cx.title(attribute));
            let help = "keep the file elsewhere, or bound it: `bytes(n)`";
            out.push_of(cx.owner_span(attribute), out.at(attribute.type_span, message).help(help));
        }
    }
}
