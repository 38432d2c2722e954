//! `readable-password`: a password may be kept so that it can be read.

use crate::base::{Code, ScalarType};
use crate::lint::words::Words;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "readable-password",
        summary: "A password may be kept so that it can be read",
        docs: "\
Whoever gets hold of a backup has every password, and most people use theirs elsewhere too. Keep what a slow hash
made of it (argon2, bcrypt, scrypt), and say so in the name.

Bad:

```erd
entity Login {
  name varchar(40) key
  password varchar(80)
}
```

Good:

```erd
entity Account {
  name varchar(40) key
  password_hash varchar(100) @sensitive
}
```
",
    },
    group: Group::Privacy,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (_, attribute) in cx.attributes() {
        let words = Words::of(&attribute.name);
        let is_password = ["password", "passwd", "pwd", "passphrase", "pin_code"]
            .contains(&words.last())
            || words.snake() == "pin_code";
        let is_text = matches!(
            cx.scalar(attribute),
            Some(ScalarType::Varchar(_) | ScalarType::Text | ScalarType::Char(_))
        );
        if is_password
            && is_text
            && !words.has(&["hash", "hashed", "digest", "encrypted", "verifier"])
        {
            let message = format!("whoever reads `{}` can sign in", cx.title(attribute));
            let help = "keep a slow hash of it, and call it `password_hash`";
            out.push_of(cx.owner_span(attribute), out.at(attribute.name_span, message).help(help));
        }
    }
}
