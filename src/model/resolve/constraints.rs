//! What bodies say beside attributes and keys: unique constraints, indexes, checks, exclusions.

use rustc_hash::FxHashMap;

use super::Declarations;
use super::annotations::Place;
use super::collect::folded;
use super::context::{Context, docs_of};
use super::expressions::Expected;
use super::members::{self, Placed};
use super::scope::{Owner, Scope};
use super::{dependencies, foreign_keys};
use crate::base::{ExprKind, Name, Span};
use crate::model::diags;
use crate::model::{
    Check, Dependency, Exclusion, ExclusionItem, Expr, ForeignKey, Index, IndexItem, NamespaceId,
    Operand, Unique,
};
use crate::syntax::ast::{self, Ident, Member, MemberKind};

/// What the members of one body add.
#[derive(Default)]
struct Constraints {
    uniques: Vec<Unique>,
    indexes: Vec<Index>,
    checks: Vec<Check>,
    foreign_keys: Vec<ForeignKey>,
    exclusions: Vec<Exclusion>,
    dependencies: Vec<Dependency>,
    /// Whether a unique constraint could not be resolved.
    has_lost_unique: bool,
}

/// Resolves what every body says beside its attributes and keys.
pub(super) fn resolve(cx: &mut Context<'_>, declarations: &Declarations<'_>) {
    for source in &declarations.composites {
        let members = placed(&source.ast.members, source.namespace);
        let res = constraints(cx, Owner::Composite(source.id), members);
        let composite = &mut cx.model.composites[source.id];
        composite.checks = res.checks;
        composite.dependencies = res.dependencies;
    }
    for source in &declarations.entities {
        let members = members::of_entity(cx, declarations, source);
        let res = constraints(cx, Owner::Entity(source.id), members);
        let entity = &mut cx.model.entities[source.id];
        entity.uniques = res.uniques;
        entity.indexes = res.indexes;
        entity.checks = res.checks;
        entity.foreign_keys = res.foreign_keys;
        entity.exclusions = res.exclusions;
        entity.dependencies = res.dependencies;
        cx.entities[source.id.idx()].has_lost_unique = res.has_lost_unique;
    }
    for source in &declarations.relationships {
        let members = placed(&source.ast.members, source.namespace);
        let res = constraints(cx, Owner::Relationship(source.id), members);
        let relationship = &mut cx.model.relationships[source.id];
        relationship.uniques = res.uniques;
        relationship.indexes = res.indexes;
        relationship.checks = res.checks;
        relationship.exclusions = res.exclusions;
        relationship.dependencies = res.dependencies;
    }
}

fn placed(members: &[Member], namespace: Option<NamespaceId>) -> Vec<Placed<'_>> {
    members.iter().map(|member| Placed { member, namespace, with: None }).collect()
}

fn constraints(cx: &mut Context<'_>, owner: Owner, members: Vec<Placed<'_>>) -> Constraints {
    let mut res = Constraints::default();
    let mut names: FxHashMap<Name, (Name, Span)> = FxHashMap::default();
    for Placed { member, namespace, .. } in members {
        if let Some(place) = misplaced(owner, &member.kind) {
            cx.report(diags::misplaced_member(member.span, kind_of(member), place));
            continue;
        }
        note_name(cx, member, &mut names);
        let scope = Scope::new(owner, namespace);
        match &member.kind {
            MemberKind::Unique(ast) => match unique(cx, scope, ast, member) {
                Some(unique) => res.uniques.push(unique),
                None => res.has_lost_unique = true,
            },
            MemberKind::Index(ast) => res.indexes.extend(index(cx, scope, ast, member)),
            MemberKind::Check(ast) => res.checks.extend(check(cx, scope, ast, member)),
            MemberKind::ForeignKey(ast) => {
                res.foreign_keys.extend(foreign_keys::foreign_key(cx, scope, ast, member));
            }
            MemberKind::Exclude(ast) => res.exclusions.extend(exclusion(cx, scope, ast, member)),
            MemberKind::FunctionalDependency(_)
            | MemberKind::MultivaluedDependency(_)
            | MemberKind::JoinDependency(_) => {
                res.dependencies.extend(dependencies::dependency(cx, scope, member));
            }
            MemberKind::Attribute(_)
            | MemberKind::Key(_)
            | MemberKind::Subtypes(_)
            | MemberKind::Unknown(_) => {}
        }
    }
    res
}

