//! Attributes: every body gets its own, and entities get copies of those of their mixins.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::annotations::Place;
use super::attribute_types;
use super::clauses::{self, Home};
use super::collect::{AttributeSource, Collected, folded};
use super::context::{Context, docs_of};
use super::mixins::{self, Taken};
use super::names::of_attributes;
use crate::base::{Diagnostic, Name, Span};
use crate::model::diags;
use crate::model::{Attribute, AttributeId, AttributeOwner, EntityId, NamespaceId, QuantifierKind};
use crate::syntax::ast::{self, Ident, Member, MemberKind};

/// Makes the attributes of mixins, composites, entities, relationships and views.
pub(super) fn allocate(cx: &mut Context<'_>, declarations: &mut Collected<'_>) {
    let mut names = Names::default();
    for mixin in &mut declarations.mixins {
        // An entity that takes a copy becomes its owner.
        let nobody = AttributeOwner::Entity(EntityId::new(0));
        let body = Body::new(Home::Mixin, nobody, &mixin.ast.members, mixin.namespace);
        mixin.attributes = body.attributes(cx, &mut names);
    }
    let bodies = bodies(declarations);
    // Lists as long as these would be copied for each growth; room that is not needed costs nothing.
    let n_attributes = bodies.iter().map(|it| it.members.len()).sum::<usize>();
    let n_attributes = n_attributes + n_copies(declarations);
    cx.model.attributes.reserve(n_attributes);
    declarations.attributes.reserve_exact(n_attributes);
    for body in bodies {
        let made = body.attributes(cx, &mut names);
        let ids =
            made.into_iter().map(|(it, ast)| alloc(cx, declarations, it, ast, body.namespace));
        let ids = ids.collect();
        let is_incomplete = body.is_incomplete();
        match body.owner {
            AttributeOwner::Entity(id) => {
                entity(cx, declarations, id, ids, &mut names);
                cx.model.entities[id].is_incomplete |= is_incomplete;
                let facts = &mut cx.entities[id.idx()];
                facts.lists_key |= lists_key(body.members);
                facts.lists_groups = lists_groups(body.members);
            }
            AttributeOwner::Composite(id) => {
                cx.model.composites[id].attributes = ids;
                cx.model.composites[id].is_incomplete |= is_incomplete;
            }
            AttributeOwner::Relationship(id) => {
                cx.model.relationships[id].attributes = ids;
                cx.model.relationships[id].is_incomplete |= is_incomplete;
            }
            AttributeOwner::View(id) => cx.model.views[id].attributes = ids,
        }
    }
}

/// How many attributes entities take over from the mixins that they name, about.
fn n_copies(declarations: &Collected<'_>) -> usize {
    let sizes = declarations.mixins.iter();
    let sizes = sizes.map(|it| (it.ast.name.name.as_str(), it.attributes.len()));
    let sizes: FxHashMap<&str, usize> = sizes.collect();
    let named = declarations.entities.iter().flat_map(|it| &it.ast.mixins);
    named.filter_map(|it| sizes.get(it.last().name.as_str())).sum()
}

/// What stands between the braces of a declaration.
struct Body<'a> {
    home: Home,
    owner: AttributeOwner,
    members: &'a [Member],
    namespace: Option<NamespaceId>,
}

/// The bodies of all declarations that own attributes.
fn bodies<'a>(declarations: &Collected<'a>) -> Vec<Body<'a>> {
    let composites = declarations.composites.iter().map(|it| {
        let owner = AttributeOwner::Composite(it.id);
        Body::new(Home::Composite, owner, &it.ast.members, it.namespace)
    });
    let entities = declarations.entities.iter().map(|it| {
        let owner = AttributeOwner::Entity(it.id);
        Body::new(Home::Entity, owner, &it.ast.members, it.namespace)
    });
    let relationships = declarations.relationships.iter().map(|it| {
        let owner = AttributeOwner::Relationship(it.id);
        Body::new(Home::Relationship, owner, &it.ast.members, it.namespace)
    });
    let views = declarations.views.iter().map(|it| {
        let owner = AttributeOwner::View(it.id);
        Body::new(Home::View, owner, &it.ast.members, it.namespace)
    });
    composites.chain(entities).chain(relationships).chain(views).collect()
}

