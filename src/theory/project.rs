//! The functional dependencies that hold in a part of the relation, or in all of it by way of other
//! dependencies.

use std::collections::BTreeSet;

use super::attribute_set::{Attribute, AttributeSet};
use super::cover::{Cover, minimal_cover};
use super::dependencies::FunctionalDependency;
use super::irreducible::Irreducibles;
use super::reasoner::Reasoner;

/// The functional dependencies that follow in the part which the reasoner looks at.
#[derive(Clone, Debug)]
pub(super) struct FunctionalCover {
    /// A minimal cover; the origins are declared functional dependencies. One without origin
    /// follows only from several together, or by way of other kinds of dependencies.
    pub(super) cover: Cover,
    /// Whether everything that follows follows from the cover. Otherwise the work limit was hit.
    pub(super) complete: bool,
    /// The largest sets that are no superkey, if they had to be made and all were found.
    pub(super) antikeys: Option<Vec<AttributeSet>>,
}

/// Finds the functional dependencies of the part.
///
/// In the whole relation with functional dependencies only, these are the declared ones; otherwise
/// they are learned, which counts as work on the question that was started.
pub(super) fn functional_cover(reasoner: &mut Reasoner<'_>) -> FunctionalCover {
    let dependencies = reasoner.dependencies();
    if dependencies.is_functional() && *reasoner.ground() == dependencies.attributes() {
        let cover = minimal_cover(dependencies.n_attributes(), dependencies.functional());
        return FunctionalCover { cover, complete: true, antikeys: None };
    }
    let learned = learn(reasoner);
    FunctionalCover {
        cover: learned.to_cover(reasoner),
        complete: learned.complete,
        antikeys: learned.complete.then(|| learned.irreducibles.antikeys()),
    }
}

/// Dependencies learned from the closure alone.
pub(super) struct Learned {
    found: Vec<FunctionalDependency>,
    /// The meet-irreducible closed sets, if complete.
    pub(super) irreducibles: Irreducibles,
    /// Whether nothing is missing.
    pub(super) complete: bool,
}

/// Learns the functional dependencies of the part from its closure.
///
/// A set of dependencies is complete if and only if each of its meet-irreducible closed sets is
/// really closed. One that is not shows a dependency that is missing, which is added with its left
/// side reduced. (So work Ganter's attribute exploration and the learning of Horn theories by
/// queries of Angluin, Frazier and Pitt, 1992.) Beside multivalued and join dependencies this finds
/// what follows by coalescence; in a part, what follows by way of the attributes outside; and never
/// lists all subsets.
pub(super) fn learn(reasoner: &mut Reasoner<'_>) -> Learned {
    let irreducibles = Irreducibles::new(reasoner.ground());
    let mut learned = Learned { found: Vec::new(), irreducibles, complete: true };
    for (_, dependency) in declared_within(reasoner) {
        learned.add(reasoner, dependency.from);
    }
    learned.close(reasoner);
    learned
}

/// The declared functional dependencies as far as they speak of the part, with their places.
fn declared_within(reasoner: &Reasoner<'_>) -> Vec<(usize, FunctionalDependency)> {
    let ground = reasoner.ground();
    let declared = reasoner.dependencies().functional().iter().enumerate();
    let within = declared.filter(|(_, it)| it.from.is_subset(ground) && it.to.intersects(ground));
    within
        .map(|(idx, it)| (idx, FunctionalDependency::new(it.from.clone(), &it.to & ground)))
        .collect()
}

impl Learned {
    /// Adds `from ->` everything that it determines.
    fn add(&mut self, reasoner: &mut Reasoner<'_>, from: AttributeSet) {
        let to = &reasoner.closure(&from) - &from;
        if to.is_empty() || !self.complete {
            return;
        }
        let dependency = FunctionalDependency { from, to };
        match self.irreducibles.add(&dependency, reasoner.remaining()) {
            Some(steps) => reasoner.spend(steps),
            None => self.complete = false,
        }
        self.found.push(dependency);
    }

    /// Adds what is missing until every irreducible set is closed.
    fn close(&mut self, reasoner: &mut Reasoner<'_>) {
        let mut closed = BTreeSet::new();
        while self.complete {
            let Some((set, attribute)) = self.first_open(reasoner, &mut closed) else { break };
            let from = reasoner.determinant(&set, attribute);
            self.add(reasoner, from);
        }
    }

    /// An irreducible set that is not closed and an attribute that it determines.
    fn first_open(
        &mut self,
        reasoner: &mut Reasoner<'_>,
        closed: &mut BTreeSet<AttributeSet>,
    ) -> Option<(AttributeSet, Attribute)> {
        let sets = self.irreducibles.sets();
        reasoner.spend(sets.len() as u64);
        for set in sets {
            if closed.contains(&set) {
                continue;
            }
            if reasoner.is_exhausted() {
                self.complete = false;
                return None;
            }
            match (&reasoner.closure(&set) - &set).first() {
                Some(attribute) => return Some((set, attribute)),
                None => closed.insert(set),
            };
        }
        None
    }

    /// A minimal cover that prefers what was declared.
    fn to_cover(&self, reasoner: &Reasoner<'_>) -> Cover {
        let declared = declared_within(reasoner);
        let found = self.found.iter().cloned();
        let given: Vec<_> = declared.iter().map(|(_, it)| it.clone()).chain(found).collect();
        let mut cover = minimal_cover(reasoner.dependencies().n_attributes(), &given);
        let place = |idx: &usize| declared.get(*idx).map(|(place, _)| *place);
        for dependency in &mut cover.dependencies {
            dependency.origins = dependency.origins.iter().filter_map(place).collect();
        }
        cover
    }
}
