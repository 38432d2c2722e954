//! Attributes: their types and clauses, and, once every attribute exists, their expressions.

use rustc_hash::FxHashMap;

use super::annotations::Place;
use super::collect::Source;
use super::expressions::{Expected, Scope};
use super::scope::Symbol;
use super::simple_types::scalar;
use super::{Context, Declarations, collect, docs_of};
use crate::base::{Name, ScalarType, Span};
use crate::model::diags::{self, Wanted};
use crate::model::{
    Attribute, AttributeId, AttributeOwner, AttributeType, Derived, EntityId, NamespaceId,
    QuantifierKind, Reference,
};
use crate::syntax::ast::{self, Member, MemberKind, ModifierKind, TypeKind, TypeRef};

/// Makes the attributes of composites, entities, relationships and views.
pub(super) fn allocate(cx: &mut Context<'_>, declarations: &Declarations<'_>) {
    for source in &declarations.composites {
        let owner = AttributeOwner::Composite(source.id);
        let (attributes, is_incomplete) = own(cx, &source.ast.members, owner, source.namespace);
        let composite = &mut cx.model.composites[source.id];
        composite.attributes = attributes;
        composite.is_incomplete |= is_incomplete;
    }
    let mixins = Mixins::resolve(cx, declarations);
    for source in &declarations.entities {
        entity(cx, source, declarations, &mixins);
    }
    for source in &declarations.relationships {
        let owner = AttributeOwner::Relationship(source.id);
        let (attributes, is_incomplete) = own(cx, &source.ast.members, owner, source.namespace);
        let relationship = &mut cx.model.relationships[source.id];
        relationship.attributes = attributes;
        relationship.is_incomplete |= is_incomplete;
    }
    for source in &declarations.views {
        let owner = AttributeOwner::View(source.id);
        let (attributes, _) = own(cx, &source.ast.members, owner, source.namespace);
        cx.model.views[source.id].attributes = attributes;
    }
}

/// The mixins of each mixin, cycles taken out.
pub(super) struct Mixins {
    /// By mixin: itself last, behind the mixins it takes over.
    pub(super) expanded: Vec<Vec<usize>>,
}

impl Mixins {
    fn resolve(cx: &mut Context<'_>, declarations: &Declarations<'_>) -> Mixins {
        let mut direct = Vec::new();
        for source in &declarations.mixins {
            direct.push(named(cx, &source.ast.mixins, source.namespace));
        }
        let needs: Vec<(usize, usize)> = direct
            .iter()
            .enumerate()
            .flat_map(|(mixin, them)| them.iter().map(move |&other| (mixin, other)))
            .collect();
        let order = crate::base::graph::order(direct.len(), &needs);
        let selfish = needs.iter().filter(|(a, b)| a == b).map(|&(a, _)| vec![a]);
        for cycle in order.cycles.iter().cloned().chain(selfish) {
            let names: Vec<_> = cycle.iter().map(|&it| &declarations.mixins[it].ast.name).collect();
            cx.report(diags::cyclic_mixin(&names));
            cycle.iter().for_each(|&it| direct[it].clear());
        }
        let mut expanded = vec![Vec::new(); direct.len()];
        for mixin in order.nodes {
            let mut all: Vec<usize> = Vec::new();
            for &other in &direct[mixin] {
                for &it in &expanded[other] {
                    if !all.contains(&it) {
                        all.push(it);
                    }
                }
            }
            all.push(mixin);
            expanded[mixin] = all;
        }
        Mixins { expanded }
    }
}

/// The mixins that `paths` name.
pub(super) fn named(
    cx: &mut Context<'_>,
    paths: &[ast::Path],
    namespace: Option<NamespaceId>,
) -> Vec<usize> {
    let mut res = Vec::new();
    for path in paths {
        match cx.symbol(path, namespace, Wanted::Mixin) {
            Some(Symbol::Mixin(mixin)) if res.contains(&mixin) => {
                cx.report(diags::repeated_mixin(path.span(), path));
            }
            Some(Symbol::Mixin(mixin)) => res.push(mixin),
            Some(other) => {
                let diagnostic =
                    diags::wrong_kind(path.span(), path, other.kind(), "a mixin", None);
                cx.report(diagnostic);
            }
            None => {}
        }
    }
    res
}

