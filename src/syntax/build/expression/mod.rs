//! Expressions: flat operators put in order by precedence (Dijkstra's shunting yard, 1961).

use super::{Context, Node, annotation, names, types};
use crate::base::{CastType, Expr as BaseExpr, ExprKind, Name, ScalarType, Span};
use crate::syntax::ast::{Expr, Path, TypeKind};
use crate::syntax::grammar::Rule;
use crate::syntax::{diags, format, spelling};
use operator::{Operator, Tail};
use yard::Yard;

mod operator;
mod plain;
mod yard;

pub(super) use plain::plain;

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

/// The first expression inside a node.
pub(super) fn inner(cx: &mut Context<'_, '_>, node: Node<'_>) -> Option<Expr> {
    let inner = node.into_inner().find(|it| it.as_rule() == Rule::expression)?;
    Some(expression(cx, inner))
}

fn grow(cx: &mut Context<'_, '_>, node: Node<'_>) -> Grown {
    let mut yard = Yard::default();
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::prefix | Rule::infix | Rule::arithmetic => {
                let is_prefix = part.as_rule() == Rule::prefix;
                let operator = Operator::read(part.as_str(), is_prefix);
                let span = cx.span(&part);
                yard.operator(cx, operator, span);
            }
            Rule::null_tail | Rule::in_tail | Rule::between_tail => {
                let span = cx.span(&part);
                let (tail, depth) = tail(cx, part);
                yard.tail(cx, tail, span, depth);
            }
            _ => {
                let operand = operand(cx, part);
                yard.operand(operand);
            }
        }
    }
    yard.finish(cx)
}

/// The tail that a node is, and the depth of what is in it.
fn tail(cx: &mut Context<'_, '_>, node: Node<'_>) -> (Tail, usize) {
    if node.as_rule() == Rule::null_tail {
        return (Tail::Null { negated: node.as_str().contains("not") }, 0);
    }
    let is_in = node.as_rule() == Rule::in_tail;
    let mut negated = false;
    let mut depth = 0;
    let mut inner = Vec::new();
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::in_word | Rule::between_word => negated = part.as_str().starts_with("not"),
            Rule::expression | Rule::bound => {
                let grown = grow(cx, part);
                depth = depth.max(grown.depth);
                inner.push(grown.expr);
            }
            _ => {}
        }
    }
    if is_in {
        return (Tail::In { list: inner, negated }, depth);
    }
    let mut ends = inner.into_iter();
    let mut end = || ends.next().unwrap_or_else(|| Expr::made(ExprKind::Null));
    (Tail::Between { low: end(), high: end(), negated }, depth)
}

fn leaf(kind: ExprKind<Path>, span: Span) -> Grown {
    Grown { expr: Expr::new(kind, span), depth: 0, is_closed: true }
}

/// How deeply operators other than `and` and `or` may nest; their trees are walked by recursion.
const MAX_DEPTH: usize = 256;

/// A node over others, one deeper than the deepest of them.
fn above(cx: &mut Context<'_, '_>, kind: ExprKind<Path>, span: Span, depth: usize) -> Grown {
    if depth < MAX_DEPTH {
        return Grown { expr: Expr::new(kind, span), depth: depth + 1, is_closed: false };
    }
    if !std::mem::replace(&mut cx.is_too_deep, true) {
        cx.report(diags::nested_too_deeply(span.at_end(), MAX_DEPTH));
    }
    Grown { expr: Expr::new(ExprKind::Null, span), depth: 0, is_closed: true }
}

/// A node over others that its own words or brackets keep apart from what is around it.
fn closed(cx: &mut Context<'_, '_>, kind: ExprKind<Path>, span: Span, depth: usize) -> Grown {
    Grown { is_closed: true, ..above(cx, kind, span, depth) }
}