/// What the body is, when members of this kind cannot stand in it.
fn misplaced(owner: Owner, kind: &MemberKind) -> Option<&'static str> {
    let (in_composite, in_relationship) = match kind {
        MemberKind::Key(_) | MemberKind::Unique(_) | MemberKind::Index(_) => (true, false),
        MemberKind::Exclude(_) => (true, false),
        MemberKind::ForeignKey(_) | MemberKind::Subtypes(_) => (true, true),
        MemberKind::Attribute(_)
        | MemberKind::Check(_)
        | MemberKind::FunctionalDependency(_)
        | MemberKind::MultivaluedDependency(_)
        | MemberKind::JoinDependency(_)
        | MemberKind::Unknown(_) => (false, false),
    };
    match owner {
        Owner::Composite(_) => in_composite.then_some("a type"),
        Owner::Relationship(_) => in_relationship.then_some("a relationship"),
        Owner::Entity(_) | Owner::Domain(_) => None,
    }
}

/// What a member is called in a message.
pub(super) fn kind_of(member: &Member) -> &'static str {
    match &member.kind {
        MemberKind::Attribute(_) => "attribute",
        MemberKind::Key(_) => "key",
        MemberKind::Unique(_) => "unique",
        MemberKind::Index(_) => "index",
        MemberKind::Check(_) => "check",
        MemberKind::ForeignKey(_) => "foreign key",
        MemberKind::Exclude(_) => "exclude",
        MemberKind::Subtypes(_) => "subtypes",
        MemberKind::FunctionalDependency(_)
        | MemberKind::MultivaluedDependency(_)
        | MemberKind::JoinDependency(_) => "dependency",
        MemberKind::Unknown(_) => "",
    }
}

/// Two constraints of one body cannot share a name.
fn note_name(cx: &mut Context<'_>, member: &Member, names: &mut FxHashMap<Name, (Name, Span)>) {
    let name = match &member.kind {
        MemberKind::Key(ast) => ast.name.as_ref(),
        MemberKind::Unique(ast) => ast.name.as_ref(),
        MemberKind::Index(ast) => ast.name.as_ref(),
        MemberKind::Check(ast) => ast.name.as_ref(),
        MemberKind::ForeignKey(ast) => ast.name.as_ref(),
        MemberKind::Exclude(ast) => ast.name.as_ref(),
        MemberKind::Subtypes(ast) => ast.name.as_ref(),
        MemberKind::Attribute(_)
        | MemberKind::FunctionalDependency(_)
        | MemberKind::MultivaluedDependency(_)
        | MemberKind::JoinDependency(_)
        | MemberKind::Unknown(_) => None,
    };
    let Some(name) = name else { return };
    match names.get(&folded(&name.name)) {
        Some((other, before)) => {
            let diagnostic = match *other == name.name {
                true => diags::duplicate_name(name.span, &name.name, *before),
                false => diags::confusable_names(name.span, &name.name, other, *before),
            };
            cx.report(diagnostic);
        }
        None => {
            names.insert(folded(&name.name), (name.name.clone(), name.span));
        }
    }
}

fn name_of(name: Option<&Ident>) -> Option<Name> {
    name.map(|it| it.name.clone())
}

