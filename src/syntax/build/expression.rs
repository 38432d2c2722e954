//! Expressions: flat operators put in order by precedence (Pratt, "Top down operator precedence", 1973).

use std::sync::LazyLock;

use pest::pratt_parser::{Assoc, Op, PrattParser};

use super::{Context, Node, annotation, member, names};
use crate::base::{BinaryOp, CastType, Expr as BaseExpr, ExprKind, Name, NaryOp, Span, UnaryOp};
use crate::syntax::ast::{Expr, Path, TypeKind};
use crate::syntax::diags;
use crate::syntax::grammar::Rule;

/// How deeply operators other than `and` and `or` may nest; their trees are walked by recursion.
const MAX_DEPTH: usize = 256;

static PRECEDENCE: LazyLock<PrattParser<Rule>> = LazyLock::new(|| {
    let left = |rule| Op::infix(rule, Assoc::Left);
    PrattParser::new()
        .op(left(Rule::kw_or))
        .op(left(Rule::kw_and))
        .op(Op::prefix(Rule::kw_not))
        .op(left(Rule::equal)
            | left(Rule::not_equal)
            | left(Rule::less)
            | left(Rule::less_equal)
            | left(Rule::greater)
            | left(Rule::greater_equal)
            | left(Rule::distinct)
            | left(Rule::not_distinct)
            | left(Rule::kw_like)
            | left(Rule::not_like)
            | left(Rule::kw_matches)
            | left(Rule::not_matches)
            | Op::postfix(Rule::null_tail)
            | Op::postfix(Rule::in_tail)
            | Op::postfix(Rule::between_tail))
        .op(left(Rule::concat))
        .op(left(Rule::plus) | left(Rule::minus))
        .op(left(Rule::times) | left(Rule::divide) | left(Rule::modulo))
        .op(Op::prefix(Rule::negative))
});

/// A tree while it grows: how deep it is, and whether brackets keep it apart from its neighbours.
struct Grown {
    expr: Expr,
    depth: usize,
    is_closed: bool,
}

/// An `expression` or `bound` node.
pub(super) fn expression(cx: &mut Context<'_, '_>, node: Node<'_>) -> Expr {
    grow(cx, node).expr
}

fn grow(cx: &mut Context<'_, '_>, node: Node<'_>) -> Grown {
    let cx = std::cell::RefCell::new(cx);
    PRECEDENCE
        .map_primary(|it| operand(&mut cx.borrow_mut(), it))
        .map_prefix(|op, it| prefix(&mut cx.borrow_mut(), &op, it))
        .map_postfix(|it, op| postfix(&mut cx.borrow_mut(), it, op))
        .map_infix(|left, op, right| infix(&mut cx.borrow_mut(), left, &op, right))
        .parse(node.into_inner())
}

fn leaf(kind: ExprKind<Path>, span: Span) -> Grown {
    Grown { expr: Expr::new(kind, span), depth: 0, is_closed: true }
}

/// A node over others, one deeper than the deepest of them.
fn above(
    cx: &mut Context<'_, '_>,
    kind: ExprKind<Path>,
    span: Span,
    depths: impl IntoIterator<Item = usize>,
) -> Grown {
    let depth = depths.into_iter().max().unwrap_or(0) + 1;
    if depth > MAX_DEPTH {
        if depth == MAX_DEPTH + 1 {
            cx.report(diags::nested_too_deeply(span, MAX_DEPTH));
        }
        return Grown { expr: Expr::new(ExprKind::Null, span), depth: 0, is_closed: true };
    }
    Grown { expr: Expr::new(kind, span), depth, is_closed: false }
}

fn operand(cx: &mut Context<'_, '_>, node: Node<'_>) -> Grown {
    let span = cx.span(&node);
    match node.as_rule() {
        Rule::number => leaf(ExprKind::Number(Name::new(node.as_str())), span),
        Rule::text => leaf(ExprKind::String(names::text(cx, node).value.into()), span),
        Rule::kw_null => leaf(ExprKind::Null, span),
        Rule::kw_true => leaf(ExprKind::Bool(true), span),
        Rule::kw_false => leaf(ExprKind::Bool(false), span),
        Rule::sql => leaf(ExprKind::Sql(annotation::sql(cx, node)), span),
        Rule::case => case(cx, node, span),
        Rule::cast => cast(cx, node, span),
        Rule::extract => extract(cx, node, span),
        Rule::call => call(cx, node, span),
        Rule::parenthesis => match node.into_inner().next() {
            Some(inner) => Grown { is_closed: true, ..grow(cx, inner) },
            None => leaf(ExprKind::Null, span),
        },
        _ => match node.into_inner().next() {
            Some(inner) => leaf(ExprKind::Reference(names::path(cx, inner)), span),
            None => leaf(ExprKind::Null, span),
        },
    }
}

