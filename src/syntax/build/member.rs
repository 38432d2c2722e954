//! Members: one line of a body each.

use super::expression::expression;
use super::{Context, Node, annotation, modifier, names, salvaged_name};
use crate::base::Name;
use crate::syntax::ast::{
    Attribute, Check, Disjointness, Exclude, ExcludeItem, ForeignKey, FunctionalDependency,
    HierarchyStorage, Index, Item, JoinDependency, Key, Member, MemberKind, MultivaluedDependency,
    NullsOrder, Quantifier, QuantifierKind, Subtypes, Totality, Trivia, TypeKind, TypeRef, Unique,
};
use crate::syntax::diags;
use crate::syntax::grammar::Rule;
use crate::syntax::split::Piece;

/// The members of a body.
pub(super) fn members(cx: &mut Context<'_, '_>, pieces: Vec<Piece>) -> Vec<Member> {
    let n_inline = pieces.iter().filter(|it| it.inline).count();
    let mut is_crowded = false;
    let mut res = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let span = piece.span;
        let inline = piece.inline;
        let member = member(cx, piece);
        let is_attribute = matches!(member.kind, MemberKind::Attribute(_) | MemberKind::Unknown(_));
        if inline && n_inline > 1 && !is_attribute && !is_crowded {
            is_crowded = true;
            cx.report(diags::crowded_body(span));
        }
        res.push(member);
    }
    res
}

fn member(cx: &mut Context<'_, '_>, piece: Piece) -> Member {
    let node = cx.parse(&piece, Rule::member);
    let mut annotations = Vec::new();
    let mut kind = None;
    for part in node.into_iter().flat_map(|it| it.into_inner()) {
        match part.as_rule() {
            Rule::annotation => annotations.push(annotation::annotation(cx, part)),
            Rule::EOI => {}
            _ => kind = member_kind(cx, part),
        }
    }
    let kind = kind.unwrap_or_else(|| MemberKind::Unknown(salvaged_name(cx, &piece)));
    let trivia = (piece.trivia != Trivia::default()).then(|| Box::new(piece.trivia));
    Member { kind, docs: piece.docs.map(Box::new), annotations, trivia, span: piece.span }
}

fn member_kind(cx: &mut Context<'_, '_>, node: Node<'_>) -> Option<MemberKind> {
    Some(match node.as_rule() {
        Rule::attribute => MemberKind::Attribute(Box::new(attribute(cx, node)?)),
        Rule::key => MemberKind::Key(Box::new(key(cx, node))),
        Rule::unique => MemberKind::Unique(Box::new(unique(cx, node))),
        Rule::index => MemberKind::Index(Box::new(index(cx, node))),
        Rule::check => MemberKind::Check(Box::new(check(cx, node)?)),
        Rule::foreign_key => MemberKind::ForeignKey(Box::new(foreign_key(cx, node)?)),
        Rule::exclude => MemberKind::Exclude(Box::new(exclude(cx, node))),
        Rule::subtypes => MemberKind::Subtypes(Box::new(subtypes(cx, node))),
        Rule::join_dependency => {
            let components = node.into_inner().filter(|it| it.as_rule() == Rule::paths);
            let components = components.map(|it| names::paths(cx, it)).collect();
            MemberKind::JoinDependency(Box::new(JoinDependency { components }))
        }
        _ => dependency(cx, node)?,
    })
}

fn attribute(cx: &mut Context<'_, '_>, node: Node<'_>) -> Option<Attribute> {
    let mut name = None;
    let mut ty = None;
    let mut quantifier = None;
    let mut modifiers = Vec::new();
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::name => name = Some(names::ident(cx, &part)),
            Rule::type_ref => ty = Some(type_ref(cx, part)),
            Rule::quantifier => quantifier = Some(self::quantifier(cx, part)),
            Rule::modifier => modifiers.extend(modifier::modifier(cx, part)),
            _ => {}
        }
    }
    let (name, ty) = (name?, ty?);
    let exactly_one = Quantifier { kind: QuantifierKind::One, span: ty.span.at_end() };
    let modifiers = modifier::in_order(cx, modifiers);
    Some(Attribute { name, ty, quantifier: quantifier.unwrap_or(exactly_one), modifiers })
}

/// A `type_ref` node.
pub(super) fn type_ref(cx: &mut Context<'_, '_>, node: Node<'_>) -> TypeRef {
    let mut span = cx.span(&node);
    span.end = span.start + node.as_str().trim_end().len() as u32;
    let mut is_array = false;
    let mut kind = TypeKind::Sql(Default::default());
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::sql => kind = TypeKind::Sql(annotation::sql(cx, part)),
            Rule::named_type => kind = named_type(cx, part).unwrap_or(kind),
            _ => is_array = true,
        }
    }
    TypeRef { kind, is_array, span }
}

