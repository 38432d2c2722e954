//! `moment-as-key`: a moment is all that identifies an entity.

use crate::base::{Code, ScalarType};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "moment-as-key",
        summary: "A moment is all that identifies an entity",
        docs: "\
Two things happen at the same moment sooner than one thinks: clocks step back, batches share one `now()`, and
databases round to the microsecond or coarser.

Bad:

```erd
entity Reading {
  taken_at timestamptz key
  celsius decimal(5, 2)
}
```

Good:

```erd
entity Sensor { id bigint key identity }
entity Measurement {
  sensor Sensor key
  taken_at timestamptz key
  celsius decimal(5, 2)
}
```
",
    },
    group: Group::Keys,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, entity) in cx.entities() {
        let Some(key) = &entity.key else { continue };
        let [path] = key.attributes.as_slice() else { continue };
        let Some(attribute) = cx.whole_attribute(path) else { continue };
        let moment = cx.scalar(attribute);
        if matches!(
            moment,
            Some(ScalarType::Timestamp | ScalarType::TimestampTz | ScalarType::Time)
        ) {
            let (name, entity_name) = (&attribute.name, &entity.name);
            let message = format!("`{entity_name}` is identified by the moment `{name}` alone");
            out.push(
                out.at(key.span, message)
                    .help("add to the key what happens then, or count rows up"),
            );
        }
    }
}
