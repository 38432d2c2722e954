//! Whether a key or an index of a body serves for looking attributes up.

use super::attributes::attribute_of;
use crate::base::ExprKind;
use crate::syntax::ast::{Item, Member, MemberKind, ModifierKind, Path};

/// Whether something among `members` that the database keeps an index for starts with `names`, in whatever
/// order.
pub(super) fn is_indexed(members: &[Member], names: &[String]) -> bool {
    let is_key = |it: &&Member| has(it, |it| matches!(it, ModifierKind::Key));
    let inline = members.iter().filter(is_key).filter_map(attribute_of);
    let inline: Vec<String> = inline.map(|it| it.name.name.to_string()).collect();
    starts_with(&inline, names) || members.iter().any(|it| starts_with(&leading(it), names))
}

fn starts_with(list: &[String], names: &[String]) -> bool {
    list.get(..names.len()).is_some_and(|start| names.iter().all(|it| start.contains(it)))
}

/// What the index of a member starts with; nothing where it has none.
fn leading(member: &Member) -> Vec<String> {
    match &member.kind {
        MemberKind::Attribute(it) if has(member, |it| matches!(it, ModifierKind::Unique)) => {
            vec![it.name.name.to_string()]
        }
        MemberKind::Key(it) => it.attributes.iter().map(Path::to_string).collect(),
        MemberKind::Unique(it) if it.predicate.is_none() => {
            it.items.iter().map_while(path).collect()
        }
        MemberKind::Index(it) if it.predicate.is_none() => {
            it.items.iter().map_while(path).collect()
        }
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

/// The attribute that an item is, if it is one.
fn path(item: &Item) -> Option<String> {
    let ExprKind::Reference(path) = &item.expr.kind else { return None };
    Some(path.to_string())
}

fn has(member: &Member, is_wanted: impl Fn(&ModifierKind) -> bool) -> bool {
    attribute_of(member).is_some_and(|it| it.modifiers.iter().any(|it| is_wanted(&it.kind)))
}
