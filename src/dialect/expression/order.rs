//! Enums are ordered as declared, also where the database would compare their labels as texts.

use super::build::{as_text, number};
use super::translate::Translator;
use super::value::{Typed, ValueType};
use crate::base::{BinaryOp, ExprKind, Name};
use crate::schema::Expr;

/// Whether the operator asks which comes first.
pub(super) fn is_order(op: BinaryOp) -> bool {
    matches!(
        op,
        BinaryOp::Less | BinaryOp::LessOrEqual | BinaryOp::Greater | BinaryOp::GreaterOrEqual
    )
}

/// The labels of the enum that is compared, where the database does not know their order.
pub(super) fn labels<'a>(cx: &Translator<'a>, left: &Typed, right: &Typed) -> Option<&'a [Name]> {
    let idx = match (left.ty, right.ty) {
        (ValueType::Enum(idx), _) | (_, ValueType::Enum(idx)) => idx,
        _ => return None,
    };
    if cx.has_enum_types() {
        return None;
    }
    cx.enums.get(idx).map(|it| it.labels.as_slice())
}

/// A comparison by the place of the labels.
pub(super) fn compare(op: BinaryOp, left: Expr, right: Expr, labels: &[Name]) -> Expr {
    let place = |expr: &Expr| {
        let text = as_text(expr)?;
        labels.iter().position(|it| it == text)
    };
    match (place(&left), place(&right)) {
        (None, Some(place)) => among(left, chosen(op, place, labels)),
        (Some(place), None) => among(right, chosen(mirrored(op), place, labels)),
        (None, None) | (Some(_), Some(_)) => {
            Expr::binary(op, rank(&left, labels), rank(&right, labels))
        }
    }
}

/// The labels for which `label op labels[place]` holds.
fn chosen(op: BinaryOp, place: usize, labels: &[Name]) -> &[Name] {
    let is_with = matches!(op, BinaryOp::LessOrEqual | BinaryOp::GreaterOrEqual);
    let is_below = matches!(op, BinaryOp::Less | BinaryOp::LessOrEqual);
    match (is_below, is_with) {
        (true, false) => &labels[..place],
        (true, true) => &labels[..=place],
        (false, false) => &labels[place + 1..],
        (false, true) => &labels[place..],
    }
}

/// The comparison that says the same with its sides exchanged.
fn mirrored(op: BinaryOp) -> BinaryOp {
    let mirrors = [
        (BinaryOp::Less, BinaryOp::Greater),
        (BinaryOp::LessOrEqual, BinaryOp::GreaterOrEqual),
        (BinaryOp::Greater, BinaryOp::Less),
        (BinaryOp::GreaterOrEqual, BinaryOp::LessOrEqual),
    ];
    mirrors.into_iter().find(|(it, _)| *it == op).map_or(op, |(_, mirror)| mirror)
}

/// `value in (labels)`; without labels what is false, and null for null.
fn among(value: Expr, labels: &[Name]) -> Expr {
    if labels.is_empty() {
        return Expr::binary(BinaryOp::NotEqual, value.clone(), value);
    }
    let list = labels.iter().map(|it| Expr::string(it.clone())).collect();
    Expr::made(ExprKind::In { operand: Box::new(value), list, negated: false })
}

/// The place of a label as a number.
fn rank(value: &Expr, labels: &[Name]) -> Expr {
    let is =
        |label: &Name| Expr::binary(BinaryOp::Equal, value.clone(), Expr::string(label.clone()));
    let branches = labels.iter().enumerate().map(|(idx, label)| (is(label), number(idx))).collect();
    Expr::made(ExprKind::Case { branches, otherwise: None })
}