fn entity(
    cx: &mut Context<'_>,
    source: &Source<'_, EntityId, ast::Entity>,
    declarations: &Declarations<'_>,
    mixins: &Mixins,
) {
    let owner = AttributeOwner::Entity(source.id);
    let (mut attributes, mut is_incomplete) = own(cx, &source.ast.members, owner, source.namespace);
    let direct = named(cx, &source.ast.mixins, source.namespace);
    let mut taken: Vec<usize> = Vec::new();
    for mixin in direct.iter().flat_map(|&it| &mixins.expanded[it]) {
        if !taken.contains(mixin) {
            taken.push(*mixin);
        }
    }
    is_incomplete |= direct.len() < source.ast.mixins.len();
    for &mixin in &taken {
        let mixin = &declarations.mixins[mixin];
        for member in &mixin.ast.members {
            match &member.kind {
                MemberKind::Attribute(ast) => {
                    let twin = attributes
                        .iter()
                        .find(|&&it| cx.model.attributes[it].name == ast.name.name);
                    if let Some(&twin) = twin {
                        let twin = &cx.model.attributes[twin];
                        let diagnostic = diags::attribute_of_mixin(
                            twin.name_span,
                            &twin.name,
                            ast.name.span,
                            &mixin.ast.name.name,
                        );
                        cx.report(diagnostic);
                        continue;
                    }
                    let name = mixin.ast.name.name.clone();
                    let id = attribute(cx, member, ast, owner, mixin.namespace, Some(name));
                    attributes.push(id);
                }
                MemberKind::Unknown(_) => is_incomplete = true,
                _ => {}
            }
        }
    }
    cx.mixins_of.resize_with(source.id.idx(), Vec::new);
    cx.mixins_of.push(taken.clone());
    let entity = &mut cx.model.entities[source.id];
    entity.mixins = taken.iter().map(|&it| declarations.mixins[it].ast.name.name.clone()).collect();
    entity.attributes = attributes;
    entity.is_incomplete |= is_incomplete;
}

/// The attributes among `members`, and whether one of the members could not be read.
fn own(
    cx: &mut Context<'_>,
    members: &[Member],
    owner: AttributeOwner,
    namespace: Option<NamespaceId>,
) -> (Vec<AttributeId>, bool) {
    let mut res: Vec<AttributeId> = Vec::new();
    let mut seen: FxHashMap<Name, Span> = FxHashMap::default();
    let mut folded: FxHashMap<Name, (Name, Span)> = FxHashMap::default();
    let mut is_incomplete = false;
    for member in members {
        let ast = match &member.kind {
            MemberKind::Attribute(ast) => ast,
            MemberKind::Unknown(_) => {
                is_incomplete = true;
                continue;
            }
            _ => continue,
        };
        let name = &ast.name;
        if let Some(before) = seen.insert(name.name.clone(), name.span) {
            cx.report(diags::duplicate_name(name.span, &name.name, before));
            continue;
        }
        let twin = folded.insert(collect::folded(&name.name), (name.name.clone(), name.span));
        if let Some((other, span)) = twin {
            cx.report(diags::confusable_names(name.span, &name.name, &other, span));
        }
        res.push(attribute(cx, member, ast, owner, namespace, None));
    }
    (res, is_incomplete)
}

