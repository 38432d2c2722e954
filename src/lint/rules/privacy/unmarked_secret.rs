//! `unmarked-secret`: a secret is not marked.

use crate::base::{Code, ScalarType};
use crate::lint::words::Words;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "unmarked-secret",
        summary: "A secret is not marked",
        docs: "\
`@sensitive` keeps a column out of sample data and exports. Tokens and keys are worth as much as the passwords they
stand for.

Bad:

```erd
entity Webhook {
  id bigint key identity
  api_key varchar(80)
}
```

Good:

```erd
entity Callback {
  id bigint key identity
  api_key varchar(80) @sensitive
}
```
",
    },
    group: Group::Privacy,
    level: Level::Info,
    needs: Needs::Model,
    check,
};

const SECRETS: [&str; 12] = [
    "secret",
    "api_key",
    "private_key",
    "secret_key",
    "access_key",
    "access_token",
    "refresh_token",
    "auth_token",
    "session_token",
    "api_token",
    "password_hash",
    "otp_secret",
];

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, attribute) in cx.attributes() {
        let is_text = matches!(
            cx.scalar(attribute),
            Some(
                ScalarType::Varchar(_)
                    | ScalarType::Text
                    | ScalarType::Char(_)
                    | ScalarType::Bytes(_)
            )
        );
        let is_marked = attribute.metadata.is_sensitive || attribute.metadata.is_pii;
        if is_text && !is_marked && Words::of(&attribute.name).ends_in(&SECRETS) {
            let message = format!("`{}` is a secret, and not marked", cx.title(attribute));
            let finding = out.at(attribute.name_span, message).help("mark it `@sensitive`");
            out.push_of(cx.owner_span(attribute), finding);
        }
    }
}