fn operand(cx: &mut Context<'_, '_>, node: Node<'_>) -> Grown {
    let span = cx.span(&node);
    match node.as_rule() {
        Rule::term => term(cx, node, span),
        Rule::number => leaf(ExprKind::Number(Name::new(node.as_str())), span),
        Rule::text => leaf(ExprKind::String(names::text(cx, &node).value.into()), span),
        Rule::sql => leaf(ExprKind::Sql(annotation::sql(cx, node)), span),
        Rule::case => case(cx, node, span),
        Rule::cast => cast(cx, node, span),
        Rule::extract => extract(cx, node, span),
        _ => match node.into_inner().next() {
            Some(inner) => Grown { is_closed: true, ..grow(cx, inner) },
            None => leaf(ExprKind::Null, span),
        },
    }
}

/// A name, a word that is a value, or a call.
fn term(cx: &mut Context<'_, '_>, node: Node<'_>, span: Span) -> Grown {
    let mut parts = node.into_inner();
    let path = parts.next().expect("the grammar starts a term with a path");
    let arguments = parts.next();
    let word = path.as_str();
    let word_span = cx.span(&path);
    let kind = match (word, &arguments) {
        ("null", None) => ExprKind::Null,
        ("true", None) => ExprKind::Bool(true),
        ("false", None) => ExprKind::Bool(false),
        _ => {
            let first = word.split('.').next().unwrap_or_default();
            if spelling::is_operand_word(first) {
                cx.report(diags::reserved_operand(word_span, first));
            }
            let path = names::path(cx, &path);
            match arguments {
                Some(arguments) => return call(cx, &path, arguments, span),
                None => ExprKind::Reference(path),
            }
        }
    };
    leaf(kind, span)
}

fn call(cx: &mut Context<'_, '_>, path: &Path, arguments: Node<'_>, span: Span) -> Grown {
    if !path.rest.is_empty() {
        cx.report(diags::dotted_function(path.span(), &path.to_string()));
    }
    let mut depth = 0;
    let mut res = Vec::new();
    for argument in arguments.into_inner() {
        let grown = grow(cx, argument);
        depth = depth.max(grown.depth);
        res.push(grown.expr);
    }
    let function = path.last().name.clone();
    if let Some(form) = spelling::form(&function) {
        cx.report(diags::malformed_call(path.span(), &function, form));
    }
    closed(cx, ExprKind::Call { function, arguments: res }, span, depth)
}

fn case(cx: &mut Context<'_, '_>, node: Node<'_>, span: Span) -> Grown {
    let mut branches = Vec::new();
    let mut otherwise = None;
    let mut depth = 0;
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::when => {
                let mut sides = part.into_inner().filter(|it| it.as_rule() == Rule::expression);
                let (Some(condition), Some(value)) = (sides.next(), sides.next()) else { continue };
                let (condition, value) = (grow(cx, condition), grow(cx, value));
                depth = depth.max(condition.depth).max(value.depth);
                branches.push((condition.expr, value.expr));
            }
            Rule::expression => {
                let value = grow(cx, part);
                depth = depth.max(value.depth);
                otherwise = Some(Box::new(value.expr));
            }
            _ => {}
        }
    }
    closed(cx, ExprKind::Case { branches, otherwise }, span, depth)
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
    let depth = operand.depth;
    closed(cx, ExprKind::Cast { operand: Box::new(operand.expr), to }, span, depth)
}

/// A scalar type where it is one, else its spelling: whether that is a type is asked when names are
/// resolved.
fn cast_type(cx: &mut Context<'_, '_>, node: Node<'_>) -> CastType {
    let ty = types::type_ref(cx, node);
    if let TypeKind::Named { path, arguments } = &ty.kind
        && !ty.is_array
        && let Some(name) = path.as_single()
        && let Ok(scalar) = ScalarType::new(&name.name, arguments)
    {
        return CastType::Scalar(scalar);
    }
    CastType::Native(format::print_type(&ty).into())
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
    let depth = operand.depth;
    closed(cx, ExprKind::Extract { field, operand: Box::new(operand.expr) }, span, depth)
}
