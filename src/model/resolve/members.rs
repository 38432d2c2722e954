//! The members of an entity: its own, then those of its mixins.

use super::Declarations;
use super::collect::Source;
use super::context::Context;
use crate::base::Span;
use crate::model::{AttributeId, EntityId, NamespaceId};
use crate::syntax::ast::{self, Member};

/// A member, and how it came into the entity.
#[derive(Clone, Copy)]
pub(super) struct Placed<'a> {
    pub(super) member: &'a Member,
    /// The schema it is written in.
    pub(super) namespace: Option<NamespaceId>,
    /// The name behind `with` that brought it, when it comes from a mixin.
    pub(super) with: Option<Span>,
}

/// The members of an entity in their order.
pub(super) fn of_entity<'a>(
    cx: &Context<'_>,
    declarations: &Declarations<'a>,
    source: &Source<'a, EntityId, ast::Entity>,
) -> Vec<Placed<'a>> {
    let namespace = source.namespace;
    let own = source.ast.members.iter().map(|member| Placed { member, namespace, with: None });
    let mixins = cx.entities[source.id.idx()].mixins.iter();
    let taken = mixins.flat_map(|taken| {
        let mixin = &declarations.mixins[taken.mixin];
        let (namespace, with) = (mixin.namespace, Some(taken.with));
        mixin.ast.members.iter().map(move |member| Placed { member, namespace, with })
    });
    own.chain(taken).collect()
}

/// The name behind an entity's `with` that brought an attribute, when it comes from a mixin.
pub(super) fn with_of(
    cx: &Context<'_>,
    declarations: &Declarations<'_>,
    entity: EntityId,
    attribute: AttributeId,
) -> Option<Span> {
    let mixin = cx.model.attributes[attribute].mixin.as_ref()?;
    let mut taken = cx.entities[entity.idx()].mixins.iter();
    taken.find(|it| declarations.mixins[it.mixin].ast.name.name == *mixin).map(|it| it.with)
}
