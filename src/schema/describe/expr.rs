//! Expressions over columns, spelled as in a model.

use crate::base::{CastType, ExprKind, NaryOp, UnaryOp};
use crate::schema::Expr;

/// An expression as text. Depth is bounded by the parser.
pub(super) fn described(expr: &Expr) -> String {
    let list = |them: &[Expr]| them.iter().map(described).collect::<Vec<_>>().join(", ");
    match &expr.kind {
        ExprKind::Null => "null".to_owned(),
        ExprKind::Bool(value) => value.to_string(),
        ExprKind::Number(text) => text.to_string(),
        ExprKind::String(text) => format!("{:?}", text.as_str()),
        ExprKind::Reference(name) => name.to_string(),
        ExprKind::Unary { op: UnaryOp::Not, operand } => format!("not {}", inside(operand, 3)),
        ExprKind::Unary { op: UnaryOp::Minus, operand } => format!("-{}", inside(operand, 9)),
        ExprKind::Binary { op, left, right } => {
            let (left, right) = (inside(left, op.binding()), inside(right, op.binding() + 1));
            format!("{left} {} {right}", op.symbol())
        }
        ExprKind::Nary { op, operands } => {
            let binding = if *op == NaryOp::Or { 2 } else { 3 };
            let operands: Vec<String> = operands.iter().map(|it| inside(it, binding)).collect();
            operands.join(&format!(" {} ", op.symbol()))
        }
        ExprKind::IsNull { operand, negated } => {
            let not = if *negated { "not " } else { "" };
            format!("{} is {not}null", inside(operand, 5))
        }
        ExprKind::In { operand, list: items, negated } => {
            format!("{}{} in ({})", inside(operand, 5), negation(*negated), list(items))
        }
        ExprKind::Between { operand, low, high, negated } => {
            let (low, high) = (inside(low, 5), inside(high, 5));
            format!("{}{} between {low} and {high}", inside(operand, 5), negation(*negated))
        }
        ExprKind::Case { branches, otherwise } => {
            let mut res = "case".to_owned();
            for (condition, value) in branches {
                res.push_str(&format!(" when {} then {}", described(condition), described(value)));
            }
            if let Some(value) = otherwise {
                res.push_str(&format!(" else {}", described(value)));
            }
            res + " end"
        }
        ExprKind::Cast { operand, to } => match to {
            CastType::Scalar(scalar) => format!("cast({} as {scalar})", described(operand)),
            CastType::Native(name) => format!("cast({} as {name})", described(operand)),
        },
        ExprKind::Extract { field, operand } => format!("extract({field}, {})", described(operand)),
        ExprKind::Call { function, arguments } => format!("{function}({})", list(arguments)),
        ExprKind::Operator { operator, operands } => match operands.as_slice() {
            [operand] => format!("{operator} {}", inside(operand, 6)),
            operands => {
                let operands: Vec<String> = operands.iter().map(|it| inside(it, 6)).collect();
                operands.join(&format!(" {operator} "))
            }
        },
        ExprKind::Array(items) => format!("array[{}]", list(items)),
        ExprKind::Sql(text) => super::sql(text),
    }
}

/// In parentheses where it binds less tightly than its place asks for.
fn inside(expr: &Expr, binding: u8) -> String {
    let text = described(expr);
    if expr.binding() < binding { format!("({text})") } else { text }
}

fn negation(negated: bool) -> &'static str {
    if negated { " not" } else { "" }
}
