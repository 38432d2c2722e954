//! Expressions as text, with no more parentheses than a reader and all four parsers need.
//!
//! Where the databases rank operators differently (`||` binds tighter than `*` in SQLite and looser than `+` in
//! PostgreSQL), parentheses are put. Depth is bounded by the parser, so the walk may recurse.

use super::Sql;
use crate::base::{BinaryOp, CastType, ExprKind, NaryOp, UnaryOp};
use crate::schema::Expr;

/// How tightly an expression binds.
mod binding {
    pub(super) const RAW: u8 = 0;
    pub(super) const OR: u8 = 1;
    pub(super) const AND: u8 = 2;
    pub(super) const NOT: u8 = 3;
    pub(super) const COMPARISON: u8 = 4;
    pub(super) const OTHER: u8 = 5;
    pub(super) const SUM: u8 = 6;
    pub(super) const PRODUCT: u8 = 7;
    pub(super) const SIGN: u8 = 8;
    pub(super) const ATOM: u8 = 9;
}

impl Sql<'_> {
    /// Writes an expression.
    pub fn expr(&mut self, expr: &Expr) {
        if self.dialect.write_expr(expr, self) {
            return;
        }
        match &expr.kind {
            ExprKind::Null => self.push("null"),
            ExprKind::Bool(value) => self.push(if *value { "true" } else { "false" }),
            ExprKind::Number(text) => self.push(text),
            ExprKind::String(text) => self.string(text),
            ExprKind::Reference(name) => self.name(name),
            ExprKind::Unary { op: UnaryOp::Not, operand } => {
                self.push("not ");
                self.inside(operand, binding::ATOM);
            }
            ExprKind::Unary { op: UnaryOp::Minus, operand } => {
                self.push("-");
                self.inside(operand, binding::ATOM);
            }
            ExprKind::Binary { op, left, right } => self.binary(*op, left, right),
            ExprKind::Nary { op, operands } => self.nary(*op, operands),
            ExprKind::IsNull { operand, negated } => {
                self.inside(operand, binding::OTHER);
                self.push(if *negated { " is not null" } else { " is null" });
            }
            ExprKind::In { operand, list, negated } => {
                self.inside(operand, binding::OTHER);
                self.push(if *negated { " not in (" } else { " in (" });
                self.list(list, |sql, item| sql.expr(item));
                self.push(")");
            }
            ExprKind::Between { operand, low, high, negated } => {
                self.inside(operand, binding::OTHER);
                self.push(if *negated { " not between " } else { " between " });
                self.inside(low, binding::OTHER);
                self.push(" and ");
                self.inside(high, binding::OTHER);
            }
            ExprKind::Case { branches, otherwise } => self.case(branches, otherwise.as_deref()),
            ExprKind::Cast { operand, to } => {
                self.push("cast(");
                self.expr(operand);
                self.push(" as ");
                self.cast_type(to);
                self.push(")");
            }
            ExprKind::Extract { field, operand } => {
                self.push("extract(");
                self.push(field);
                self.push(" from ");
                self.expr(operand);
                self.push(")");
            }
            ExprKind::Call { function, arguments } => {
                self.push(function);
                self.push("(");
                self.list(arguments, |sql, argument| sql.expr(argument));
                self.push(")");
            }
            ExprKind::Operator { operator, operands } => self.operator(operator, operands),
            ExprKind::Array(items) => {
                self.push("array[");
                self.list(items, |sql, item| sql.expr(item));
                self.push("]");
            }
            ExprKind::Sql(text) => {
                let text = text.text(self.dialect.id()).unwrap_or("null");
                self.push(text.trim());
            }
        }
    }

    /// Writes an operand, in parentheses when it binds less tightly than its place asks for.
    pub(super) fn inside(&mut self, expr: &Expr, place: u8) {
        if binding(expr) < place {
            self.push("(");
            self.expr(expr);
            self.push(")");
        } else {
            self.expr(expr);
        }
    }

    /// Writes `left operator right`, where both bind tighter than a comparison.
    pub fn comparison(&mut self, left: &Expr, operator: &str, right: &Expr) {
        self.inside(left, binding::SUM);
        self.push(" ");
        self.push(operator);
        self.push(" ");
        self.inside(right, binding::SUM);
    }

    /// Writes an operand of a sum.
    pub fn term(&mut self, expr: &Expr) {
        self.inside(expr, binding::SUM);
    }

    /// Writes an operand that nothing may tear apart.
    pub fn atom(&mut self, expr: &Expr) {
        self.inside(expr, binding::SIGN);
    }

    fn binary(&mut self, op: BinaryOp, left: &Expr, right: &Expr) {
        let (left_place, right_place) = match op {
            BinaryOp::Plus | BinaryOp::Minus => (binding::SUM, binding::PRODUCT),
            BinaryOp::Times | BinaryOp::Divide | BinaryOp::Modulo => {
                (binding::PRODUCT, binding::SIGN)
            }
            BinaryOp::Concat => {
                let is_chain = matches!(left.kind, ExprKind::Binary { op: BinaryOp::Concat, .. });
                (if is_chain { binding::OTHER } else { binding::SIGN }, binding::SIGN)
            }
            BinaryOp::Equal
            | BinaryOp::NotEqual
            | BinaryOp::Less
            | BinaryOp::LessOrEqual
            | BinaryOp::Greater
            | BinaryOp::GreaterOrEqual
            | BinaryOp::Distinct
            | BinaryOp::NotDistinct
            | BinaryOp::Like
            | BinaryOp::NotLike
            | BinaryOp::Matches
            | BinaryOp::NotMatches => (binding::OTHER, binding::OTHER),
        };
        self.inside(left, left_place);
        self.push(" ");
        self.push(op.symbol());
        self.push(" ");
        self.inside(right, right_place);
    }

    fn nary(&mut self, op: NaryOp, operands: &[Expr]) {
        let place = match op {
            NaryOp::And => binding::NOT,
            NaryOp::Or => binding::AND,
        };
        for (idx, operand) in operands.iter().enumerate() {
            if idx > 0 {
                self.push(" ");
                self.push(op.symbol());
                self.push(" ");
            }
            self.inside(operand, place);
        }
    }

    fn case(&mut self, branches: &[(Expr, Expr)], otherwise: Option<&Expr>) {
        self.push("case");
        for (condition, value) in branches {
            self.push(" when ");
            self.expr(condition);
            self.push(" then ");
            self.expr(value);
        }
        if let Some(otherwise) = otherwise {
            self.push(" else ");
            self.expr(otherwise);
        }
        self.push(" end");
    }

    fn cast_type(&mut self, to: &CastType) {
        match to {
            CastType::Native(spelling) => self.push(spelling),
            CastType::Scalar(scalar) => self.push(&scalar.to_string()),
        }
    }

    fn operator(&mut self, operator: &str, operands: &[Expr]) {
        let place = operator_binding(operator);
        match operands {
            [operand] => {
                self.push(operator);
                self.push(" ");
                self.inside(operand, binding::SIGN);
            }
            [left, right] => {
                self.inside(left, place.max(binding::OTHER));
                self.push(" ");
                self.push(operator);
                self.push(" ");
                self.inside(right, place.max(binding::OTHER) + 1);
            }
            _ => self.list(operands, |sql, operand| sql.expr(operand)),
        }
    }
}

