//! The input of the theory: a relation as a number of attributes and the dependencies that hold in
//! it.

use super::attribute_set::AttributeSet;

/// `from -> to`: rows that agree on `from` agree on `to`. An empty `from` makes `to` constant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FunctionalDependency {
    /// The determinant.
    pub from: AttributeSet,
    /// What it determines.
    pub to: AttributeSet,
}

/// `from ->> to`: for every value of `from`, the values of `to` combine freely with the values of
/// the rest.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MultivaluedDependency {
    /// The left side.
    pub from: AttributeSet,
    /// One of the two independent sides; the other is what remains of the relation.
    pub to: AttributeSet,
}

/// `join(c1, c2, ...)`: the relation is the join of its projections on the components.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JoinDependency {
    /// The components; together they have every attribute of the relation.
    pub components: Vec<AttributeSet>,
}

/// A dependency of any kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dependency {
    /// `from -> to`
    Functional(FunctionalDependency),
    /// `from ->> to`
    Multivalued(MultivaluedDependency),
    /// `join(...)`
    Join(JoinDependency),
}

/// A declared dependency by its place, so that a result can be printed with the origin that the
/// caller knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DependencyId {
    /// The place in [`Dependencies::functional`].
    Functional(usize),
    /// The place in [`Dependencies::multivalued`].
    Multivalued(usize),
    /// The place in [`Dependencies::join`].
    Join(usize),
}

/// A relation's dependencies. Guaranteed: they speak of its attributes only, and the components of
/// every join dependency cover the relation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dependencies {
    n_attributes: u32,
    functional: Vec<FunctionalDependency>,
    multivalued: Vec<MultivaluedDependency>,
    join: Vec<JoinDependency>,
}

/// Why a dependency cannot belong to a relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// It speaks of attributes that the relation does not have.
    UnknownAttributes(AttributeSet),
    /// It is a join dependency without a component.
    NoComponent,
    /// It is a join dependency, and no component has these attributes.
    NotCovered(AttributeSet),
}

impl Dependencies {
    /// A relation of `n_attributes` in which nothing is declared.
    pub fn new(n_attributes: u32) -> Dependencies {
        Dependencies { n_attributes, ..Dependencies::default() }
    }

    /// How many attributes the relation has.
    pub fn n_attributes(&self) -> u32 {
        self.n_attributes
    }

    /// All attributes of the relation.
    pub fn attributes(&self) -> AttributeSet {
        AttributeSet::all(self.n_attributes)
    }

    /// The functional dependencies in the order they were declared.
    pub fn functional(&self) -> &[FunctionalDependency] {
        &self.functional
    }

    /// The multivalued dependencies in the order they were declared.
    pub fn multivalued(&self) -> &[MultivaluedDependency] {
        &self.multivalued
    }

    /// The join dependencies in the order they were declared.
    pub fn join(&self) -> &[JoinDependency] {
        &self.join
    }

    /// Whether functional dependencies are all there is.
    pub fn is_functional(&self) -> bool {
        self.multivalued.is_empty() && self.join.is_empty()
    }

    /// The dependency that was declared as `id`, which must be one of this relation.
    pub fn get(&self, id: DependencyId) -> Dependency {
        match id {
            DependencyId::Functional(idx) => Dependency::Functional(self.functional[idx].clone()),
            DependencyId::Multivalued(idx) => {
                Dependency::Multivalued(self.multivalued[idx].clone())
            }
            DependencyId::Join(idx) => Dependency::Join(self.join[idx].clone()),
        }
    }

