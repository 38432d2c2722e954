//! Bounds that no constraint of a table can hold: they are said, never ignored.

use super::multivalued::{ValueKey, value_key};
use super::{Context, diags};
use crate::model::{AttributeOwner, QuantifierKind, RelationshipId, RoleId};

/// Reports the bounds of attributes and of participants that nothing holds.
pub(super) fn report(cx: &mut Context<'_>) {
    for &id in &cx.model.many {
        let attribute = &cx.model.attributes[id];
        if matches!(attribute.owner, AttributeOwner::View(_)) {
            continue;
        }
        let holds_maximum = value_key(cx.model, attribute) == ValueKey::Position;
        let maximum = attribute.quantifier.max().filter(|_| !holds_maximum);
        if let Some(bound) = bound(attribute.quantifier.min(), maximum) {
            let quantifier = written(attribute.quantifier);
            let (span, name) = (attribute.type_span, &attribute.name);
            cx.report_once(diags::unenforced_bound(span, name, &quantifier, &bound));
        }
    }
    for id in cx.model.relationships.ids() {
        relationship(cx, id);
    }
}

fn relationship(cx: &mut Context<'_>, id: RelationshipId) {
    let roles = &cx.model.relationships[id].roles;
    for &role in roles {
        let item = &cx.model.roles[role];
        let maximum = item.quantifier.max().filter(|it| *it > 1);
        let is_held = is_minimum_held(cx, id, role);
        let minimum = if is_held { 0 } else { item.quantifier.min() };
        if let Some(bound) = bound(minimum, maximum) {
            let label = cx.model.role(role).label().clone();
            let quantifier = written(item.quantifier);
            cx.report(diags::unenforced_bound(item.span, &label, &quantifier, &bound));
        }
    }
}

/// Whether a row for every row of the other participant is certain: the columns that refer to this one are
/// in the table of the other and never null. Of three or more participants nothing is said but maxima.
fn is_minimum_held(cx: &Context<'_>, id: RelationshipId, role: RoleId) -> bool {
    let relationship = &cx.model.relationships[id];
    let Some(home) = cx.relationships[id.idx()] else { return true };
    relationship.roles.len() > 2
        || cx.model.roles[role].quantifier.min() == 0
        || home.holder.is_some_and(|it| it != role)
}

/// What is not held, in words.
fn bound(minimum: u32, maximum: Option<u32>) -> Option<String> {
    match (minimum, maximum) {
        (0, None) => None,
        (0, Some(max)) => Some(format!("at most {max}")),
        (min, None) => Some(format!("at least {min}")),
        (min, Some(max)) if min == max => Some(format!("exactly {max}")),
        (min, Some(max)) => Some(format!("{min} to {max}")),
    }
}

/// A quantifier as it is written.
fn written(quantifier: QuantifierKind) -> String {
    match quantifier {
        QuantifierKind::One => String::new(),
        QuantifierKind::Optional => "?".to_owned(),
        QuantifierKind::Any => "*".to_owned(),
        QuantifierKind::Some => "+".to_owned(),
        QuantifierKind::Range { min, max: None } => format!("{{{min}..}}"),
        QuantifierKind::Range { min, max: Some(max) } if min == max => format!("{{{min}}}"),
        QuantifierKind::Range { min, max: Some(max) } => format!("{{{min}..{max}}}"),
    }
}
