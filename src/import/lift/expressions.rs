//! Expressions in the language's words where they surely come back, else as SQL.

// Each step is about a few kinds of expression, and leaves all others as they are.
#![allow(clippy::wildcard_enum_match_arm)]

use crate::base::{BinaryOp, DialectId, ExprKind, Name, NaryOp, ScalarType, UnaryOp};
use crate::dialect;
use crate::schema::Expr;
use crate::syntax::is_invisible;

/// What a column is to an expression.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) column: Name,
    pub(super) attribute: Name,
    /// Nothing when the type has no name in the language, or the column belongs to a reference.
    pub(super) scalar: Option<ScalarType>,
    /// The labels of its enum, and the values that the model has for them.
    pub(super) values: Vec<(Name, Name)>,
}

impl Known {
    pub(super) fn new(column: Name, attribute: Name, scalar: Option<ScalarType>) -> Known {
        Known { column, attribute, scalar, values: Vec::new() }
    }
}

/// Writes expressions over the columns of one table.
pub(super) struct Expressions<'a> {
    pub(super) id: DialectId,
    pub(super) known: &'a [Known],
    /// Whether everything stays SQL.
    pub(super) is_literal: bool,
}

impl Expressions<'_> {
    /// A condition.
    pub(super) fn condition(&self, expr: &Expr) -> String {
        match self.said(expr) {
            Some(text) if !self.is_literal => text,
            Some(_) | None => sql(expr, self.id),
        }
    }

    /// A default of a column, which is of this type where the language has it.
    pub(super) fn default(&self, expr: &Expr, column: &str, scalar: Option<ScalarType>) -> String {
        let known = self.attribute(column);
        let said = match (scalar, known) {
            _ if self.is_literal => None,
            (_, Some(known)) if !known.values.is_empty() => self.value(expr, known),
            (Some(scalar), _) => self.called(expr, scalar).or_else(|| self.literal(expr, scalar)),
            (None, _) => plain_literal(expr),
        };
        said.unwrap_or_else(|| sql(expr, self.id))
    }

    /// The value of an enum, unless an attribute of that name is in the way.
    fn value(&self, expr: &Expr, known: &Known) -> Option<String> {
        let ExprKind::String(text) = &expr.kind else { return None };
        let (_, value) = known.values.iter().find(|(label, _)| label == text)?;
        let is_free = self.known.iter().all(|it| it.attribute != *value);
        is_free.then(|| quoted(value))
    }

    /// A function of the language.
    fn called(&self, expr: &Expr, scalar: ScalarType) -> Option<String> {
        let ExprKind::Call { function, arguments } = &expr.kind else { return None };
        if self.id != DialectId::Postgres || !arguments.is_empty() {
            return None;
        }
        match (function.as_str(), scalar) {
            ("now", ScalarType::TimestampTz | ScalarType::Timestamp) => Some("now()".to_owned()),
            ("current_date", ScalarType::Date) => Some("today()".to_owned()),
            ("gen_random_uuid", ScalarType::Uuid) => Some("uuid()".to_owned()),
            _ => None,
        }
    }

    /// A literal, truth values as the database keeps them.
    fn literal(&self, expr: &Expr, scalar: ScalarType) -> Option<String> {
        let keeps_numbers = self.id != DialectId::Postgres && scalar == ScalarType::Bool;
        match &expr.kind {
            ExprKind::Number(text) if keeps_numbers && text == "1" => Some("true".to_owned()),
            ExprKind::Number(text) if keeps_numbers && text == "0" => Some("false".to_owned()),
            _ => literal(expr, scalar),
        }
    }

    /// What is indexed: a column, or SQL.
    pub(super) fn item(&self, expr: &Expr) -> String {
        match &expr.kind {
            ExprKind::Reference(name) => match self.attribute(name) {
                Some(attribute) => quoted(&attribute.attribute),
                None => sql(expr, self.id),
            },
            _ => sql(expr, self.id),
        }
    }

    fn attribute(&self, column: &str) -> Option<&Known> {
        self.known.iter().find(|it| it.column == column)
    }

    /// A condition in the language's words, where it surely comes back.
    pub(super) fn said(&self, expr: &Expr) -> Option<String> {
        match &expr.kind {
            ExprKind::Nary { op, operands } => {
                let inner = |it: &Expr| {
                    let text = self.said(it)?;
                    let is_or = matches!(it.kind, ExprKind::Nary { op: NaryOp::Or, .. });
                    Some(if is_or { format!("({text})") } else { text })
                };
                let parts: Option<Vec<String>> = operands.iter().map(inner).collect();
                Some(parts?.join(&format!(" {} ", op.symbol())))
            }
            ExprKind::IsNull { operand, negated } => {
                let not = if *negated { "not " } else { "" };
                let ExprKind::Reference(column) = &operand.kind else { return None };
                let known = self.attribute(column)?;
                let is_told = known.scalar.is_some() || !known.values.is_empty();
                is_told.then(|| format!("{} is {not}null", quoted(&known.attribute)))
            }
            ExprKind::Binary { op, left, right } if op.is_comparison() => {
                self.comparison(*op, left, right)
            }
            ExprKind::In { operand, list, negated } => {
                let ExprKind::Reference(column) = &operand.kind else { return None };
                let known = self.attribute(column)?;
                let item = |it: &Expr| match known.values.is_empty() {
                    true => literal(it, known.scalar?),
                    false => self.value(it, known),
                };
                let items: Option<Vec<String>> = list.iter().map(item).collect();
                let not = if *negated { "not " } else { "" };
                Some(format!("{} {not}in ({})", quoted(&known.attribute), items?.join(", ")))
            }
            _ => None,
        }
    }

    fn comparison(&self, op: BinaryOp, left: &Expr, right: &Expr) -> Option<String> {
        let is_order = matches!(
            op,
            BinaryOp::Equal
                | BinaryOp::NotEqual
                | BinaryOp::Less
                | BinaryOp::LessOrEqual
                | BinaryOp::Greater
                | BinaryOp::GreaterOrEqual
        );
        let ExprKind::Reference(column) = &left.kind else { return None };
        let known = self.attribute(column).filter(|_| is_order)?;
        let right = match &right.kind {
            ExprKind::Reference(other) => {
                let other = self.attribute(other).filter(|it| it.scalar == known.scalar)?;
                other.scalar?;
                quoted(&other.attribute)
            }
            _ if known.values.is_empty() => literal(right, known.scalar?)?,
            _ => self.value(right, known)?,
        };
        Some(format!("{} {} {right}", quoted(&known.attribute), op.symbol()))
    }
}

