//! Headers: what stands before the body of a declaration.

use super::{Context, Node, annotation, member, modifier, names, types};
use crate::base::{Span, SqlText};
use crate::syntax::ast::{Annotation, Ident, Modifier, Participant, Path, Text, TypeRef};
use crate::syntax::grammar::Rule;
use crate::syntax::split::Piece;

/// What a header says, whatever it declares.
#[derive(Debug, Default)]
pub(super) struct Header {
    pub(super) name: Option<Ident>,
    pub(super) annotations: Vec<Annotation>,
    pub(super) is_abstract: bool,
    /// Supertype; alternatives of a union; what a native object is on.
    pub(super) paths: Vec<Path>,
    pub(super) mixins: Vec<Path>,
    pub(super) participants: Vec<Participant>,
    pub(super) text: Option<Text>,
    pub(super) ty: Option<TypeRef>,
    pub(super) modifiers: Vec<Modifier>,
    pub(super) sql: Option<(SqlText, Span)>,
    pub(super) native_kind: Option<Ident>,
}

/// The header that a node of one of the header rules is.
pub(super) fn read(cx: &mut Context<'_, '_>, node: Node<'_>) -> Header {
    let mut res = Header::default();
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::name => res.name = Some(names::ident(cx, &part)),
            Rule::annotation => res.annotations.push(annotation::annotation(cx, part)),
            Rule::path => res.paths.push(names::path(cx, &part)),
            Rule::extends | Rule::native_on => res.paths.extend(inner_paths(cx, part)),
            Rule::with => res.mixins = inner_paths(cx, part),
            Rule::participant => res.participants.extend(participant(cx, part)),
            Rule::text => res.text = Some(names::text(cx, &part)),
            Rule::type_ref => res.ty = Some(member::attribute_type(cx, part)),
            Rule::default | Rule::check_clause => {
                res.modifiers.extend(modifier::modifier(cx, part));
            }
            Rule::sql => {
                let span = cx.span(&part);
                res.sql = Some((annotation::sql(cx, part), span));
            }
            Rule::native_kind => res.native_kind = Some(native_kind(cx, &part)),
            _ => {}
        }
    }
    res.modifiers = modifier::in_order(cx, std::mem::take(&mut res.modifiers));
    claim_annotations(&mut res);
    res
}

fn inner_paths(cx: &mut Context<'_, '_>, node: Node<'_>) -> Vec<Path> {
    let paths = node.into_inner().filter(|it| it.as_rule() == Rule::path);
    paths.map(|it| names::path(cx, &it)).collect()
}

fn native_kind(cx: &Context<'_, '_>, node: &Node<'_>) -> Ident {
    let words: Vec<&str> = node.as_str().split_whitespace().collect();
    Ident { name: words.join(" ").into(), span: cx.span(node) }
}

fn participant(cx: &mut Context<'_, '_>, node: Node<'_>) -> Option<Participant> {
    let span = cx.span(&node);
    let mut entity = None;
    let mut quantifier = None;
    let mut role = None;
    let mut actions = modifier::Actions::default();
    let mut annotations = Vec::new();
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::path => entity = Some(names::path(cx, &part)),
            Rule::quantifier => quantifier = Some(part),
            Rule::as_role => role = names::inner_ident(cx, part),
            Rule::annotation => annotations.push(annotation::annotation(cx, part)),
            _ => actions.take(cx, part),
        }
    }
    let entity = entity?;
    let quantifier = types::quantifier(cx, quantifier, entity.span());
    Some(Participant {
        entity,
        quantifier,
        role,
        on_delete: actions.on_delete,
        on_update: actions.on_update,
        deferrable: actions.deferrable,
        annotations,
        span,
    })
}

/// Behind the last participant stand its own annotations and those of the relationship: physical names of
/// what a reference brings along are the participant's, all others the relationship's.
fn claim_annotations(header: &mut Header) {
    let Some(last) = header.participants.last_mut() else { return };
    let is_of_participant = |it: &Annotation| {
        let name = it.name.as_single().map(|it| it.name.as_str());
        matches!(name, Some("constraint" | "index" | "column"))
    };
    (last.annotations, header.annotations) =
        std::mem::take(&mut last.annotations).into_iter().partition(is_of_participant);
}

/// What can be told of a header that could not be read: the name behind its keyword, which ends `told` bytes
/// behind its start.
pub(super) fn guess(cx: &Context<'_, '_>, header: &Piece, rule: Rule, told: usize) -> Header {
    let text = &cx.text[header.span.range()][told..];
    let mut names = names::idents_in(cx.file, text, header.span.start as usize + told);
    let name = match rule {
        Rule::native_header => names.nth(1),
        _ => names.next(),
    };
    Header { name, ..Header::default() }
}