fn unique(
    cx: &mut Context<'_>,
    scope: Scope,
    ast: &ast::Unique,
    member: &Member,
) -> Option<Unique> {
    let metadata = cx.metadata(&member.annotations, Place::Unique);
    let items = items(cx, scope, &ast.items);
    let predicate = predicate(cx, scope, ast.predicate.as_ref());
    Some(Unique {
        name: name_of(ast.name.as_ref()),
        items: items?,
        nulls_not_distinct: ast.nulls_not_distinct,
        predicate: predicate?,
        docs: docs_of(member.docs.as_deref()),
        metadata,
        span: member.span,
    })
}

fn index(cx: &mut Context<'_>, scope: Scope, ast: &ast::Index, member: &Member) -> Option<Index> {
    let metadata = cx.metadata(&member.annotations, Place::Index);
    let items = items(cx, scope, &ast.items);
    let include = cx.columns(scope, &ast.include);
    let predicate = predicate(cx, scope, ast.predicate.as_ref());
    Some(Index {
        name: name_of(ast.name.as_ref()),
        items: items?,
        method: name_of(ast.method.as_ref()),
        include: include?,
        predicate: predicate?,
        docs: docs_of(member.docs.as_deref()),
        metadata,
        span: member.span,
    })
}

/// The condition behind `where`, if there is one; nothing when it could not be resolved.
fn predicate(cx: &mut Context<'_>, scope: Scope, expr: Option<&ast::Expr>) -> Option<Option<Expr>> {
    match expr {
        Some(expr) => cx.condition(scope.immutable(), expr).map(Some),
        None => Some(None),
    }
}

/// All items, or nothing when one could not be resolved. An attribute counts once.
fn items(cx: &mut Context<'_>, scope: Scope, items: &[ast::Item]) -> Option<Vec<IndexItem>> {
    let res: Vec<Option<IndexItem>> = items.iter().map(|it| item(cx, scope, it)).collect();
    let mut seen: FxHashMap<Operand, Span> = FxHashMap::default();
    for item in res.iter().flatten() {
        let ExprKind::Reference(operand) = &item.expr.kind else { continue };
        if let Some(before) = seen.insert(operand.clone(), item.span) {
            cx.report(diags::repeated_item(item.span, before));
        }
    }
    res.into_iter().collect()
}

fn item(cx: &mut Context<'_>, scope: Scope, ast: &ast::Item) -> Option<IndexItem> {
    Some(IndexItem {
        expr: cx.expression(scope.immutable(), &ast.expr, Expected::Anything)?,
        collation: ast.collation.as_ref().map(|it| it.value.clone()),
        operator_class: ast.operator_class.clone(),
        descending: ast.descending,
        nulls: ast.nulls,
        span: ast.span,
    })
}

fn check(cx: &mut Context<'_>, scope: Scope, ast: &ast::Check, member: &Member) -> Option<Check> {
    let metadata = cx.metadata(&member.annotations, Place::Check);
    Some(Check {
        name: name_of(ast.name.as_ref()),
        expr: cx.condition(scope, &ast.expr)?,
        docs: docs_of(member.docs.as_deref()),
        metadata,
        span: member.span,
    })
}

fn exclusion(
    cx: &mut Context<'_>,
    scope: Scope,
    ast: &ast::Exclude,
    member: &Member,
) -> Option<Exclusion> {
    let metadata = cx.metadata(&member.annotations, Place::Exclusion);
    let mut items = Vec::with_capacity(ast.items.len());
    for it in &ast.items {
        let operator = it.operator.clone();
        items.push(item(cx, scope, &it.item).map(|item| ExclusionItem { item, operator }));
    }
    let predicate = predicate(cx, scope, ast.predicate.as_ref());
    Some(Exclusion {
        name: name_of(ast.name.as_ref()),
        items: items.into_iter().collect::<Option<_>>()?,
        method: name_of(ast.method.as_ref()),
        predicate: predicate?,
        docs: docs_of(member.docs.as_deref()),
        metadata,
        span: member.span,
    })
}