    /// Everything declared: functional, multivalued, then join dependencies.
    pub fn iter(&self) -> impl Iterator<Item = Dependency> + '_ {
        let functional = self.functional.iter().cloned().map(Dependency::Functional);
        let multivalued = self.multivalued.iter().cloned().map(Dependency::Multivalued);
        let join = self.join.iter().cloned().map(Dependency::Join);
        functional.chain(multivalued).chain(join)
    }

    /// The multivalued and the join dependencies by their components.
    pub(super) fn components(&self) -> Vec<(DependencyId, Vec<AttributeSet>)> {
        let all = self.attributes();
        let multivalued = self.multivalued.iter().map(|it| it.to_join(&all).components);
        let join = self.join.iter().map(|it| it.components.clone());
        let multivalued = (0..).map(DependencyId::Multivalued).zip(multivalued);
        multivalued.chain((0..).map(DependencyId::Join).zip(join)).collect()
    }

    /// Declares `dependency`.
    pub fn declare(&mut self, dependency: Dependency) -> Result<DependencyId, Malformed> {
        self.check(&dependency)?;
        Ok(match dependency {
            Dependency::Functional(it) => DependencyId::Functional(push(&mut self.functional, it)),
            Dependency::Multivalued(it) => {
                DependencyId::Multivalued(push(&mut self.multivalued, it))
            }
            Dependency::Join(it) => DependencyId::Join(push(&mut self.join, it)),
        })
    }

    /// Whether `dependency` can be asked about or declared in this relation.
    pub fn check(&self, dependency: &Dependency) -> Result<(), Malformed> {
        let named = dependency.attributes();
        let unknown: AttributeSet = named.iter().filter(|it| *it >= self.n_attributes).collect();
        if !unknown.is_empty() {
            return Err(Malformed::UnknownAttributes(unknown));
        }
        if let Dependency::Join(join) = dependency {
            if join.components.is_empty() {
                return Err(Malformed::NoComponent);
            }
            let missing = &self.attributes() - &named;
            if !missing.is_empty() {
                return Err(Malformed::NotCovered(missing));
            }
        }
        Ok(())
    }
}

fn push<T>(list: &mut Vec<T>, item: T) -> usize {
    list.push(item);
    list.len() - 1
}

impl Dependency {
    /// Every attribute that the dependency names.
    pub fn attributes(&self) -> AttributeSet {
        match self {
            Dependency::Functional(it) => &it.from | &it.to,
            Dependency::Multivalued(it) => &it.from | &it.to,
            Dependency::Join(it) => it.attributes(),
        }
    }
}

impl FunctionalDependency {
    /// `from -> to`
    pub fn new(from: impl Into<AttributeSet>, to: impl Into<AttributeSet>) -> Self {
        FunctionalDependency { from: from.into(), to: to.into() }
    }

    /// Whether it holds in every relation.
    pub fn is_trivial(&self) -> bool {
        self.to.is_subset(&self.from)
    }
}

impl MultivaluedDependency {
    /// `from ->> to`
    pub fn new(from: impl Into<AttributeSet>, to: impl Into<AttributeSet>) -> Self {
        MultivaluedDependency { from: from.into(), to: to.into() }
    }

    /// The two independent sides, `from` left out, in a relation of `attributes`.
    pub fn sides(&self, attributes: &AttributeSet) -> [AttributeSet; 2] {
        [&self.to - &self.from, &(attributes - &self.from) - &self.to]
    }

    /// Whether it holds in every relation of `attributes`.
    pub fn is_trivial(&self, attributes: &AttributeSet) -> bool {
        self.sides(attributes).iter().any(AttributeSet::is_empty)
    }

    /// The join dependency that says the same (Fagin, TODS 2(3) 1977).
    pub fn to_join(&self, attributes: &AttributeSet) -> JoinDependency {
        JoinDependency::new(self.sides(attributes).iter().map(|side| &self.from | side))
    }
}

impl JoinDependency {
    /// `join(components)`
    pub fn new(components: impl IntoIterator<Item = AttributeSet>) -> Self {
        JoinDependency { components: components.into_iter().collect() }
    }

    /// The union of the components.
    pub fn attributes(&self) -> AttributeSet {
        union(&self.components)
    }

    /// Whether it holds in every relation of `attributes`: one component is all of it.
    pub fn is_trivial(&self, attributes: &AttributeSet) -> bool {
        self.components.iter().any(|component| attributes.is_subset(component))
    }
}

/// The union of `sets`.
pub(super) fn union<'a>(sets: impl IntoIterator<Item = &'a AttributeSet>) -> AttributeSet {
    sets.into_iter().fold(AttributeSet::new(), |res, set| &res | set)
}
