//! What a check says of single columns: enough to see that it holds for every row of a partition.

use crate::base::{BinaryOp, ExprKind, Name, NaryOp};
use crate::dialect::facts::Bound;
use crate::schema::Expr;

/// One part of `a >= 1 and a < 10`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::migrate::lint) enum Condition {
    /// `a is not null`
    Given(Name),
    /// `a >= value`
    AtLeast(Name, String),
    /// `a < value`
    Below(Name, String),
    /// `a = value`, `a in (values)`
    OneOf(Name, Vec<String>),
}

/// What the parts of a condition say, where all of them have to hold.
pub(super) fn of_expr(expr: &Expr) -> Vec<Condition> {
    let mut res = Vec::new();
    let mut parts = vec![expr];
    while let Some(part) = parts.pop() {
        match &part.kind {
            ExprKind::Nary { op: NaryOp::And, operands } => parts.extend(operands),
            ExprKind::IsNull { operand, negated: true } => {
                res.extend(column(operand).map(Condition::Given));
            }
            ExprKind::Binary { op, left, right } => {
                let (Some(column), Some(value)) = (column(left), value(right)) else { continue };
                match op {
                    BinaryOp::GreaterOrEqual => res.push(Condition::AtLeast(column, value)),
                    BinaryOp::Less => res.push(Condition::Below(column, value)),
                    BinaryOp::Equal => res.push(Condition::OneOf(column, vec![value])),
                    _ => {}
                }
            }
            ExprKind::In { operand, list, negated: false } => {
                let values: Option<Vec<String>> = list.iter().map(value).collect();
                if let (Some(column), Some(values)) = (column(operand), values) {
                    res.push(Condition::OneOf(column, values));
                }
            }
            _ => {}
        }
    }
    res
}

fn column(expr: &Expr) -> Option<Name> {
    match &expr.kind {
        ExprKind::Reference(name) => Some(name.clone()),
        ExprKind::Cast { operand, .. } => column(operand),
        _ => None,
    }
}

fn value(expr: &Expr) -> Option<String> {
    match &expr.kind {
        ExprKind::Number(it) => Some(it.to_string()),
        ExprKind::String(it) => Some(format!("'{it}'")),
        ExprKind::Cast { operand, .. } => value(operand),
        _ => None,
    }
}

/// The same from the words of a check, in lower case.
pub(super) fn of_words(words: &[String]) -> Vec<Condition> {
    let inner: Vec<&str> =
        words.iter().map(String::as_str).filter(|it| !matches!(*it, "(" | ")")).collect();
    if inner.contains(&"or") {
        return Vec::new();
    }
    let parts = inner.split(|it| *it == "and");
    parts.filter_map(of_part).collect()
}

fn of_part(part: &[&str]) -> Option<Condition> {
    // What a value is cast to does not matter.
    let end = part.iter().position(|it| *it == ":").unwrap_or(part.len());
    let (part, name) = (&part[..end], Name::new(part.first()?));
    match part {
        [_, "is", "not", "null"] => Some(Condition::Given(name)),
        [_, ">", "=", rest @ ..] => Some(Condition::AtLeast(name, rest.concat())),
        [_, "<", rest @ ..] if rest.first().is_some_and(|it| !matches!(*it, "=" | ">")) => {
            Some(Condition::Below(name, rest.concat()))
        }
        [_, "=", rest @ ..] => Some(Condition::OneOf(name, vec![rest.concat()])),
        [_, "in", rest @ ..] => {
            let values = rest.iter().filter(|it| **it != ",").map(|it| (*it).to_owned()).collect();
            Some(Condition::OneOf(name, values))
        }
        _ => None,
    }
}

/// Whether rows for which all this holds are rows of a partition with this bound. A bound admits no null.
pub(super) fn are_within(
    conditions: &[Condition],
    bound: &Bound,
    is_given: impl Fn(&Name) -> bool,
) -> bool {
    let given =
        |name: &Name| is_given(name) || conditions.contains(&Condition::Given(name.clone()));
    match bound {
        Bound::Range(from, to) => {
            let ([from], [to]) = (from.as_slice(), to.as_slice()) else { return false };
            let same = |a: &String, b: &String| a.eq_ignore_ascii_case(b);
            conditions.iter().any(|it| {
                let Condition::AtLeast(name, value) = it else { return false };
                let is_below = conditions.iter().any(|it| {
                    matches!(it, Condition::Below(other, value) if other == name && same(value, to))
                });
                same(value, from) && is_below && given(name)
            })
        }
        Bound::List(values) => conditions.iter().any(|it| {
            let Condition::OneOf(name, own) = it else { return false };
            let is_listed = |it: &String| values.iter().any(|value| value.eq_ignore_ascii_case(it));
            own.iter().all(is_listed) && given(name)
        }),
        Bound::Default | Bound::Other => false,
    }
}
