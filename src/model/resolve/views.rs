//! Views: columns with names and types, and a query that says the rest.

use super::Declarations;
use super::constraints::kind_of;
use super::context::Context;
use super::natives::has_text;
use crate::model::diags;
use crate::syntax::ast::MemberKind;

/// Reports members that are no columns, and queries that say nothing.
pub(super) fn check(cx: &mut Context<'_>, declarations: &Declarations<'_>) {
    for source in &declarations.views {
        for member in &source.ast.members {
            match &member.kind {
                MemberKind::Attribute(_) | MemberKind::Unknown(_) => {}
                MemberKind::Key(_)
                | MemberKind::Unique(_)
                | MemberKind::Index(_)
                | MemberKind::Check(_)
                | MemberKind::ForeignKey(_)
                | MemberKind::Exclude(_)
                | MemberKind::Subtypes(_)
                | MemberKind::FunctionalDependency(_)
                | MemberKind::MultivaluedDependency(_)
                | MemberKind::JoinDependency(_) => {
                    cx.report(diags::misplaced_member(member.span, kind_of(member), "a view"));
                }
            }
        }
        if !has_text(&source.ast.body) {
            cx.report(diags::empty_sql(source.ast.body_span, "query"));
        }
    }
}
