//! A relation: attributes by the names of the model, and the dependencies between them.

use crate::base::Span;
use crate::model::{AttributeId, CompositeId, EntityId, RelationshipId, Step};
use crate::theory::{
    Analysis, Attribute, AttributeSet, Dependencies, Dependency, DependencyId, Malformed,
    Violation, WorkLimit, analyse,
};

/// A relation of the model, numbered for the theory.
#[derive(Debug, Clone)]
pub struct Relation {
    /// `Order`, `warehouse.Bin`, `Likes`, `Customer.phones`
    pub name: String,
    /// What of the model it is.
    pub owner: Owner,
    /// Its attributes; the theory knows them by their places.
    pub attributes: Vec<RelationAttribute>,
    /// What holds between them.
    pub dependencies: Dependencies,
    /// Where each dependency comes from, kind by kind, in the order of `dependencies`.
    pub origins: Origins,
    /// Whether the model says what identifies a row.
    pub has_key: bool,
    /// What was said and could not be taken into account.
    pub omissions: Vec<Omission>,
    /// Where the model names it.
    pub span: Span,
}

/// What of the model a relation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// An entity.
    Entity(EntityId),
    /// A relationship.
    Relationship(RelationshipId),
    /// An attribute with many values.
    Attribute(AttributeId),
    /// A composite type, beside what it is a part of.
    Composite(CompositeId),
    /// A table of a database.
    Table,
}

/// An attribute of a relation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelationAttribute {
    /// `city`, `ship_to.zip`; of a reference that is taken apart, `order.id`.
    pub name: String,
    /// The way to it in the model; empty for what only the relation needs.
    pub path: Vec<Step>,
    /// Whether a row may have no value of it.
    pub is_optional: bool,
    /// Where the model declares it.
    pub span: Span,
}

/// Where the dependencies of a relation come from.
#[derive(Debug, Clone, Default)]
pub struct Origins {
    functional: Vec<Origin>,
    multivalued: Vec<Origin>,
    join: Vec<Origin>,
}

/// Where a dependency comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// What says it.
    pub kind: OriginKind,
    /// Where.
    pub span: Span,
}

/// What says that a dependency holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OriginKind {
    /// The key.
    Key,
    /// A unique constraint over what every row has.
    Unique,
    /// A dependency of the entity or relationship.
    Declared,
    /// A dependency of a composite type that is used here.
    Composite,
    /// How many of a role there may be in a relationship.
    Cardinality,
    /// The expression of a derived attribute.
    Derived,
    /// A dependency between the parts of the key of an entity that is referred to.
    Reference,
}

/// Something said of a relation that its analysis leaves out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Omission {
    /// Why.
    pub cause: OmissionCause,
    /// What.
    pub span: Span,
}

/// Why something is left out of an analysis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OmissionCause {
    /// A join dependency that does not name these attributes: it holds in a part of the relation only.
    NotCovered(AttributeSet),
    /// It names an attribute that is no part of the relation.
    Elsewhere,
    /// There are more attributes than any database holds; the rest of them is left out.
    TooMany,
}

impl Relation {
    /// A relation in which nothing holds yet.
    pub(super) fn new(
        name: String,
        owner: Owner,
        attributes: Vec<RelationAttribute>,
        span: Span,
    ) -> Relation {
        let n_attributes = attributes.len() as u32;
        Relation {
            name,
            owner,
            attributes,
            dependencies: Dependencies::new(n_attributes),
            origins: Origins::default(),
            has_key: false,
            omissions: Vec::new(),
            span,
        }
    }

    /// All that is known about it: keys, normal forms, violations. `limit` bounds each question.
    pub fn analyse(&self, limit: &WorkLimit) -> Analysis {
        analyse(&self.dependencies, limit)
    }

    /// Where a declared dependency comes from.
    pub fn origin(&self, id: DependencyId) -> Origin {
        match id {
            DependencyId::Functional(idx) => self.origins.functional[idx],
            DependencyId::Multivalued(idx) => self.origins.multivalued[idx],
            DependencyId::Join(idx) => self.origins.join[idx],
        }
    }

