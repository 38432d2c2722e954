//! `missing-primary-key`: an entity has no key.

use crate::base::{Code, Fix};
use crate::lint::edits::{add_member, prepend_member};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::EntityId;
use crate::normalize::Owner;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "missing-primary-key",
        summary: "An entity has no key",
        docs: "\
Without a key two rows can be alike in everything, and nothing can refer to one of them, correct one of them or
delete one of them. A relation is a set (Codd, \"A relational model of data for large shared data banks\", 1970,
section 1.3): it has at least one key. Replication and most tools ask for one too.

Bad:

```erd
entity Visit {
  page varchar(200)
  seen_at timestamptz
}
```

Good:

```erd
entity PageView {
  id bigint key identity
  page varchar(200)
  seen_at timestamptz
}
```

Allow it for a log that is only ever appended to and read as a whole.
",
    },
    group: Group::Keys,
    level: Level::Deny,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    for (id, entity) in cx.entities() {
        if entity.key.is_some() || entity.supertype.is_some() || entity.is_incomplete {
            continue;
        }
        let message = format!("entity `{}` has no key", entity.name);
        let finding = out.at(entity.name_span, message);
        if let Some(list) = derived_key(cx, id) {
            let edit = add_member(cx.input.sources, entity.span, &format!("key ({list})"));
            let fix =
                edit.map(|it| Fix::unsafe_("declare the key that its dependencies give", vec![it]));
            let help = format!("its dependencies give one: `key ({list})`");
            out.push(finding.help(help).fix_opt(fix));
            continue;
        }
        let has_id = cx.attributes_of(entity).any(|(_, it)| it.name == "id");
        let member = (!has_id).then_some("id bigint key identity");
        let edit = member.and_then(|it| prepend_member(cx.input.sources, entity.name_span, it));
        let fix = edit.map(|it| Fix::unsafe_("add a number that the database counts up", vec![it]));
        let help = "mark what tells its instances apart as `key`, or add `id bigint key identity`";
        out.push(finding.help(help).fix_opt(fix));
    }
}

/// The first key that the declared dependencies of an entity give, if there are any.
fn derived_key(cx: &Context<'_>, id: EntityId) -> Option<String> {
    let (relation, analysis) = cx.studied().iter().find(|it| it.0.owner == Owner::Entity(id))?;
    let key = analysis.keys.keys.first()?;
    let is_there = key.iter().all(|it| !relation.attributes[it as usize].is_optional);
    // All attributes together are a key of every set, and say nothing.
    (is_there && key.len() < relation.attributes.len()).then(|| relation.list(key))
}
