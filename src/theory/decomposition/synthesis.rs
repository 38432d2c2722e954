//! Synthesis of a 3NF decomposition from functional dependencies.

use std::collections::BTreeMap;

use crate::theory::attribute_set::{Attribute, AttributeSet};
use crate::theory::closure::ClosureIndex;
use crate::theory::dependencies::{FunctionalDependency, union};
use crate::theory::part::maximal;
use crate::theory::project::FunctionalCover;
use crate::theory::reasoner::Reasoner;

/// Parts in 3NF that together keep every functional dependency of the cover, and a key in one of
/// them.
///
/// Bernstein (TODS 1(4), 1976): left sides that determine each other share a part, and what a right
/// side gets by way of another part is removed from it afterwards, so that no transitive dependency
/// comes back in. Biskup, Dayal and Bernstein (SIGMOD 1979): a part with a key of the whole makes
/// the decomposition lossless. A part that lies in another is left out.
pub(super) fn synthesize(reasoner: &Reasoner<'_>, cover: &FunctionalCover) -> Vec<AttributeSet> {
    let n_attributes = reasoner.dependencies().n_attributes();
    let functional = cover.cover.functional();
    let mut closures = ClosureIndex::new(n_attributes, &functional);
    let classes = equivalent_left_sides(&mut closures, &functional);
    let parts = without_transitive(n_attributes, &classes);
    maximal(with_key(&mut closures, reasoner.ground(), parts))
}

/// The parts with a key of `ground` among them, if none has one yet.
///
/// The closures must be those of the dependencies that the parts keep; then the key makes them
/// lossless.
pub(super) fn with_key(
    closures: &mut ClosureIndex,
    ground: &AttributeSet,
    mut parts: Vec<AttributeSet>,
) -> Vec<AttributeSet> {
    let mut has_key = |part: &AttributeSet| ground.is_subset(&closures.closure(part));
    if !parts.iter().any(&mut has_key) {
        let mut key = ground.clone();
        let mut members: Vec<Attribute> = ground.iter().collect();
        members.reverse();
        for attribute in members {
            let smaller = key.without(attribute);
            if has_key(&smaller) {
                key = smaller;
            }
        }
        parts.push(key);
    }
    parts
}

/// Dependencies whose left sides determine each other.
struct Class {
    lefts: Vec<AttributeSet>,
    /// `left -> right` for single attributes that no left side of the class has.
    rights: Vec<(AttributeSet, Attribute)>,
}

fn equivalent_left_sides(
    closures: &mut ClosureIndex,
    cover: &[FunctionalDependency],
) -> Vec<Class> {
    let mut places: BTreeMap<AttributeSet, usize> = BTreeMap::new();
    let mut classes: Vec<Vec<&FunctionalDependency>> = Vec::new();
    for dependency in cover {
        let place = *places.entry(closures.closure(&dependency.from)).or_insert(classes.len());
        if place == classes.len() {
            classes.push(Vec::new());
        }
        classes[place].push(dependency);
    }
    classes.into_iter().map(Class::new).collect()
}

impl Class {
    fn new(dependencies: Vec<&FunctionalDependency>) -> Class {
        let on_left = union(dependencies.iter().map(|it| &it.from));
        let singles = |it: &FunctionalDependency| {
            (&it.to - &on_left).iter().map(|to| (it.from.clone(), to)).collect::<Vec<_>>()
        };
        Class {
            rights: dependencies.iter().flat_map(|it| singles(it)).collect(),
            lefts: dependencies.into_iter().map(|it| it.from.clone()).collect(),
        }
    }

    /// That the left sides determine each other, as a cycle.
    fn cycle(&self) -> impl Iterator<Item = FunctionalDependency> + '_ {
        let next = self.lefts.iter().cycle().skip(1);
        let pairs = self.lefts.iter().zip(next).take(self.lefts.len());
        pairs.map(|(from, to)| FunctionalDependency { from: from.clone(), to: to.clone() })
    }
}

/// The attributes of each class but for those that follow by way of the other dependencies.
fn without_transitive(n_attributes: u32, classes: &[Class]) -> Vec<AttributeSet> {
    let rights = classes.iter().flat_map(|class| &class.rights);
    let rights: Vec<FunctionalDependency> =
        rights.map(|(from, to)| FunctionalDependency::new(from.clone(), [*to])).collect();
    let cycles = classes.iter().flat_map(Class::cycle);
    let all: Vec<FunctionalDependency> = rights.iter().cloned().chain(cycles).collect();
    let mut closures = ClosureIndex::new(n_attributes, &all);
    let mut next = 0;
    let mut parts = Vec::new();
    for class in classes {
        let mut part = union(&class.lefts);
        for (from, to) in &class.rights {
            closures.disable(next);
            if !closures.reaches(from, *to) {
                closures.enable(next);
                part.insert(*to);
            }
            next += 1;
        }
        parts.push(part);
    }
    parts
}