fn attribute(
    cx: &mut Context<'_>,
    member: &Member,
    ast: &ast::Attribute,
    owner: AttributeOwner,
    namespace: Option<NamespaceId>,
    mixin: Option<Name>,
) -> AttributeId {
    // Mistakes in a mixin are reported where it is first taken over, not for every entity.
    let n_before = cx.diagnostics.len();
    let ty = attribute_type(cx, &ast.ty, namespace);
    let metadata = cx.metadata(&member.annotations, Place::Attribute);
    let is_reference = ty.is_reference();
    let mut res = Attribute {
        name: ast.name.name.clone(),
        owner,
        docs: docs_of(member.docs.as_deref()),
        ty,
        quantifier: ast.quantifier.kind,
        is_key: false,
        is_unique: false,
        is_identity: false,
        default: None,
        derived: None,
        checks: Vec::new(),
        reference: is_reference.then(Reference::default),
        metadata,
        mixin,
        name_span: ast.name.span,
        type_span: ast.ty.span,
        span: member.span,
    };
    clauses(cx, ast, &mut res);
    if res.mixin.is_some() {
        cx.forget_repeated(n_before);
    }
    cx.model.attributes.alloc(res)
}

fn attribute_type(
    cx: &mut Context<'_>,
    ty: &TypeRef,
    namespace: Option<NamespaceId>,
) -> AttributeType {
    let res = match &ty.kind {
        TypeKind::Sql(text) => AttributeType::Native(text.clone()),
        TypeKind::Named { path, arguments } => named_type(cx, ty, path, arguments, namespace),
    };
    if !ty.is_array || res == AttributeType::Unknown {
        return res;
    }
    match &res {
        AttributeType::Entity(_) | AttributeType::Union(_) | AttributeType::Composite(_) => {
            cx.report(diags::array_of_other_type(ty.span));
            AttributeType::Unknown
        }
        AttributeType::Scalar(_)
        | AttributeType::Domain(_)
        | AttributeType::Enum(_)
        | AttributeType::Native(_)
        | AttributeType::Array(_)
        | AttributeType::Unknown => AttributeType::Array(Box::new(res)),
    }
}

fn named_type(
    cx: &mut Context<'_>,
    ty: &TypeRef,
    path: &ast::Path,
    arguments: &[u32],
    namespace: Option<NamespaceId>,
) -> AttributeType {
    let is_scalar = path.as_single().is_some_and(|it| ScalarType::form(&it.name).is_some());
    if is_scalar {
        return scalar(cx, path, arguments, ty.span)
            .map_or(AttributeType::Unknown, AttributeType::Scalar);
    }
    let Some(symbol) = cx.symbol(path, namespace, Wanted::Type) else {
        return AttributeType::Unknown;
    };
    if !arguments.is_empty() {
        cx.report(diags::arguments_of_declared_type(ty.span, path));
    }
    match symbol {
        Symbol::Enum(id) => AttributeType::Enum(id),
        Symbol::Domain(id) => AttributeType::Domain(id),
        Symbol::Composite(id) => AttributeType::Composite(id),
        Symbol::Entity(id) => AttributeType::Entity(id),
        Symbol::Union(id) => AttributeType::Union(id),
        Symbol::Relationship(_) | Symbol::Mixin(_) | Symbol::View(_) => {
            let declared = cx.symbols.get(path, namespace).map(|(_, span)| span);
            let diagnostic =
                diags::wrong_kind(path.span(), path, symbol.kind(), "a type", declared);
            cx.report(diagnostic);
            AttributeType::Unknown
        }
    }
}

