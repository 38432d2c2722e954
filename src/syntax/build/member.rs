//! Members: one line of a body each.

use super::{Context, Node, annotation, constraint, modifier, names, types};
use crate::base::{Span, is_name_start};
use crate::syntax::ast::{Attribute, Member, MemberKind, Trivia, TypeKind, TypeRef};
use crate::syntax::grammar::Rule;
use crate::syntax::split::{Piece, first_word};
use crate::syntax::{diags, spelling};

/// The members of a body.
pub(super) fn members(cx: &mut Context<'_, '_>, pieces: Vec<Piece>) -> Vec<Member> {
    let n_inline = pieces.iter().filter(|it| it.inline).count();
    let mut is_crowded = false;
    let mut failed: Option<usize> = None;
    let mut last_column = usize::MAX;
    let mut res = Vec::with_capacity(pieces.len());
    for piece in pieces {
        // Behind a brace any line is deeper than the line of the brace, and says nothing by it.
        let column = if piece.inline { usize::MAX } else { piece.column };
        let span = piece.span;
        let may_crowd = n_inline > 1 && piece.inline && !is_crowded;
        let was_quiet = cx.quiet;
        // Deeper lines behind one that could not be read belong to it, in all likelihood.
        let goes_on = failed.is_some_and(|it| column > it || is_closing(cx, span));
        cx.quiet |= goes_on;
        let member = member(cx, piece);
        cx.quiet = was_quiet;
        match member.kind {
            MemberKind::Unknown(_) if goes_on => {}
            MemberKind::Unknown(_) => failed = Some(column.min(last_column)),
            MemberKind::Attribute(_) => failed = failed.filter(|_| goes_on),
            _ => {
                failed = failed.filter(|_| goes_on);
                if may_crowd {
                    is_crowded = true;
                    cx.report(diags::crowded_body(span));
                }
            }
        }
        last_column = if goes_on { last_column } else { column };
        res.push(member);
    }
    res
}

/// Whether a piece starts with a closing bracket.
fn is_closing(cx: &Context<'_, '_>, span: Span) -> bool {
    cx.text[span.range()].starts_with([')', ']'])
}

fn member(cx: &mut Context<'_, '_>, mut piece: Piece) -> Member {
    let source = cx.source(&piece);
    let (rule, told) = rule_of(&source);
    let mut annotations = Vec::new();
    let mut kind = None;
    if piece.is_whole() {
        kind = plain(cx, rule, &source, told, piece.span.start as usize);
    }
    if kind.is_none()
        && let Some(node) = cx.parse(&mut piece, &source, told, rule)
    {
        kind = member_kind(cx, rule, node, &mut annotations);
    }
    let kind = kind.unwrap_or_else(|| {
        let text = &cx.text[piece.span.range()];
        let salvaged = names::idents_in(cx.file, text, piece.span.start as usize).next();
        MemberKind::Unknown(salvaged)
    });
    let trivia = (piece.trivia != Trivia::default()).then(|| Box::new(piece.trivia));
    Member { kind, docs: piece.docs.map(Box::new), annotations, trivia, span: piece.span }
}

/// What is said in plain words, which need no grammar.
fn plain(
    cx: &mut Context<'_, '_>,
    rule: Rule,
    source: &str,
    told: usize,
    start: usize,
) -> Option<MemberKind> {
    match rule {
        Rule::attribute => {
            cx.plain_attribute(source, start).map(|it| MemberKind::Attribute(Box::new(it)))
        }
        Rule::key | Rule::unique | Rule::index | Rule::check => {
            cx.plain_constraint(rule, source, told, start)
        }
        _ => None,
    }
}

/// The rule that reads a member, told by its first word, and the bytes of that word when it is no name.
fn rule_of(text: &str) -> (Rule, usize) {
    let word = first_word(text);
    let rule = match word {
        "key" => Rule::key,
        "unique" => Rule::unique,
        "index" => Rule::index,
        "check" => Rule::check,
        "foreign" => Rule::foreign_key,
        "exclude" => Rule::exclude,
        "subtypes" => Rule::subtypes,
        "join" => Rule::join_dependency,
        _ if is_dependency(text, word) => return (Rule::dependency, 0),
        _ => return (Rule::attribute, 0),
    };
    (rule, word.len())
}

/// Whether a comma, a dot or an arrow follows the first name, or there is none in brackets.
fn is_dependency(text: &str, word: &str) -> bool {
    if let Some(inside) = text.strip_prefix('(') {
        return inside.trim_start().starts_with(')');
    }
    let name_len = match text.strip_prefix('`') {
        Some(inner) => inner.find('`').map_or(text.len(), |it| it + 2),
        None => word.len(),
    };
    let behind = text[name_len..].trim_start();
    let is_path = behind.starts_with('.') && text.contains("->");
    name_len > 0 && (is_path || behind.starts_with(',') || behind.starts_with("->"))
}

fn member_kind(
    cx: &mut Context<'_, '_>,
    rule: Rule,
    node: Node<'_>,
    annotations: &mut Vec<crate::syntax::ast::Annotation>,
) -> Option<MemberKind> {
    if rule == Rule::attribute {
        let attribute = attribute(cx, node, annotations)?;
        return Some(MemberKind::Attribute(Box::new(attribute)));
    }
    constraint::constraint(cx, rule, node, annotations)
}

pub(super) fn attribute(
    cx: &mut Context<'_, '_>,
    node: Node<'_>,
    annotations: &mut Vec<crate::syntax::ast::Annotation>,
) -> Option<Attribute> {
    let mut name = None;
    let mut ty = None;
    let mut quantifier = None;
    let mut modifiers = Vec::new();
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::name => name = Some(names::ident(cx, &part)),
            Rule::type_ref => ty = Some(attribute_type(cx, part)),
            Rule::quantifier => quantifier = Some(part),
            Rule::annotation => annotations.push(annotation::annotation(cx, part)),
            Rule::EOI => {}
            _ => modifiers.extend(modifier::modifier(cx, part)),
        }
    }
    let (name, ty) = (name?, ty?);
    let quantifier = types::quantifier(cx, quantifier, ty.span);
    Some(Attribute { name, ty, quantifier, modifiers: modifier::in_order(cx, modifiers) })
}

/// A type where none but a type can stand: a word that follows types shows that it is missing.
pub(super) fn attribute_type(cx: &mut Context<'_, '_>, node: Node<'_>) -> TypeRef {
    let word = node.as_str();
    let start = cx.span(&node);
    let res = types::type_ref(cx, node);
    if let TypeKind::Named { path, .. } = &res.kind
        && word.starts_with(is_name_start)
        && spelling::TYPE_STOPS.contains(&path.first.name.as_str())
    {
        let found = path.first.name.as_str();
        let span = Span { end: start.start + found.len() as u32, ..start };
        cx.report(diags::unexpected(span, found, "a type"));
    }
    res
}