/// A literal of a scalar type; nothing when it is none, or none of that type.
fn literal(expr: &Expr, scalar: ScalarType) -> Option<String> {
    let is_number = scalar.is_integer()
        || matches!(scalar, ScalarType::Decimal { .. } | ScalarType::Real | ScalarType::Double);
    match &expr.kind {
        ExprKind::Number(text) if is_number && text.bytes().all(|it| it.is_ascii_digit()) => {
            Some(text.to_string())
        }
        ExprKind::Number(text) if is_number && !scalar.is_integer() && !text.contains('e') => {
            Some(text.to_string())
        }
        ExprKind::Unary { op: UnaryOp::Minus, operand } => {
            Some(format!("-{}", literal(operand, scalar)?))
        }
        ExprKind::Bool(value) if scalar == ScalarType::Bool => Some(value.to_string()),
        ExprKind::String(text) if scalar.is_text() => Some(string(text)),
        _ => None,
    }
}

/// A literal of a type that the language has no name for.
fn plain_literal(expr: &Expr) -> Option<String> {
    match &expr.kind {
        ExprKind::Number(text) if text.bytes().all(|it| it.is_ascii_digit()) => {
            Some(text.to_string())
        }
        ExprKind::String(text) => Some(string(text)),
        _ => None,
    }
}

/// `sql("…")`
pub(super) fn sql(expr: &Expr, id: DialectId) -> String {
    format!("sql({})", string(&dialect::expr_text(expr, dialect::of(id))))
}

/// A string of the language.
pub(super) fn string(text: &str) -> String {
    let mut res = String::with_capacity(text.len() + 2);
    res.push('"');
    escaped(text, '"', &mut res);
    res.push('"');
    res
}

/// Whether the language takes a character as an escape alone: it is not seen, or turns around what is.
pub(super) fn is_unsayable(c: char) -> bool {
    c.is_control() && c != '\t' || is_invisible(c)
}

/// Writes what stands between two quotes.
fn escaped(text: &str, quote: char, res: &mut String) {
    for c in text.chars() {
        match c {
            c if c == quote => res.extend(['\\', c]),
            '\\' => res.push_str("\\\\"),
            '\n' => res.push_str("\\n"),
            '\t' => res.push_str("\\t"),
            c if is_unsayable(c) => res.push_str(&format!("\\u{{{:x}}}", c as u32)),
            c => res.push(c),
        }
    }
}

/// A name in backticks; formatting takes away those that it does not need.
pub(super) fn quoted(name: &str) -> String {
    let mut res = String::with_capacity(name.len() + 2);
    res.push('`');
    escaped(name, '`', &mut res);
    res.push('`');
    res
}