/// Takes over what the clauses behind the type say, expressions and names of other attributes aside.
fn clauses(cx: &mut Context<'_>, ast: &ast::Attribute, res: &mut Attribute) {
    for modifier in &ast.modifiers {
        let words = modifier.kind.words();
        match &modifier.kind {
            ModifierKind::Key => res.is_key = true,
            ModifierKind::Unique => res.is_unique = true,
            ModifierKind::Identity => res.is_identity = true,
            ModifierKind::References(..) => {
                if res.reference.is_some() {
                    cx.report(diags::references_on_reference(modifier.span, &res.name));
                } else {
                    res.reference = Some(Reference::default());
                }
            }
            ModifierKind::Sharing(_) => {
                require_reference(cx, res, modifier.span, words);
            }
            ModifierKind::OnDelete(action) => {
                if let Some(reference) = require_reference(cx, res, modifier.span, words) {
                    reference.on_delete = Some(*action);
                }
            }
            ModifierKind::OnUpdate(action) => {
                if let Some(reference) = require_reference(cx, res, modifier.span, words) {
                    reference.on_update = Some(*action);
                }
            }
            ModifierKind::Deferrable(deferrable) => {
                if let Some(reference) = require_reference(cx, res, modifier.span, words) {
                    reference.deferrable = Some(*deferrable);
                }
            }
            ModifierKind::Inverse(name) => {
                let (span, is_plain_owner) = (
                    modifier.span,
                    matches!(res.owner, AttributeOwner::Entity(_)) && res.mixin.is_none(),
                );
                if !is_plain_owner {
                    cx.report(diags::misplaced_inverse(span));
                } else if let Some(reference) = require_reference(cx, res, span, words) {
                    reference.inverse = Some((name.name.clone(), name.span));
                }
            }
            ModifierKind::Default(_) | ModifierKind::Derived(..) | ModifierKind::Check(_) => {}
        }
    }
    refuse_impossible(cx, ast, res);
}

fn require_reference<'r>(
    cx: &mut Context<'_>,
    attribute: &'r mut Attribute,
    span: Span,
    words: &str,
) -> Option<&'r mut Reference> {
    if attribute.reference.is_none() && attribute.ty != AttributeType::Unknown {
        cx.report(diags::clause_without_reference(span, words, &attribute.name));
    }
    attribute.reference.as_mut()
}

/// Clauses that contradict the type or one another.
fn refuse_impossible(cx: &mut Context<'_>, ast: &ast::Attribute, res: &mut Attribute) {
    let span_of = |rank: usize| {
        ast.modifiers.iter().find(|it| it.kind.rank() == rank).map_or(ast.name.span, |it| it.span)
    };
    let is_many = !matches!(res.quantifier, QuantifierKind::One | QuantifierKind::Optional);
    if res.is_identity {
        let is_integer = match &res.ty {
            AttributeType::Scalar(scalar) => scalar.is_integer(),
            AttributeType::Domain(id) => cx.model.domains[*id].base.is_integer(),
            AttributeType::Unknown => true,
            _ => false,
        };
        let has_value = ast.modifiers.iter().any(|it| matches!(it.kind.rank(), 3 | 4));
        if !is_integer || is_many || res.quantifier == QuantifierKind::Optional {
            cx.report(diags::identity_of_other_type(span_of(2), &res.name));
            res.is_identity = false;
        } else if has_value {
            cx.report(diags::identity_with_value(span_of(2), &res.name));
            res.is_identity = false;
        }
    }
    if res.is_unique && is_many {
        cx.report(diags::unique_of_many(span_of(1), &res.name));
        res.is_unique = false;
    }
    if matches!(res.owner, AttributeOwner::Composite(_)) && (res.is_key || res.is_unique) {
        let rank = if res.is_key { 0 } else { 1 };
        cx.report(diags::key_in_composite(span_of(rank), &res.name));
        res.is_key = false;
        res.is_unique = false;
    }
    if matches!(res.owner, AttributeOwner::View(_)) && !ast.modifiers.is_empty() {
        cx.report(diags::clause_in_view(ast.modifiers[0].span, ast.modifiers[0].kind.words()));
    }
}