fn case(cx: &mut Context<'_, '_>, node: Node<'_>, span: Span) -> Grown {
    let mut branches = Vec::new();
    let mut otherwise = None;
    let mut depths = Vec::new();
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::when => {
                let mut sides = part.into_inner().filter(|it| it.as_rule() == Rule::expression);
                let (Some(condition), Some(value)) = (sides.next(), sides.next()) else { continue };
                let (condition, value) = (grow(cx, condition), grow(cx, value));
                depths.extend([condition.depth, value.depth]);
                branches.push((condition.expr, value.expr));
            }
            Rule::expression => {
                let value = grow(cx, part);
                depths.push(value.depth);
                otherwise = Some(Box::new(value.expr));
            }
            _ => {}
        }
    }
    let res = above(cx, ExprKind::Case { branches, otherwise }, span, depths);
    Grown { is_closed: true, ..res }
}

fn cast(cx: &mut Context<'_, '_>, node: Node<'_>, span: Span) -> Grown {
    let mut operand = leaf(ExprKind::Null, span);
    let mut to = CastType::Native(Name::default());
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::expression => operand = grow(cx, part),
            Rule::type_ref => to = cast_type(cx, part),
            _ => {}
        }
    }
    let kind = ExprKind::Cast { operand: Box::new(operand.expr), to };
    Grown { is_closed: true, ..above(cx, kind, span, [operand.depth]) }
}

/// A scalar type where it is one, else its spelling: whether that is a type is asked when names are
/// resolved.
fn cast_type(cx: &mut Context<'_, '_>, node: Node<'_>) -> CastType {
    let spelling = Name::new(node.as_str());
    let ty = member::type_ref(cx, node);
    match &ty.kind {
        TypeKind::Named { path, arguments } if !ty.is_array => {
            let scalar =
                path.as_single().map(|it| crate::base::ScalarType::new(&it.name, arguments));
            match scalar {
                Some(Ok(scalar)) => CastType::Scalar(scalar),
                _ => CastType::Native(spelling),
            }
        }
        TypeKind::Named { .. } | TypeKind::Sql(_) => CastType::Native(spelling),
    }
}

fn extract(cx: &mut Context<'_, '_>, node: Node<'_>, span: Span) -> Grown {
    let mut field = Name::default();
    let mut operand = leaf(ExprKind::Null, span);
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::name => field = names::ident(cx, &part).name,
            Rule::expression => operand = grow(cx, part),
            _ => {}
        }
    }
    let kind = ExprKind::Extract { field, operand: Box::new(operand.expr) };
    Grown { is_closed: true, ..above(cx, kind, span, [operand.depth]) }
}

fn call(cx: &mut Context<'_, '_>, node: Node<'_>, span: Span) -> Grown {
    let mut function = Name::default();
    let mut arguments = Vec::new();
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::name => function = names::ident(cx, &part).name,
            Rule::expression => arguments.push(grow(cx, part)),
            _ => {}
        }
    }
    let depths: Vec<_> = arguments.iter().map(|it| it.depth).collect();
    let arguments = arguments.into_iter().map(|it| it.expr).collect();
    let res = above(cx, ExprKind::Call { function, arguments }, span, depths);
    Grown { is_closed: true, ..res }
}

fn prefix(cx: &mut Context<'_, '_>, op: &Node<'_>, operand: Grown) -> Grown {
    let span = cx.span(op).to(operand.expr.span);
    let op = if op.as_rule() == Rule::kw_not { UnaryOp::Not } else { UnaryOp::Minus };
    let kind = ExprKind::Unary { op, operand: Box::new(operand.expr) };
    above(cx, kind, span, [operand.depth])
}