fn named_type(cx: &mut Context<'_, '_>, node: Node<'_>) -> Option<TypeKind> {
    let mut path = None;
    let mut arguments = Vec::new();
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::path => path = Some(names::path(cx, part)),
            Rule::type_arguments => {
                arguments = part.into_inner().map(|it| integer(cx, &it)).collect();
            }
            _ => {}
        }
    }
    Some(TypeKind::Named { path: path?, arguments })
}

fn integer(cx: &mut Context<'_, '_>, node: &Node<'_>) -> u32 {
    node.as_str().parse().unwrap_or_else(|_| {
        let span = cx.span(node);
        cx.report(diags::number_too_large(span));
        u32::MAX
    })
}

/// A `quantifier` node.
pub(super) fn quantifier(cx: &mut Context<'_, '_>, node: Node<'_>) -> Quantifier {
    let span = cx.span(&node);
    let mark = node.into_inner().next();
    let kind = match mark.as_ref().map(|it| it.as_rule()) {
        Some(Rule::optional_mark) => QuantifierKind::Optional,
        Some(Rule::any_mark) => QuantifierKind::Any,
        Some(Rule::some_mark) => QuantifierKind::Some,
        _ => mark.map_or(QuantifierKind::One, |it| range(cx, it)),
    };
    if let QuantifierKind::Range { min, max: Some(max) } = kind
        && (max == 0 || max < min)
    {
        cx.report(diags::empty_range(span));
        return Quantifier { kind: QuantifierKind::Any, span };
    }
    Quantifier { kind, span }
}

fn range(cx: &mut Context<'_, '_>, node: Node<'_>) -> QuantifierKind {
    let mut numbers = Vec::new();
    let mut has_dots = false;
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::integer => numbers.push(integer(cx, &part)),
            _ => has_dots = true,
        }
    }
    match (numbers.as_slice(), has_dots) {
        (&[n], false) => QuantifierKind::Range { min: n, max: Some(n) },
        (&[min], true) => QuantifierKind::Range { min, max: None },
        (&[min, max], _) => QuantifierKind::Range { min, max: Some(max) },
        _ => QuantifierKind::One,
    }
}

fn label(cx: &mut Context<'_, '_>, node: Node<'_>) -> Option<crate::syntax::ast::Ident> {
    node.into_inner().next().map(|it| names::ident(cx, &it))
}

fn key(cx: &mut Context<'_, '_>, node: Node<'_>) -> Key {
    let mut res = Key { name: None, attributes: Vec::new() };
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::label => res.name = label(cx, part),
            Rule::paths => res.attributes = names::paths(cx, part),
            _ => {}
        }
    }
    res
}

fn unique(cx: &mut Context<'_, '_>, node: Node<'_>) -> Unique {
    let mut res =
        Unique { name: None, items: Vec::new(), nulls_not_distinct: false, predicate: None };
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::label => res.name = label(cx, part),
            Rule::items => res.items = items(cx, part),
            Rule::nulls_not_distinct => res.nulls_not_distinct = true,
            Rule::predicate => res.predicate = predicate(cx, part),
            _ => {}
        }
    }
    res
}

fn index(cx: &mut Context<'_, '_>, node: Node<'_>) -> Index {
    let mut res =
        Index { name: None, items: Vec::new(), method: None, include: Vec::new(), predicate: None };
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::label => res.name = label(cx, part),
            Rule::items => res.items = items(cx, part),
            Rule::using => res.method = using(cx, part),
            Rule::include => {
                let paths = part.into_inner().find(|it| it.as_rule() == Rule::paths);
                res.include = paths.map(|it| names::paths(cx, it)).unwrap_or_default();
            }
            Rule::predicate => res.predicate = predicate(cx, part),
            _ => {}
        }
    }
    res
}

fn using(cx: &mut Context<'_, '_>, node: Node<'_>) -> Option<crate::syntax::ast::Ident> {
    let name = node.into_inner().find(|it| it.as_rule() == Rule::name)?;
    Some(names::ident(cx, &name))
}

fn predicate(cx: &mut Context<'_, '_>, node: Node<'_>) -> Option<crate::syntax::ast::Expr> {
    let inner = node.into_inner().find(|it| it.as_rule() == Rule::expression)?;
    Some(expression(cx, inner))
}

fn items(cx: &mut Context<'_, '_>, node: Node<'_>) -> Vec<Item> {
    node.into_inner().filter_map(|it| item(cx, it)).collect()
}