fn alloc<'a>(
    cx: &mut Context<'_>,
    declarations: &mut Collected<'a>,
    attribute: Attribute,
    ast: &'a ast::Attribute,
    namespace: Option<NamespaceId>,
) -> AttributeId {
    declarations.attributes.push(AttributeSource { ast, namespace });
    let (is_key, is_unique) = (attribute.is_key, attribute.is_unique);
    let is_many = clauses::is_many(&attribute);
    let is_reference = attribute.reference.is_some();
    let has_expression = ast.modifiers.iter().any(|it| clauses::is_expression(&it.kind));
    let id = cx.model.attributes.alloc(attribute);
    cx.keys.extend(is_key.then_some(id));
    cx.with_expressions.extend(has_expression.then_some(id));
    cx.model.references.extend(is_reference.then_some(id));
    cx.model.uniques.extend(is_unique.then_some(id));
    cx.model.many.extend(is_many.then_some(id));
    id
}

/// Adds to the own attributes of an entity, which are in `names`, copies of those of its mixins.
fn entity(
    cx: &mut Context<'_>,
    declarations: &mut Collected<'_>,
    id: EntityId,
    mut attributes: Vec<AttributeId>,
    names: &mut Names,
) {
    let source = &declarations.entities[id.idx()];
    let (ast, namespace) = (source.ast, source.namespace);
    let direct = mixins::named(cx, &ast.mixins, namespace);
    let mut is_incomplete = direct.len() < ast.mixins.len();
    let taken = mixins::taken(declarations, &direct);
    let mut has_key = false;
    for &Taken { mixin, .. } in &taken {
        is_incomplete |= declarations.mixins[mixin].is_incomplete;
        has_key |= lists_key(&declarations.mixins[mixin].ast.members);
        attributes.extend(copies(cx, declarations, id, mixin, names));
    }
    let mixin_names = taken.iter().map(|it| declarations.mixins[it.mixin].ast.name.name.clone());
    let entity = &mut cx.model.entities[id];
    entity.mixins = mixin_names.collect();
    entity.attributes = attributes;
    entity.is_incomplete |= is_incomplete;
    let facts = &mut cx.entities[id.idx()];
    facts.names = of_attributes(&cx.model, &cx.model.entities[id].attributes);
    facts.mixins = taken;
    facts.lists_key = has_key;
}

/// Whether a member is a group of subtypes.
fn lists_groups(members: &[Member]) -> bool {
    members.iter().any(|it| matches!(it.kind, MemberKind::Subtypes(_)))
}

/// Whether a member is a key.
fn lists_key(members: &[Member]) -> bool {
    members.iter().any(|it| matches!(it.kind, MemberKind::Key(_)))
}

/// The attributes that an entity takes over from a mixin, those aside whose names are taken.
fn copies(
    cx: &mut Context<'_>,
    declarations: &mut Collected<'_>,
    entity: EntityId,
    mixin_idx: usize,
    names: &mut Names,
) -> Vec<AttributeId> {
    let mut res = Vec::new();
    for idx in 0..declarations.mixins[mixin_idx].attributes.len() {
        let mixin = &declarations.mixins[mixin_idx];
        let (template, ast) = (&mixin.attributes[idx].0, mixin.attributes[idx].1);
        let name = Ident { name: template.name.clone(), span: template.name_span };
        match names.insert(&name, Some(mixin.ast.name.name.clone())) {
            Insertion::New => {}
            Insertion::Taken(before) => {
                let mixin = &mixin.ast.name.name;
                cx.report(diags::attribute_of_mixin(&name, mixin, &before));
                continue;
            }
            Insertion::Confusable(before) => {
                let diagnostic = match before.mixin {
                    None => confusable(&Ident { name: before.name, span: before.span }, &name),
                    Some(_) => confusable(&name, &Ident { name: before.name, span: before.span }),
                };
                cx.report(diagnostic);
            }
        }
        let owner = AttributeOwner::Entity(entity);
        let copy =
            Attribute { owner, mixin: Some(mixin.ast.name.name.clone()), ..template.clone() };
        let namespace = mixin.namespace;
        res.push(alloc(cx, declarations, copy, ast, namespace));
    }
    res
}

