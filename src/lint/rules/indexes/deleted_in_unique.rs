//! `deleted-in-unique`: a row that is only marked as deleted keeps its name for ever.

use crate::base::{Code, ExprKind, Name, Span};
use crate::dialect::Support;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::{Attribute, Operand, QuantifierKind, Unique};

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "deleted-in-unique",
        summary: "A row that is only marked as deleted keeps its name for ever",
        docs: "\
With `deleted_at` a row stays. A unique constraint over all rows then refuses a new customer with the address of
one who left. `where deleted_at is null` lets the name go; where no database of the model knows unique constraints
over some rows, deletion has to change the name or clear it.

Bad:

```erd
entity User {
  id bigint key identity
  login varchar(40) unique
  deleted_at timestamptz?
}
```

Good:

```erd
entity Member {
  id bigint key identity
  login varchar(40)
  deleted_at timestamptz?

  unique member_login: (login) where deleted_at is null
}
```

Allow it where a name must never be given out twice.
",
    },
    group: Group::Indexes,
    level: Level::Warn,
    needs: Needs::Model,
    check,
};

const MARKS: [&str; 6] =
    ["deleted_at", "deleted_on", "removed_at", "deletedAt", "is_deleted", "deleted"];

fn check(cx: &Context<'_>, out: &mut Findings) {
    let is_partial = |it| crate::dialect::of(it).capabilities().indexes.partial != Support::Never;
    let is_partial = cx.dialects().any(is_partial);
    for (_, entity) in cx.entities() {
        let is_mark = |it: &Attribute| {
            let is_optional =
                it.quantifier == QuantifierKind::Optional || it.name.ends_with("deleted");
            MARKS.contains(&it.name.as_str()) && is_optional
        };
        let Some((id, mark)) = cx.attributes_of(entity).find(|(_, it)| is_mark(it)) else {
            continue;
        };
        let mut report = |name: &Name, span: Span| {
            let message = format!("a deleted `{}` keeps its `{name}` for ever", entity.name);
            let finding = out.at(span, message).because(mark.name_span, "deleted rows stay");
            let help = match is_partial {
                true => format!("say `unique ({name}) where {} is null`", mark.name),
                false => format!("change `{name}` or clear it when a row is deleted"),
            };
            out.push_of(entity.name_span, finding.help(help));
        };
        for (_, attribute) in
            cx.attributes_of(entity).filter(|(_, it)| it.is_unique && it.reference.is_none())
        {
            report(&attribute.name, attribute.name_span);
        }
        for unique in entity.uniques.iter().filter(|it| it.predicate.is_none()) {
            if let Some(name) = own_name(cx, unique, id) {
                report(&name, unique.span);
            }
        }
    }
}

/// The attribute that a unique constraint is about, unless the mark itself is in it.
fn own_name(cx: &Context<'_>, unique: &Unique, mark: crate::model::AttributeId) -> Option<Name> {
    let references = unique.items.iter().flat_map(|it| it.expr.references());
    let attributes: Vec<_> = references.filter_map(Context::attribute_of).collect();
    let is_plain = |it: &&crate::model::IndexItem| {
        matches!(it.expr.kind, ExprKind::Reference(Operand::Attribute(_)) | ExprKind::Call { .. })
    };
    if attributes.contains(&mark) || !unique.items.iter().all(|it| is_plain(&it)) {
        return None;
    }
    let mut own =
        attributes.iter().map(|it| &cx.model.attributes[*it]).filter(|it| it.reference.is_none());
    own.next_back().map(|it| it.name.clone())
}