    /// Whether something in it is said by `kind`.
    pub fn has_origin(&self, kind: OriginKind) -> bool {
        let Origins { functional, multivalued, join } = &self.origins;
        functional.iter().chain(multivalued).chain(join).any(|it| it.kind == kind)
    }

    /// Where in the model a violation is: at the dependency at fault, else at the relation's name.
    pub fn span_of(&self, violation: &Violation) -> Span {
        violation.origin.map_or(self.span, |it| self.origin(it).span)
    }

    /// The attribute of this name.
    pub fn attribute(&self, name: &str) -> Option<Attribute> {
        self.attributes.iter().position(|it| it.name == name).map(|it| it as Attribute)
    }

    /// What an attribute of the model is here: itself, or the parts that count in its place.
    pub fn parts_of(&self, attribute: AttributeId) -> AttributeSet {
        let is_part = |it: &RelationAttribute| it.path.first() == Some(&Step::Attribute(attribute));
        let parts = self.attributes.iter().enumerate().filter(|(_, it)| is_part(it));
        parts.map(|(idx, _)| idx as Attribute).collect()
    }

    /// What an attribute is called.
    pub fn attribute_name(&self, attribute: Attribute) -> &str {
        self.attributes.get(attribute as usize).map_or("", |it| it.name.as_str())
    }

    /// The names of a set, in the order of the relation.
    pub fn names(&self, set: &AttributeSet) -> Vec<String> {
        set.iter().map(|it| self.attribute_name(it).to_owned()).collect()
    }

    /// `a, b`
    pub fn list(&self, set: &AttributeSet) -> String {
        self.names(set).join(", ")
    }

    /// `a, b -> c`, `a ->> b`, `join (a, b) (b, c)`; without a left side `() -> c`.
    pub fn text(&self, dependency: &Dependency) -> String {
        let left = |set: &AttributeSet| match set.is_empty() {
            true => "()".to_owned(),
            false => self.list(set),
        };
        match dependency {
            Dependency::Functional(it) => format!("{} -> {}", left(&it.from), self.list(&it.to)),
            Dependency::Multivalued(it) => format!("{} ->> {}", left(&it.from), self.list(&it.to)),
            Dependency::Join(it) => {
                let components = it.components.iter().map(|it| format!(" ({})", self.list(it)));
                format!("join{}", components.collect::<String>())
            }
        }
    }

    /// Takes a dependency in; what cannot hold in this relation becomes an omission.
    pub(super) fn declare(&mut self, dependency: Dependency, origin: Origin) {
        match self.dependencies.declare(dependency) {
            Ok(DependencyId::Functional(_)) => self.origins.functional.push(origin),
            Ok(DependencyId::Multivalued(_)) => self.origins.multivalued.push(origin),
            Ok(DependencyId::Join(_)) => self.origins.join.push(origin),
            Err(Malformed::NotCovered(missing)) => {
                self.omit(OmissionCause::NotCovered(missing), origin.span);
            }
            Err(Malformed::UnknownAttributes(_) | Malformed::NoComponent) => {
                self.omit(OmissionCause::Elsewhere, origin.span);
            }
        }
    }

    pub(super) fn omit(&mut self, cause: OmissionCause, span: Span) {
        self.omissions.push(Omission { cause, span });
    }
}

impl OriginKind {
    /// Whether the model calls the left side a key.
    pub fn is_key(self) -> bool {
        matches!(self, OriginKind::Key | OriginKind::Unique)
    }

    /// One word for it, the same in every output.
    pub fn name(self) -> &'static str {
        match self {
            OriginKind::Key => "key",
            OriginKind::Unique => "unique",
            OriginKind::Declared => "declared",
            OriginKind::Composite => "composite",
            OriginKind::Cardinality => "cardinality",
            OriginKind::Derived => "derived",
            OriginKind::Reference => "reference",
        }
    }
}