fn postfix(cx: &mut Context<'_, '_>, operand: Grown, tail: Node<'_>) -> Grown {
    let tail_span = cx.span(&tail);
    let span = operand.expr.span.to(tail_span);
    refuse_chain(cx, &operand, tail_span);
    let rule = tail.as_rule();
    let mut negated = false;
    let mut inner = Vec::new();
    for part in tail.into_inner() {
        match part.as_rule() {
            Rule::kw_not => negated = true,
            Rule::expression | Rule::bound => inner.push(grow(cx, part)),
            _ => {}
        }
    }
    let depths: Vec<_> = inner.iter().map(|it| it.depth).chain([operand.depth]).collect();
    let operand = Box::new(operand.expr);
    let mut inner = inner.into_iter().map(|it| it.expr);
    let kind = match rule {
        Rule::null_tail => ExprKind::IsNull { operand, negated },
        Rule::in_tail => ExprKind::In { operand, list: inner.collect(), negated },
        _ => match (inner.next(), inner.next()) {
            (Some(low), Some(high)) => {
                ExprKind::Between { operand, low: Box::new(low), high: Box::new(high), negated }
            }
            _ => ExprKind::Null,
        },
    };
    above(cx, kind, span, depths)
}

fn infix(cx: &mut Context<'_, '_>, left: Grown, op: &Node<'_>, right: Grown) -> Grown {
    let span = left.expr.span.to(right.expr.span);
    match op.as_rule() {
        Rule::kw_and => return joined(cx, NaryOp::And, left, right, span),
        Rule::kw_or => return joined(cx, NaryOp::Or, left, right, span),
        _ => {}
    }
    let op_span = cx.span(op);
    let op = binary_op(op.as_rule());
    if op.is_comparison() {
        refuse_chain(cx, &left, op_span);
    }
    let depths = [left.depth, right.depth];
    let (left, right) = (Box::new(left.expr), Box::new(right.expr));
    above(cx, ExprKind::Binary { op, left, right }, span, depths)
}

/// `and` and `or` join any number of operands side by side, so that long lists stay flat.
fn joined(cx: &mut Context<'_, '_>, op: NaryOp, left: Grown, right: Grown, span: Span) -> Grown {
    let mut depth = 0;
    let mut operands = Vec::new();
    for side in [left, right] {
        match side.expr.kind {
            ExprKind::Nary { op: inner, operands: mut inner_operands } if inner == op => {
                depth = depth.max(side.depth.saturating_sub(1));
                if operands.is_empty() {
                    operands = inner_operands;
                } else {
                    operands.append(&mut inner_operands);
                }
            }
            kind => {
                depth = depth.max(side.depth);
                operands.push(BaseExpr::new(kind, side.expr.span));
            }
        }
    }
    above(cx, ExprKind::Nary { op, operands }, span, [depth])
}

/// Reports `a < b < c`.
fn refuse_chain(cx: &mut Context<'_, '_>, left: &Grown, op_span: Span) {
    if !left.is_closed && left.expr.binding() == BinaryOp::Equal.binding() {
        cx.report(diags::chained_comparison(op_span));
    }
}

fn binary_op(rule: Rule) -> BinaryOp {
    match rule {
        Rule::equal => BinaryOp::Equal,
        Rule::not_equal => BinaryOp::NotEqual,
        Rule::less => BinaryOp::Less,
        Rule::less_equal => BinaryOp::LessOrEqual,
        Rule::greater => BinaryOp::Greater,
        Rule::greater_equal => BinaryOp::GreaterOrEqual,
        Rule::distinct => BinaryOp::Distinct,
        Rule::not_distinct => BinaryOp::NotDistinct,
        Rule::kw_like => BinaryOp::Like,
        Rule::not_like => BinaryOp::NotLike,
        Rule::kw_matches => BinaryOp::Matches,
        Rule::not_matches => BinaryOp::NotMatches,
        Rule::concat => BinaryOp::Concat,
        Rule::plus => BinaryOp::Plus,
        Rule::minus => BinaryOp::Minus,
        Rule::times => BinaryOp::Times,
        Rule::divide => BinaryOp::Divide,
        _ => BinaryOp::Modulo,
    }
}