impl<'a> Body<'a> {
    fn new(
        home: Home,
        owner: AttributeOwner,
        members: &'a [Member],
        namespace: Option<NamespaceId>,
    ) -> Body<'a> {
        Body { home, owner, members, namespace }
    }

    /// Whether a member could not be read.
    fn is_incomplete(&self) -> bool {
        self.members.iter().any(|it| matches!(it.kind, MemberKind::Unknown(_)))
    }

    /// The attributes among the members, those aside that are declared a second time.
    fn attributes(
        &self,
        cx: &mut Context<'_>,
        names: &mut Names,
    ) -> Vec<(Attribute, &'a ast::Attribute)> {
        names.clear();
        let mut res = Vec::with_capacity(self.members.len());
        for member in self.members {
            let MemberKind::Attribute(ast) = &member.kind else { continue };
            let name = &ast.name;
            match names.insert(name, None) {
                Insertion::New => {}
                Insertion::Taken(before) => {
                    cx.report(diags::duplicate_name(name.span, &name.name, before.span));
                    continue;
                }
                Insertion::Confusable(before) => {
                    let other = Ident { name: before.name, span: before.span };
                    cx.report(confusable(name, &other));
                }
            }
            res.push((self.attribute(cx, member, ast), &**ast));
        }
        res
    }

    fn attribute(&self, cx: &mut Context<'_>, member: &Member, ast: &ast::Attribute) -> Attribute {
        let ty = attribute_types::resolve(cx, &ast.ty, self.namespace);
        let mut res = Attribute {
            name: ast.name.name.clone(),
            owner: self.owner,
            docs: docs_of(member.docs.as_deref()),
            reference: ty.is_reference().then(Default::default),
            ty,
            quantifier: in_one_way(ast.quantifier.kind),
            is_key: false,
            is_unique: false,
            is_identity: false,
            default: None,
            derived: None,
            checks: Vec::new(),
            metadata: cx.metadata(&member.annotations, Place::Attribute),
            mixin: None,
            name_span: ast.name.span,
            type_span: ast.ty.span,
            quantifier_span: ast.quantifier.span,
            span: member.span,
        };
        clauses::take_over(cx, self.home, ast, &mut res);
        clauses::refuse_pointless_annotations(cx, member, ast, &res);
        res
    }
}

fn confusable(name: &Ident, other: &Ident) -> Diagnostic {
    diags::confusable_names(name.span, &name.name, &other.name, other.span)
}

/// `{1}` and its like say what has a shorter mark.
pub(super) fn in_one_way(quantifier: QuantifierKind) -> QuantifierKind {
    match quantifier {
        QuantifierKind::Range { min: 1, max: Some(1) } => QuantifierKind::One,
        QuantifierKind::Range { min: 0, max: Some(1) } => QuantifierKind::Optional,
        QuantifierKind::Range { min: 0, max: None } => QuantifierKind::Any,
        QuantifierKind::Range { min: 1, max: None } => QuantifierKind::Some,
        QuantifierKind::Range { .. }
        | QuantifierKind::One
        | QuantifierKind::Optional
        | QuantifierKind::Any
        | QuantifierKind::Some => quantifier,
    }
}

/// The names of one body, to find those that are taken. One table serves all bodies in turn.
#[derive(Default)]
struct Names {
    /// By what people see of a name.
    seen: FxHashMap<Name, Before>,
}

/// An attribute that was there before.
#[derive(Debug, Clone)]
pub(in crate::model) struct Before {
    pub(in crate::model) name: Name,
    pub(in crate::model) span: Span,
    /// The mixin it comes from.
    pub(in crate::model) mixin: Option<Name>,
}

enum Insertion {
    New,
    Taken(Before),
    Confusable(Before),
}

impl Names {
    fn clear(&mut self) {
        self.seen.clear();
    }

    fn insert(&mut self, name: &Ident, mixin: Option<Name>) -> Insertion {
        match self.seen.entry(folded(&name.name)) {
            Entry::Occupied(it) if it.get().name == name.name => Insertion::Taken(it.get().clone()),
            Entry::Occupied(it) => Insertion::Confusable(it.get().clone()),
            Entry::Vacant(place) => {
                place.insert(Before { name: name.name.clone(), span: name.span, mixin });
                Insertion::New
            }
        }
    }
}
