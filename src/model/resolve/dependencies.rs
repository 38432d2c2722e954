//! Declared dependencies: functional, multivalued, join.

use super::annotations::Place;
use super::context::{Context, docs_of};
use super::scope::Scope;
use crate::model::{AttributePath, Dependency, DependencyKind};
use crate::syntax::ast::{Member, MemberKind, Path};

/// What a member says of dependencies; nothing when an attribute of it is unknown, since a dependency with
/// a hole says something else.
pub(super) fn dependency(
    cx: &mut Context<'_>,
    scope: Scope,
    member: &Member,
) -> Option<Dependency> {
    let metadata = cx.metadata(&member.annotations, Place::Dependency);
    let kind = match &member.kind {
        MemberKind::FunctionalDependency(ast) => {
            let (determinant, dependent) = sides(cx, scope, &ast.determinant, &ast.dependent)?;
            DependencyKind::Functional { determinant, dependent }
        }
        MemberKind::MultivaluedDependency(ast) => {
            let (determinant, dependent) = sides(cx, scope, &ast.determinant, &ast.dependent)?;
            DependencyKind::Multivalued { determinant, dependent }
        }
        MemberKind::JoinDependency(ast) => {
            let components: Vec<_> =
                ast.components.iter().map(|it| cx.columns(scope, it)).collect();
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
    Some(Dependency { kind, docs: docs_of(member.docs.as_deref()), metadata, span: member.span })
}

fn sides(
    cx: &mut Context<'_>,
    scope: Scope,
    determinant: &[Path],
    dependent: &[Path],
) -> Option<(Vec<AttributePath>, Vec<AttributePath>)> {
    let determinant = cx.columns(scope, determinant);
    let dependent = cx.columns(scope, dependent);
    Some((determinant?, dependent?))
}
