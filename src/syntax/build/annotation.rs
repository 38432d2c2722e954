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
    let name = parts.next().expect("the grammar gives an annotation a name");
    let name = names::path(cx, &name);
    let arguments = parts.next().into_iter().flat_map(Node::into_inner);
    let arguments = arguments.map(|it| argument(cx, it)).collect();
    Annotation { name, arguments, span }
}

fn argument(cx: &mut Context<'_, '_>, node: Node<'_>) -> AnnotationArgument {
    let span = cx.span(&node);
    let mut name = None;
    let mut value = AnnotationValue::Bool(true);
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::name => name = Some(names::ident(cx, &part)),
            Rule::sql => value = AnnotationValue::Sql(sql(cx, part)),
            Rule::text => value = AnnotationValue::String(names::text(cx, &part).value),
            Rule::signed_number => value = AnnotationValue::Number(Name::new(part.as_str())),
            _ => value = word(cx, &part),
        }
    }
    AnnotationArgument { name, value, span }
}

/// A `dashed_name` node: `true`, `false`, or a name.
fn word(cx: &mut Context<'_, '_>, node: &Node<'_>) -> AnnotationValue {
    match node.as_str() {
        "true" => AnnotationValue::Bool(true),
        "false" => AnnotationValue::Bool(false),
        text => {
            let mut start = node.as_span().start();
            let mut parts = Vec::new();
            for part in names::split_at_dots(text) {
                parts.push(names::ident_at(cx, part, start).name);
                start += part.len() + 1;
            }
            AnnotationValue::Name(parts)
        }
    }
}

/// A `sql` node.
pub(super) fn sql(cx: &mut Context<'_, '_>, node: Node<'_>) -> SqlText {
    let arguments = node.into_inner().find(|it| it.as_rule() == Rule::sql_arguments);
    arguments.map(|it| sql_arguments(cx, it)).unwrap_or_default()
}

/// A `sql_arguments` node.
pub(super) fn sql_arguments(cx: &mut Context<'_, '_>, node: Node<'_>) -> SqlText {
    let mut res = SqlText::default();
    let mut seen: Vec<(DialectId, Span)> = Vec::new();
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::text => res.bare = Some(names::text(cx, &part).value),
            _ => sql_named(cx, part, &mut res, &mut seen),
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
    let text = names::text(cx, &text);
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
