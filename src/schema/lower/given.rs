//! The names that the author gives to constraints and indexes: as they are, unless what has them is said
//! once and made several times, in a mixin, a composite or the tables of separate subtypes.

use super::Context;
use super::collisions::Naming;
use crate::base::{Name, Span};
use crate::model::{Attribute, AttributeId, AttributeOwner, EntityId, HierarchyStorage, Metadata};

/// A constraint or index as it is said: its name, its annotations, where it stands.
pub(super) type Said<'a> = (&'a Option<Name>, &'a Metadata, Span);

/// The body that a member is said to be in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Body {
    pub(super) span: Span,
    /// Whether another table has the member as well.
    pub(super) is_inherited: bool,
}

/// The name of a member: what it is given, else one made of `columns` and `suffix`.
pub(super) fn member(
    body: Body,
    (name, metadata, span): Said<'_>,
    columns: &[Name],
    suffix: &str,
) -> Naming {
    let named = name.as_ref().map(|it| (it.clone(), span));
    let is_inside =
        body.span.file == span.file && body.span.start <= span.start && span.end <= body.span.end;
    let is_single = is_inside && !body.is_inherited;
    given(metadata.constraint.clone().or(named), is_single, columns, suffix)
}

impl Context<'_> {
    /// The name of what an attribute brings along.
    pub(super) fn attribute_naming(
        &self,
        attribute: AttributeId,
        name: Option<(Name, Span)>,
        columns: &[Name],
        suffix: &str,
    ) -> Naming {
        let attribute = &self.model.attributes[attribute];
        given(name, self.is_made_once(attribute), columns, suffix)
    }

    /// The body of an entity.
    pub(super) fn body_of(&self, entity: EntityId) -> Body {
        let item = &self.model.entities[entity];
        let mut groups = item.hierarchies.iter().map(|&it| &self.model.hierarchies[it]);
        let is_inherited = groups.any(|it| it.storage == HierarchyStorage::Separate);
        Body { span: item.span, is_inherited }
    }

    fn is_made_once(&self, attribute: &Attribute) -> bool {
        let is_single = match attribute.owner {
            AttributeOwner::Entity(id) => !self.body_of(id).is_inherited,
            AttributeOwner::Relationship(_) => true,
            AttributeOwner::Composite(_) | AttributeOwner::View(_) => false,
        };
        is_single && attribute.mixin.is_none()
    }
}

fn given(name: Option<(Name, Span)>, is_single: bool, columns: &[Name], suffix: &str) -> Naming {
    match name {
        Some((name, span)) if is_single => Naming::Given(name, span),
        Some((name, _)) => Naming::Made(name),
        None => Naming::new(None, columns, suffix),
    }
}