/// Resolves the expressions of attributes, now that all attributes are known.
pub(super) fn expressions(cx: &mut Context<'_>, declarations: &Declarations<'_>) {
    for source in &declarations.composites {
        let scope = Scope::of_composite(cx, source.id, source.namespace);
        let ids = cx.model.composites[source.id].attributes.clone();
        members(cx, &scope, &source.ast.members, &ids);
    }
    for source in &declarations.entities {
        let scope = Scope::of_entity(cx, source.id, source.namespace);
        let ids = cx.model.entities[source.id].attributes.clone();
        members(cx, &scope, &source.ast.members, &ids);
        for mixin in cx.mixins_of[source.id.idx()].clone() {
            let mixin = &declarations.mixins[mixin];
            let n_before = cx.diagnostics.len();
            let scope = scope.inside(mixin.namespace);
            members(cx, &scope, &mixin.ast.members, &ids);
            cx.forget_repeated(n_before);
        }
    }
    for source in &declarations.relationships {
        let scope = Scope::of_relationship(cx, source.id, source.namespace);
        let ids = cx.model.relationships[source.id].attributes.clone();
        members(cx, &scope, &source.ast.members, &ids);
    }
}

fn members(cx: &mut Context<'_>, scope: &Scope, members: &[Member], ids: &[AttributeId]) {
    for member in members {
        let MemberKind::Attribute(ast) = &member.kind else { continue };
        if !ast.modifiers.iter().any(|it| matches!(it.kind.rank(), 3..=5)) {
            continue;
        }
        let id = ids.iter().find(|&&it| cx.model.attributes[it].name_span == ast.name.span);
        if let Some(&id) = id {
            attribute_expressions(cx, scope, ast, id);
        }
    }
}

fn attribute_expressions(
    cx: &mut Context<'_>,
    scope: &Scope,
    ast: &ast::Attribute,
    id: AttributeId,
) {
    let expected = Expected::of_attribute(cx, id);
    let (is_many, is_composite) = {
        let attribute = &cx.model.attributes[id];
        let is_many = attribute.quantifier.max() != Some(1);
        (is_many, matches!(attribute.ty, AttributeType::Composite(_)))
    };
    for modifier in &ast.modifiers {
        match &modifier.kind {
            ModifierKind::Default(_) if is_composite || is_many => {
                cx.report(diags::default_of_many(modifier.span, &ast.name.name));
            }
            ModifierKind::Default(expr) => {
                let default = cx.expression(&scope.constant(), expr, &expected);
                cx.model.attributes[id].default = Some(default);
            }
            ModifierKind::Derived(expr, storage) => {
                if ast.modifiers.iter().any(|it| it.kind.rank() == 3) {
                    cx.report(diags::derived_with_default(modifier.span, &ast.name.name));
                }
                if is_composite || is_many {
                    cx.report(diags::derived_of_many(modifier.span, &ast.name.name));
                    continue;
                }
                let expr = cx.expression(&scope.immutable(), expr, &expected);
                cx.model.attributes[id].derived = Some(Derived { expr, storage: *storage });
            }
            ModifierKind::Check(expr) => {
                let check = cx.condition(scope, expr);
                cx.model.attributes[id].checks.push(check);
            }
            ModifierKind::Key
            | ModifierKind::Unique
            | ModifierKind::Identity
            | ModifierKind::References(..)
            | ModifierKind::Sharing(_)
            | ModifierKind::OnDelete(_)
            | ModifierKind::OnUpdate(_)
            | ModifierKind::Deferrable(_)
            | ModifierKind::Inverse(_) => {}
        }
    }
}

impl Context<'_> {
    /// Drops findings made since `n_before` that say what was said before: a mixin is read once for each
    /// entity that takes it over.
    pub(super) fn forget_repeated(&mut self, n_before: usize) {
        if self.diagnostics.len() == n_before {
            return;
        }
        let items = std::mem::take(self.diagnostics).into_vec();
        let mut res = crate::base::Diagnostics::new();
        let (before, new) = items.split_at(n_before);
        let is_new = |it: &crate::base::Diagnostic| {
            !before
                .iter()
                .any(|old| old.primary.span == it.primary.span && old.code.name == it.code.name)
        };
        res.extend(before.iter().cloned());
        res.extend(new.iter().filter(|it| is_new(it)).cloned());
        *self.diagnostics = res;
    }
}
