//! Unique constraints, indexes, checks, foreign keys, exclusions and dependencies.

use super::annotations::Place;
use super::expressions::Scope;
use super::{Context, Declarations, docs_of, members_of};
use crate::base::{ExprKind, Name};
use crate::model::diags;
use crate::model::{
    Check, Dependency, DependencyKind, EntityId, Exclusion, ExclusionItem, ForeignKey, Index,
    IndexItem, Operand, Unique,
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
}

/// Resolves what every body says beside its attributes and keys.
pub(super) fn resolve(cx: &mut Context<'_>, declarations: &Declarations<'_>) {
    for source in &declarations.composites {
        let scope = Scope::of_composite(cx, source.id, source.namespace);
        for member in &source.ast.members {
            refuse(
                cx,
                member,
                "a type",
                &["key", "unique", "index", "foreign key", "exclude", "subtypes"],
            );
        }
        let members = source.ast.members.iter().map(|it| (it, scope.clone())).collect();
        let res = constraints(cx, members);
        let composite = &mut cx.model.composites[source.id];
        composite.checks = res.checks;
        composite.dependencies = res.dependencies;
    }
    for source in &declarations.entities {
        entity(cx, source.id, members_of(cx, declarations, source));
    }
    for source in &declarations.relationships {
        let scope = Scope::of_relationship(cx, source.id, source.namespace);
        for member in &source.ast.members {
            refuse(cx, member, "a relationship", &["foreign key", "subtypes"]);
        }
        let members = source.ast.members.iter().map(|it| (it, scope.clone())).collect();
        let res = constraints(cx, members);
        let relationship = &mut cx.model.relationships[source.id];
        relationship.uniques = res.uniques;
        relationship.indexes = res.indexes;
        relationship.checks = res.checks;
        relationship.exclusions = res.exclusions;
        relationship.dependencies = res.dependencies;
    }
    for source in &declarations.views {
        for member in &source.ast.members {
            let all = [
                "key",
                "unique",
                "index",
                "check",
                "foreign key",
                "exclude",
                "subtypes",
                "dependency",
            ];
            refuse(cx, member, "a view", &all);
        }
    }
}

fn entity<'a>(
    cx: &mut Context<'_>,
    id: EntityId,
    members: Vec<(&'a Member, Option<crate::model::NamespaceId>)>,
) {
    let has_constraints =
        members.iter().any(|(it, _)| !matches!(it.kind, MemberKind::Attribute(_)));
    if !has_constraints {
        return;
    }
    let namespace = cx.model.entities[id].namespace;
    let scope = Scope::of_entity(cx, id, namespace);
    let n_before = cx.diagnostics.len();
    let members = members.into_iter().map(|(member, home)| (member, scope.inside(home))).collect();
    let res = constraints(cx, members);
    cx.forget_repeated(n_before);
    let entity = &mut cx.model.entities[id];
    entity.uniques = res.uniques;
    entity.indexes = res.indexes;
    entity.checks = res.checks;
    entity.foreign_keys = res.foreign_keys;
    entity.exclusions = res.exclusions;
    entity.dependencies = res.dependencies;
}

/// What a member is called in a message.
fn kind_of(member: &Member) -> &'static str {
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

fn refuse(cx: &mut Context<'_>, member: &Member, place: &str, refused: &[&str]) {
    let kind = kind_of(member);
    if refused.contains(&kind) {
        cx.report(diags::misplaced_member(member.span, kind, place));
    }
}

fn constraints(cx: &mut Context<'_>, members: Vec<(&Member, Scope)>) -> Constraints {
    let mut res = Constraints::default();
    let mut names: Vec<&Ident> = Vec::new();
    for (member, scope) in members {
        let scope = &scope;
        note_name(cx, member, &mut names);
        match &member.kind {
            MemberKind::Unique(ast) => res.uniques.push(unique(cx, scope, ast, member)),
            MemberKind::Index(ast) => res.indexes.push(index(cx, scope, ast, member)),
            MemberKind::Check(ast) => res.checks.push(check(cx, scope, ast, member)),
            MemberKind::ForeignKey(ast) => {
                res.foreign_keys.extend(foreign_key(cx, scope, ast, member))
            }
            MemberKind::Exclude(ast) => res.exclusions.push(exclusion(cx, scope, ast, member)),
            MemberKind::FunctionalDependency(_)
            | MemberKind::MultivaluedDependency(_)
            | MemberKind::JoinDependency(_) => {
                cx.metadata(&member.annotations, Place::Dependency);
                res.dependencies.extend(dependency(cx, scope, member));
            }
            MemberKind::Attribute(_)
            | MemberKind::Key(_)
            | MemberKind::Subtypes(_)
            | MemberKind::Unknown(_) => {}
        }
    }
    res
}

/// Two constraints of one entity cannot share a name.
fn note_name<'a>(cx: &mut Context<'_>, member: &'a Member, names: &mut Vec<&'a Ident>) {
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
    match names.iter().find(|it| it.name == name.name) {
        Some(before) => cx.report(diags::duplicate_name(name.span, &name.name, before.span)),
        None => names.push(name),
    }
}

fn name_of(name: Option<&Ident>) -> Option<Name> {
    name.map(|it| it.name.clone())
}

fn unique(cx: &mut Context<'_>, scope: &Scope, ast: &ast::Unique, member: &Member) -> Unique {
    Unique {
        name: name_of(ast.name.as_ref()),
        items: items(cx, scope, &ast.items),
        nulls_not_distinct: ast.nulls_not_distinct,
        predicate: ast.predicate.as_ref().map(|it| cx.condition(&scope.immutable(), it)),
        docs: docs_of(member.docs.as_deref()),
        metadata: cx.metadata(&member.annotations, Place::Unique),
        span: member.span,
    }
}

