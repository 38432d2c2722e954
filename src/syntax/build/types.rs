//! Types and quantifiers.

use super::{Context, Node, annotation, names};
use crate::base::Span;
use crate::syntax::ast::{Path, Quantifier, QuantifierKind, TypeKind, TypeRef};
use crate::syntax::diags;
use crate::syntax::grammar::Rule;

/// A `type_ref` node.
pub(super) fn type_ref(cx: &mut Context<'_, '_>, node: Node<'_>) -> TypeRef {
    let span = cx.span(&node);
    let mut is_array = false;
    let mut path = None;
    let mut arguments = Vec::new();
    let mut sql = None;
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::path => path = Some(names::path(cx, &part)),
            Rule::type_arguments => arguments = numbers(cx, &part),
            Rule::sql_arguments => sql = Some(annotation::sql_arguments(cx, part)),
            _ => is_array = true,
        }
    }
    let path = path.expect("the grammar starts a type with a path");
    let kind = match sql {
        Some(sql) => {
            refuse_text_arguments(cx, &path);
            TypeKind::Sql(sql)
        }
        None => TypeKind::Named { path, arguments },
    };
    TypeRef { kind, is_array, span }
}

/// Reports `varchar("80")`: only `sql` takes text.
fn refuse_text_arguments(cx: &mut Context<'_, '_>, path: &Path) {
    if path.as_single().is_none_or(|it| it.name != "sql") {
        cx.report(diags::text_as_type_argument(path.span()));
    }
}

/// The numbers in `(10, 2)`.
fn numbers(cx: &mut Context<'_, '_>, node: &Node<'_>) -> Vec<u32> {
    let text = node.as_str();
    let start = node.as_span().start();
    let mut res = Vec::with_capacity(2);
    let mut at = 0;
    while let Some(offset) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let digits = &text[at + offset..];
        let len = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        let span = cx.piece_span(start + at + offset, start + at + offset + len);
        res.push(number(cx, &digits[..len], span));
        at += offset + len;
    }
    res
}

fn number(cx: &mut Context<'_, '_>, digits: &str, span: Span) -> u32 {
    digits.parse().unwrap_or_else(|_| {
        cx.report(diags::number_too_large(span));
        u32::MAX
    })
}

/// The quantifier that stands behind `before`: an optional `quantifier` node.
pub(super) fn quantifier(
    cx: &mut Context<'_, '_>,
    node: Option<Node<'_>>,
    before: Span,
) -> Quantifier {
    let Some(node) = node else {
        return Quantifier { kind: QuantifierKind::One, span: before.at_end() };
    };
    let span = cx.span(&node);
    let kind = match node.as_str() {
        "?" => QuantifierKind::Optional,
        "*" => QuantifierKind::Any,
        "+" => QuantifierKind::Some,
        range => self::range(cx, range, &node),
    };
    if let QuantifierKind::Range { min, max: Some(max) } = kind
        && (max == 0 || max < min)
    {
        cx.report(diags::empty_range(span));
        return Quantifier { kind: QuantifierKind::Any, span };
    }
    Quantifier { kind, span }
}

/// `{n}`, `{n..}` or `{n..m}`.
fn range(cx: &mut Context<'_, '_>, text: &str, node: &Node<'_>) -> QuantifierKind {
    let numbers = numbers(cx, node);
    let min = numbers.first().copied().unwrap_or_default();
    match numbers.get(1) {
        Some(&max) => QuantifierKind::Range { min, max: Some(max) },
        None if text.contains("..") => QuantifierKind::Range { min, max: None },
        None => QuantifierKind::Range { min, max: Some(min) },
    }
}