/// How tightly the outermost operator binds in every database.
fn binding(expr: &Expr) -> u8 {
    match &expr.kind {
        ExprKind::Nary { op: NaryOp::Or, .. } => binding::OR,
        ExprKind::Nary { op: NaryOp::And, .. } => binding::AND,
        ExprKind::Unary { op: UnaryOp::Not, .. } => binding::NOT,
        ExprKind::Unary { op: UnaryOp::Minus, .. } => binding::SIGN,
        ExprKind::Binary { op, .. } => match op {
            BinaryOp::Plus | BinaryOp::Minus => binding::SUM,
            BinaryOp::Times | BinaryOp::Divide | BinaryOp::Modulo => binding::PRODUCT,
            BinaryOp::Concat => binding::OTHER,
            BinaryOp::Equal
            | BinaryOp::NotEqual
            | BinaryOp::Less
            | BinaryOp::LessOrEqual
            | BinaryOp::Greater
            | BinaryOp::GreaterOrEqual
            | BinaryOp::Distinct
            | BinaryOp::NotDistinct
            | BinaryOp::Like
            | BinaryOp::NotLike
            | BinaryOp::Matches
            | BinaryOp::NotMatches => binding::COMPARISON,
        },
        ExprKind::IsNull { .. } | ExprKind::In { .. } | ExprKind::Between { .. } => {
            binding::COMPARISON
        }
        ExprKind::Operator { operator, .. } => operator_binding(operator),
        ExprKind::Sql(text) => {
            let texts = text.bare.iter().chain(text.named.iter().map(|(_, text)| text));
            let is_word = |it: &String| {
                it.chars().all(|c| c.is_alphanumeric() || "_.$".contains(c)) || is_quoted(it)
            };
            if texts.into_iter().all(is_word) { binding::ATOM } else { binding::RAW }
        }
        ExprKind::Null
        | ExprKind::Bool(_)
        | ExprKind::Number(_)
        | ExprKind::String(_)
        | ExprKind::Reference(_)
        | ExprKind::Case { .. }
        | ExprKind::Cast { .. }
        | ExprKind::Extract { .. }
        | ExprKind::Call { .. }
        | ExprKind::Array(_) => binding::ATOM,
    }
}

/// Whether a text is one name in quotes.
fn is_quoted(text: &str) -> bool {
    let inner = text.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
    inner.is_some_and(|it| !it.contains('"'))
}

/// How tightly an operator of one database binds.
fn operator_binding(operator: &str) -> u8 {
    match operator {
        "glob" | "not glob" | "regexp" | "not regexp" | "is" | "is not" | "<=>" | "=" | "<>"
        | "<" | "<=" | ">" | ">=" => binding::COMPARISON,
        "collate" => binding::SIGN,
        "div" => binding::PRODUCT,
        _ if operator.starts_with("+ ") || operator.starts_with("- ") => binding::SUM,
        _ => binding::OTHER,
    }
}