fn item(cx: &mut Context<'_, '_>, node: Node<'_>) -> Option<Item> {
    let span = cx.span(&node);
    let mut expr = None;
    let mut collation = None;
    let mut operator_class = None;
    let mut descending = false;
    let mut nulls = None;
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::expression => expr = Some(expression(cx, part)),
            Rule::collate => {
                let text = part.into_inner().find(|it| it.as_rule() == Rule::text);
                collation = text.map(|it| names::text(cx, it));
            }
            Rule::operator_class => operator_class = using(cx, part).map(|it| it.name),
            Rule::kw_desc => descending = true,
            Rule::nulls_order => {
                let is_first = part.into_inner().any(|it| it.as_rule() == Rule::kw_first);
                nulls = Some(if is_first { NullsOrder::First } else { NullsOrder::Last });
            }
            _ => {}
        }
    }
    Some(Item { expr: expr?, collation, operator_class, descending, nulls, span })
}

fn check(cx: &mut Context<'_, '_>, node: Node<'_>) -> Option<Check> {
    let mut name = None;
    let mut expr = None;
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::label => name = label(cx, part),
            Rule::expression => expr = Some(expression(cx, part)),
            _ => {}
        }
    }
    Some(Check { name, expr: expr? })
}

fn foreign_key(cx: &mut Context<'_, '_>, node: Node<'_>) -> Option<ForeignKey> {
    let mut name = None;
    let mut target = None;
    let mut lists = Vec::new();
    let mut match_full = false;
    let (mut on_delete, mut on_update, mut deferrable) = (None, None, None);
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::label => name = label(cx, part),
            Rule::path => target = Some(names::path(cx, part)),
            Rule::paths => lists.push(names::paths(cx, part)),
            Rule::match_full => match_full = true,
            Rule::on_delete => on_delete = Some(modifier::action(part)),
            Rule::on_update => on_update = Some(modifier::action(part)),
            Rule::deferrable => deferrable = Some(modifier::deferrable(part)),
            _ => {}
        }
    }
    let mut lists = lists.into_iter();
    Some(ForeignKey {
        name,
        attributes: lists.next()?,
        target: target?,
        target_attributes: lists.next()?,
        match_full,
        on_delete,
        on_update,
        deferrable,
    })
}

fn exclude(cx: &mut Context<'_, '_>, node: Node<'_>) -> Exclude {
    let mut res = Exclude { name: None, items: Vec::new(), method: None, predicate: None };
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::label => res.name = label(cx, part),
            Rule::exclude_item => {
                let mut parts = part.into_inner();
                let item = parts.next().and_then(|it| item(cx, it));
                let operator = parts.find(|it| it.as_rule() == Rule::operator);
                if let (Some(item), Some(operator)) = (item, operator) {
                    let operator = Name::new(operator.as_str());
                    res.items.push(ExcludeItem { item, operator });
                }
            }
            Rule::using => res.method = using(cx, part),
            Rule::predicate => res.predicate = predicate(cx, part),
            _ => {}
        }
    }
    res
}

fn subtypes(cx: &mut Context<'_, '_>, node: Node<'_>) -> Subtypes {
    let mut res = Subtypes {
        name: None,
        entities: Vec::new(),
        disjointness: None,
        totality: None,
        discriminator: None,
        storage: None,
    };
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::label => res.name = label(cx, part),
            Rule::paths => res.entities = names::paths(cx, part),
            Rule::kw_disjoint => res.disjointness = Some(Disjointness::Disjoint),
            Rule::kw_overlapping => res.disjointness = Some(Disjointness::Overlapping),
            Rule::kw_total => res.totality = Some(Totality::Total),
            Rule::kw_partial => res.totality = Some(Totality::Partial),
            Rule::by => res.discriminator = using(cx, part),
            Rule::storage => {
                let word = part.into_inner().last().map(|it| it.as_rule());
                res.storage = Some(match word {
                    Some(Rule::kw_single) => HierarchyStorage::Single,
                    Some(Rule::kw_separate) => HierarchyStorage::Separate,
                    _ => HierarchyStorage::Joined,
                });
            }
            _ => {}
        }
    }
    res
}

fn dependency(cx: &mut Context<'_, '_>, node: Node<'_>) -> Option<MemberKind> {
    let mut lists = Vec::new();
    let mut is_multivalued = false;
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::path_list => lists.push(names::paths(cx, part)),
            Rule::multivalued_arrow => is_multivalued = true,
            _ => {}
        }
    }
    let mut lists = lists.into_iter();
    let (determinant, dependent) = (lists.next()?, lists.next()?);
    Some(if is_multivalued {
        let dependency = MultivaluedDependency { determinant, dependent };
        MemberKind::MultivaluedDependency(Box::new(dependency))
    } else {
        MemberKind::FunctionalDependency(Box::new(FunctionalDependency { determinant, dependent }))
    })
}
