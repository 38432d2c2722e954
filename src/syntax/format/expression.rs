//! Expressions, whatever their names are.

use super::printer::Printer;
use super::types;
use super::wrap::MarkKind;
use crate::base::{BinaryOp, CastType, Expr, ExprKind, Name, NaryOp, UnaryOp};
use crate::syntax::spelling;

/// Writes a name.
type WriteReference<'w, R> = dyn FnMut(&mut String, &R) + 'w;

/// An expression that stands by itself, so that it may be put in brackets to break its line.
pub(super) fn clause<R>(
    printer: &mut Printer,
    expr: &Expr<R>,
    reference: &mut WriteReference<'_, R>,
) {
    if let ExprKind::Nary { op, operands } = &expr.kind {
        printer.mark(MarkKind::OpenBare);
        nary(printer, *op, operands, reference);
        printer.mark(MarkKind::Close);
    } else if let ExprKind::Case { branches, otherwise } = &expr.kind {
        printer.mark(MarkKind::OpenBare);
        case(printer, branches, otherwise.as_deref(), reference);
        printer.mark(MarkKind::Close);
    } else {
        expression(printer, expr, reference);
    }
}

/// An expression inside brackets or behind a word.
pub(super) fn expression<R>(
    printer: &mut Printer,
    expr: &Expr<R>,
    reference: &mut WriteReference<'_, R>,
) {
    match &expr.kind {
        ExprKind::Null => printer.text("null"),
        ExprKind::Bool(true) => printer.text("true"),
        ExprKind::Bool(false) => printer.text("false"),
        ExprKind::Number(digits) => printer.text(digits),
        ExprKind::String(text) => spelling::write_string(&mut printer.out, text),
        ExprKind::Reference(name) => reference(&mut printer.out, name),
        ExprKind::Unary { op, operand } => unary(printer, *op, operand, reference),
        ExprKind::Binary { op, left, right } => binary(printer, *op, left, right, reference),
        ExprKind::Nary { op, operands } => {
            printer.mark(MarkKind::OpenChain);
            nary(printer, *op, operands, reference);
            printer.mark(MarkKind::Close);
        }
        ExprKind::IsNull { operand, negated } => {
            above(printer, operand, COMPARISON, reference);
            printer.text(if *negated { " is not null" } else { " is null" });
        }
        ExprKind::In { operand, list, negated } => {
            above(printer, operand, COMPARISON, reference);
            printer.text(if *negated { " not in " } else { " in " });
            self::list(printer, list, reference);
        }
        ExprKind::Between { operand, low, high, negated } => {
            above(printer, operand, COMPARISON, reference);
            printer.text(if *negated { " not between " } else { " between " });
            above(printer, low, COMPARISON, reference);
            printer.text(" and ");
            above(printer, high, COMPARISON, reference);
        }
        ExprKind::Case { branches, otherwise } => {
            printer.mark(MarkKind::OpenChain);
            case(printer, branches, otherwise.as_deref(), reference);
            printer.mark(MarkKind::Close);
        }
        ExprKind::Cast { operand, to } => cast(printer, operand, to, reference),
        ExprKind::Extract { field, operand } => {
            printer.text("extract(");
            spelling::write_name(&mut printer.out, field, &[]);
            printer.text(", ");
            expression(printer, operand, reference);
            printer.text(")");
        }
        ExprKind::Call { function, arguments } => {
            self::function(printer, function);
            self::list(printer, arguments, reference);
        }
        ExprKind::Operator { operator, operands } => {
            foreign_operator(printer, operator, operands, reference);
        }
        ExprKind::Array(items) => {
            printer.text("array[");
            printer.joined(items, ", ", |printer, it| expression(printer, it, reference));
            printer.text("]");
        }
        ExprKind::Sql(sql) => types::sql(printer, sql),
    }
}

/// How tightly a comparison binds; its operands bind tighter.
const COMPARISON: u8 = 4;

/// How tightly an expression binds where it is printed: a negative number starts with an operator.
fn binding<R>(expr: &Expr<R>) -> u8 {
    let is_negative = matches!(&expr.kind, ExprKind::Number(digits) if digits.starts_with('-'));
    if is_negative { 8 } else { expr.binding() }
}

