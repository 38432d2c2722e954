//! Annotations and `sql(…)`.

use super::{Context, Node, names};
use crate::base::{DialectId, Name, Span, SqlText, closest};
use crate::syntax::ast::{Annotation, AnnotationArgument, AnnotationValue, Ident};
use crate::syntax::diags;
use crate::syntax::grammar::Rule;

/// An `annotation` node.
pub(super) fn annotation(cx: &mut Context<'_, '_>, node: Node<'_>) -> Annotation {
    let span = cx.span(&node);
    let mut parts = node.into_inner();
    let name = parts.next().expect("an annotation has a name");
    let name = names::path(cx, name);
    let arguments = parts.next().map(|it| it.into_inner().collect()).unwrap_or_else(Vec::new);
    let arguments = arguments.into_iter().map(|it| argument(cx, it)).collect();
    Annotation { name, arguments, span }
}

fn argument(cx: &mut Context<'_, '_>, node: Node<'_>) -> AnnotationArgument {
    let span = cx.span(&node);
    let mut name = None;
    let mut value = AnnotationValue::Bool(true);
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::name => name = Some(names::ident(cx, &part)),
            _ => value = annotation_value(cx, part),
        }
    }
    AnnotationArgument { name, value, span }
}

fn annotation_value(cx: &mut Context<'_, '_>, node: Node<'_>) -> AnnotationValue {
    let inner = node.into_inner().next().expect("an annotation value is one of its kinds");
    match inner.as_rule() {
        Rule::sql => AnnotationValue::Sql(sql(cx, inner)),
        Rule::text => AnnotationValue::String(names::text(cx, inner).value),
        Rule::signed_number => AnnotationValue::Number(Name::new(inner.as_str())),
        Rule::kw_true => AnnotationValue::Bool(true),
        Rule::kw_false => AnnotationValue::Bool(false),
        _ => {
            AnnotationValue::Name(inner.into_inner().map(|it| names::ident(cx, &it).name).collect())
        }
    }
}

/// A `sql` node.
pub(super) fn sql(cx: &mut Context<'_, '_>, node: Node<'_>) -> SqlText {
    let mut res = SqlText::default();
    let mut seen: Vec<(DialectId, Span)> = Vec::new();
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::text => res.bare = Some(names::text(cx, part).value),
            Rule::sql_named => sql_named(cx, part, &mut res, &mut seen),
            _ => {}
        }
    }
    res
}

fn sql_named(
    cx: &mut Context<'_, '_>,
    node: Node<'_>,
    res: &mut SqlText,
    seen: &mut Vec<(DialectId, Span)>,
) {
    let mut parts = node.into_inner();
    let (Some(name), Some(text)) = (parts.next(), parts.next()) else { return };
    let name = names::ident(cx, &name);
    let text = names::text(cx, text);
    let Some(dialect) = dialect(cx, &name) else { return };
    match seen.iter().find(|(it, _)| *it == dialect) {
        Some((_, first)) => {
            cx.report(diags::repeated_dialect(name.span, *first, dialect.name()));
        }
        None => {
            seen.push((dialect, name.span));
            res.named.push((dialect, text.value));
        }
    }
}

fn dialect(cx: &mut Context<'_, '_>, name: &Ident) -> Option<DialectId> {
    let dialect = DialectId::from_name(&name.name);
    if dialect.is_none() {
        let meant = match &*name.name {
            "postgresql" | "pg" => Some("postgres"),
            "sqlite3" => Some("sqlite"),
            other => closest(other, DialectId::ALL.map(DialectId::name)),
        };
        cx.report(diags::unknown_dialect(name.span, &name.name, meant));
    }
    dialect
}