fn index(cx: &mut Context<'_>, scope: &Scope, ast: &ast::Index, member: &Member) -> Index {
    Index {
        name: name_of(ast.name.as_ref()),
        items: items(cx, scope, &ast.items),
        method: name_of(ast.method.as_ref()),
        include: cx.paths(scope, &ast.include),
        predicate: ast.predicate.as_ref().map(|it| cx.condition(&scope.immutable(), it)),
        docs: docs_of(member.docs.as_deref()),
        metadata: cx.metadata(&member.annotations, Place::Index),
        span: member.span,
    }
}

fn items(cx: &mut Context<'_>, scope: &Scope, items: &[ast::Item]) -> Vec<IndexItem> {
    let res: Vec<IndexItem> = items.iter().map(|it| item(cx, scope, it)).collect();
    for (idx, item) in res.iter().enumerate() {
        let is_attribute = matches!(item.expr.kind, ExprKind::Reference(Operand::Attribute(_)));
        if is_attribute && res[..idx].iter().any(|it| it.expr == item.expr) {
            cx.report(diags::repeated_item(item.span));
        }
    }
    // What could not be resolved is no item.
    res.into_iter().filter(|it| it.expr.kind != ExprKind::Null).collect()
}

fn item(cx: &mut Context<'_>, scope: &Scope, ast: &ast::Item) -> IndexItem {
    IndexItem {
        expr: cx.any_expression(&scope.immutable(), &ast.expr),
        collation: ast.collation.as_ref().map(|it| it.value.clone()),
        operator_class: ast.operator_class.clone(),
        descending: ast.descending,
        nulls: ast.nulls,
        span: ast.span,
    }
}

fn check(cx: &mut Context<'_>, scope: &Scope, ast: &ast::Check, member: &Member) -> Check {
    Check {
        name: name_of(ast.name.as_ref()),
        expr: cx.condition(scope, &ast.expr),
        docs: docs_of(member.docs.as_deref()),
        metadata: cx.metadata(&member.annotations, Place::Check),
        span: member.span,
    }
}

fn foreign_key(
    cx: &mut Context<'_>,
    scope: &Scope,
    ast: &ast::ForeignKey,
    member: &Member,
) -> Option<ForeignKey> {
    let metadata = cx.metadata(&member.annotations, Place::ForeignKey);
    let attributes = cx.paths(scope, &ast.attributes);
    let target = cx.entity_named(&ast.target, scope.namespace)?;
    let target_scope = Scope::of_entity(cx, target, scope.namespace);
    let target_attributes = cx.paths(&target_scope, &ast.target_attributes);
    if ast.attributes.len() != ast.target_attributes.len() {
        let counts = (ast.attributes.len(), ast.target_attributes.len());
        cx.report(diags::uneven_foreign_key(member.span, counts));
        return None;
    }
    let is_whole = attributes.len() == ast.attributes.len()
        && target_attributes.len() == ast.target_attributes.len();
    is_whole.then(|| ForeignKey {
        name: name_of(ast.name.as_ref()),
        attributes,
        target,
        target_attributes,
        match_full: ast.match_full,
        on_delete: ast.on_delete,
        on_update: ast.on_update,
        deferrable: ast.deferrable,
        docs: docs_of(member.docs.as_deref()),
        metadata,
        span: member.span,
    })
}

fn exclusion(
    cx: &mut Context<'_>,
    scope: &Scope,
    ast: &ast::Exclude,
    member: &Member,
) -> Exclusion {
    let items = ast
        .items
        .iter()
        .map(|it| ExclusionItem { item: item(cx, scope, &it.item), operator: it.operator.clone() });
    Exclusion {
        name: name_of(ast.name.as_ref()),
        items: items.collect(),
        method: name_of(ast.method.as_ref()),
        predicate: ast.predicate.as_ref().map(|it| cx.condition(&scope.immutable(), it)),
        docs: docs_of(member.docs.as_deref()),
        metadata: cx.metadata(&member.annotations, Place::Exclusion),
        span: member.span,
    }
}

fn dependency(cx: &mut Context<'_>, scope: &Scope, member: &Member) -> Option<Dependency> {
    let kind = match &member.kind {
        MemberKind::FunctionalDependency(ast) => DependencyKind::Functional {
            determinant: whole(cx, scope, &ast.determinant)?,
            dependent: whole(cx, scope, &ast.dependent)?,
        },
        MemberKind::MultivaluedDependency(ast) => DependencyKind::Multivalued {
            determinant: whole(cx, scope, &ast.determinant)?,
            dependent: whole(cx, scope, &ast.dependent)?,
        },
        MemberKind::JoinDependency(ast) => {
            let components: Vec<_> = ast.components.iter().map(|it| whole(cx, scope, it)).collect();
            DependencyKind::Join { components: components.into_iter().collect::<Option<_>>()? }
        }
        MemberKind::Attribute(_)
        | MemberKind::Key(_)
        | MemberKind::Unique(_)
        | MemberKind::Index(_)
        | MemberKind::Check(_)
        | MemberKind::ForeignKey(_)
        | MemberKind::Exclude(_)
        | MemberKind::Subtypes(_)
        | MemberKind::Unknown(_) => return None,
    };
    Some(Dependency { kind, span: member.span })
}

/// All of `paths`, or nothing when one is unknown: a dependency with a hole says something else.
fn whole(
    cx: &mut Context<'_>,
    scope: &Scope,
    paths: &[ast::Path],
) -> Option<Vec<crate::model::AttributePath>> {
    let res = cx.paths(scope, paths);
    (res.len() == paths.len()).then_some(res)
}
