//! Expressions as text for people, spelled as in a model.

use crate::base::{CastType, Expr, ExprKind, NaryOp, SqlText, UnaryOp};

/// `expr` as text; `name` says what a reference is called. Depth is bounded by the parser.
pub(super) fn expr_words<R>(expr: &Expr<R>, name: &dyn Fn(&R) -> String) -> String {
    Words { name }.expr(expr)
}

/// SQL that is carried word for word: for everyone, else for whom it is first.
fn sql_words(text: &SqlText) -> String {
    let named = text.named.first().map(|(_, text)| text);
    text.bare.as_ref().or(named).cloned().unwrap_or_default()
}

struct Words<'a, R> {
    name: &'a dyn Fn(&R) -> String,
}

impl<R> Words<'_, R> {
    fn expr(&self, expr: &Expr<R>) -> String {
        match &expr.kind {
            ExprKind::Null => "null".to_owned(),
            ExprKind::Bool(value) => value.to_string(),
            ExprKind::Number(text) => text.to_string(),
            ExprKind::String(text) => format!("\"{text}\""),
            ExprKind::Reference(reference) => (self.name)(reference),
            ExprKind::Unary { op: UnaryOp::Not, operand } => {
                format!("not {}", self.inside(operand, 3))
            }
            ExprKind::Unary { op: UnaryOp::Minus, operand } => {
                format!("-{}", self.inside(operand, 9))
            }
            ExprKind::Binary { op, left, right } => {
                let binding = op.binding();
                let (left, right) = (self.inside(left, binding), self.inside(right, binding + 1));
                format!("{left} {} {right}", op.symbol())
            }
            ExprKind::Nary { op, operands } => {
                let binding = match op {
                    NaryOp::Or => 2,
                    NaryOp::And => 3,
                };
                self.joined(operands, binding, &format!(" {} ", op.symbol()))
            }
            ExprKind::IsNull { operand, negated } => {
                let not = if *negated { "not " } else { "" };
                format!("{} is {not}null", self.inside(operand, 5))
            }
            ExprKind::In { operand, list, negated } => {
                let (operand, not) = (self.inside(operand, 5), negation(*negated));
                format!("{operand}{not} in ({})", self.joined(list, 0, ", "))
            }
            ExprKind::Between { operand, low, high, negated } => {
                let (operand, not) = (self.inside(operand, 5), negation(*negated));
                let (low, high) = (self.inside(low, 5), self.inside(high, 5));
                format!("{operand}{not} between {low} and {high}")
            }
            ExprKind::Case { branches, otherwise } => self.case(branches, otherwise.as_deref()),
            ExprKind::Cast { operand, to } => {
                let to = match to {
                    CastType::Scalar(scalar) => scalar.to_string(),
                    CastType::Native(name) => name.to_string(),
                };
                format!("cast({} as {to})", self.expr(operand))
            }
            ExprKind::Extract { field, operand } => {
                format!("extract({field}, {})", self.expr(operand))
            }
            ExprKind::Call { function, arguments } => {
                format!("{function}({})", self.joined(arguments, 0, ", "))
            }
            ExprKind::Operator { operator, operands } => match operands.as_slice() {
                [operand] => format!("{operator} {}", self.inside(operand, 6)),
                operands => self.joined(operands, 6, &format!(" {operator} ")),
            },
            ExprKind::Array(items) => format!("[{}]", self.joined(items, 0, ", ")),
            ExprKind::Sql(text) => sql_words(text),
        }
    }

    fn case(&self, branches: &[(Expr<R>, Expr<R>)], otherwise: Option<&Expr<R>>) -> String {
        let mut res = "case".to_owned();
        for (condition, value) in branches {
            res += &format!(" when {} then {}", self.expr(condition), self.expr(value));
        }
        if let Some(value) = otherwise {
            res += &format!(" else {}", self.expr(value));
        }
        res + " end"
    }

    fn joined(&self, operands: &[Expr<R>], binding: u8, separator: &str) -> String {
        let texts: Vec<String> = operands.iter().map(|it| self.inside(it, binding)).collect();
        texts.join(separator)
    }

    /// In parentheses where it binds less tightly than its place asks for.
    fn inside(&self, expr: &Expr<R>, binding: u8) -> String {
        let text = self.expr(expr);
        if expr.binding() < binding { format!("({text})") } else { text }
    }
}

fn negation(negated: bool) -> &'static str {
    if negated { " not" } else { "" }
}
