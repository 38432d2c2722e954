//! Whether a key or an index of a body serves for looking attributes up.

use super::attributes::attribute_of;
use crate::base::{ExprKind, Name};
use crate::syntax::ast::{Item, Member, MemberKind, ModifierKind, Path};

/// Whether something among `members` that the database keeps an index for starts with `names`, in whatever
/// order.
pub(super) fn is_indexed(members: &[Member], names: &[String]) -> bool {
    let is_key = |it: &&Member| has(it, |it| matches!(it, ModifierKind::Key));
    let inline = members.iter().filter(is_key).filter_map(attribute_of);
    let inline: Vec<&Name> = inline.map(|it| &it.name.name).collect();
    starts_with(&inline, names) || members.iter().any(|it| starts_with(&leading(it), names))
}

fn starts_with(list: &[&Name], names: &[String]) -> bool {
    let Some(start) = list.get(..names.len()) else { return false };
    names.iter().all(|name| start.iter().any(|it| *it == name))
}

/// What the index of a member starts with; nothing where it has none.
fn leading(member: &Member) -> Vec<&Name> {
    match &member.kind {
        MemberKind::Attribute(it) if has(member, |it| matches!(it, ModifierKind::Unique)) => {
            vec![&it.name.name]
        }
        MemberKind::Key(it) => singles(it.attributes.iter().map(Path::as_single)),
        MemberKind::Unique(it) if it.predicate.is_none() => singles(it.items.iter().map(single)),
        MemberKind::Index(it) if it.predicate.is_none() => singles(it.items.iter().map(single)),
        MemberKind::Attribute(_)
        | MemberKind::Unique(_)
        | MemberKind::Index(_)
        | MemberKind::Check(_)
        | MemberKind::ForeignKey(_)
        | MemberKind::Exclude(_)
        | MemberKind::Subtypes(_)
        | MemberKind::FunctionalDependency(_)
        | MemberKind::MultivaluedDependency(_)
        | MemberKind::JoinDependency(_)
        | MemberKind::Unknown(_) => Vec::new(),
    }
}

fn single(item: &Item) -> Option<&crate::syntax::ast::Ident> {
    let ExprKind::Reference(path) = &item.expr.kind else { return None };
    path.as_single()
}

/// The names up to the first that is none.
fn singles<'a>(
    names: impl Iterator<Item = Option<&'a crate::syntax::ast::Ident>>,
) -> Vec<&'a Name> {
    names.map_while(|it| it.map(|it| &it.name)).collect()
}

fn has(member: &Member, is_wanted: impl Fn(&ModifierKind) -> bool) -> bool {
    attribute_of(member).is_some_and(|it| it.modifiers.iter().any(|it| is_wanted(&it.kind)))
}