/// An operand that must bind tighter than `limit`, else it gets brackets.
fn above<R>(
    printer: &mut Printer,
    expr: &Expr<R>,
    limit: u8,
    reference: &mut WriteReference<'_, R>,
) {
    if binding(expr) > limit {
        return expression(printer, expr, reference);
    }
    printer.text("(");
    if let ExprKind::Nary { op, operands } = &expr.kind {
        printer.mark(MarkKind::Open);
        nary(printer, *op, operands, reference);
        printer.mark(MarkKind::Close);
    } else {
        expression(printer, expr, reference);
    }
    printer.text(")");
}

fn unary<R>(
    printer: &mut Printer,
    op: UnaryOp,
    operand: &Expr<R>,
    reference: &mut WriteReference<'_, R>,
) {
    // Brackets around a second operator of the kind: `--` is a comment in SQL.
    match op {
        UnaryOp::Not => {
            printer.text("not ");
            above(printer, operand, 3, reference);
        }
        UnaryOp::Minus => {
            printer.text("-");
            above(printer, operand, 8, reference);
        }
    }
}

fn binary<R>(
    printer: &mut Printer,
    op: BinaryOp,
    left: &Expr<R>,
    right: &Expr<R>,
    reference: &mut WriteReference<'_, R>,
) {
    // Operators are read from left to right; comparisons do not chain.
    let left_limit = if op.is_comparison() { op.binding() } else { op.binding() - 1 };
    above(printer, left, left_limit, reference);
    printer.text(" ");
    printer.text(op.symbol());
    printer.text(" ");
    above(printer, right, op.binding(), reference);
}

/// `a and b and c`, to be broken before each operator.
fn nary<R>(
    printer: &mut Printer,
    op: NaryOp,
    operands: &[Expr<R>],
    reference: &mut WriteReference<'_, R>,
) {
    // Few readers know which of the two binds tighter, so an `and` inside an `or` gets brackets as well.
    let limit = 2;
    for (idx, operand) in operands.iter().enumerate() {
        if idx > 0 {
            printer.mark(MarkKind::Break);
            printer.text(" ");
            printer.text(op.symbol());
            printer.text(" ");
        }
        above(printer, operand, limit, reference);
    }
}

fn case<R>(
    printer: &mut Printer,
    branches: &[(Expr<R>, Expr<R>)],
    otherwise: Option<&Expr<R>>,
    reference: &mut WriteReference<'_, R>,
) {
    printer.text("case");
    for (condition, value) in branches {
        printer.mark(MarkKind::BreakDeeper);
        printer.text(" when ");
        expression(printer, condition, reference);
        printer.text(" then ");
        expression(printer, value, reference);
    }
    if let Some(value) = otherwise {
        printer.mark(MarkKind::BreakDeeper);
        printer.text(" else ");
        expression(printer, value, reference);
    }
    printer.mark(MarkKind::Break);
    printer.text(" end");
}

fn cast<R>(
    printer: &mut Printer,
    operand: &Expr<R>,
    to: &CastType,
    reference: &mut WriteReference<'_, R>,
) {
    printer.text("cast(");
    expression(printer, operand, reference);
    printer.text(" as ");
    match to {
        CastType::Scalar(ty) => printer.text(&ty.to_string()),
        CastType::Native(ty) => printer.text(ty),
    }
    printer.text(")");
}

fn list<R>(printer: &mut Printer, items: &[Expr<R>], reference: &mut WriteReference<'_, R>) {
    printer.list(items, |printer, it| expression(printer, it, reference));
}

fn function(printer: &mut Printer, name: &Name) {
    match spelling::form(name) {
        Some(_) => spelling::write_quoted_name(&mut printer.out, name),
        None => spelling::write_name(&mut printer.out, name, &spelling::OPERAND_WORDS),
    }
}

/// An operator of one database, which the language itself does not have.
fn foreign_operator<R>(
    printer: &mut Printer,
    operator: &Name,
    operands: &[Expr<R>],
    reference: &mut WriteReference<'_, R>,
) {
    let limit = 5;
    if let [operand] = operands {
        printer.text(operator);
        printer.text(" ");
        return above(printer, operand, limit, reference);
    }
    for (idx, operand) in operands.iter().enumerate() {
        if idx > 0 {
            printer.text(" ");
            printer.text(operator);
            printer.text(" ");
        }
        above(printer, operand, limit, reference);
    }
}
