//! Covers: the same functional dependencies said in fewer words.

use std::collections::BTreeMap;

use super::attribute_set::{Attribute, AttributeSet};
use super::closure::ClosureIndex;
use super::dependencies::FunctionalDependency;

/// Functional dependencies equivalent to the given ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cover {
    /// The dependencies, one for each left side, in the order of their first origin.
    pub dependencies: Vec<CoverDependency>,
}

/// A dependency of a cover and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverDependency {
    /// The dependency.
    pub dependency: FunctionalDependency,
    /// The given dependencies, by place, that it was made from.
    pub origins: Vec<usize>,
}

impl Cover {
    /// The dependencies without their origins.
    pub fn functional(&self) -> Vec<FunctionalDependency> {
        self.dependencies.iter().map(|it| it.dependency.clone()).collect()
    }
}

/// The minimal (canonical) cover: no attribute on a left side and no attribute on a right side can
/// be left out.
///
/// Left sides first, then redundant dependencies (Maier, The Theory of Relational Databases, 1983,
/// chapter 5), each test one closure by Beeri and Bernstein. What is redundant only together with
/// another stays if it has the smaller left side or was given earlier.
pub fn minimal_cover(n_attributes: u32, given: &[FunctionalDependency]) -> Cover {
    let mut singles = reduce_left_sides(n_attributes, given);
    singles.sort_by_key(|single| (single.origin, single.to));
    singles.dedup_by(|a, b| a.from == b.from && a.to == b.to);
    let kept = without_redundant(n_attributes, singles);
    group(kept)
}

/// `from -> to` for one attribute.
struct Single {
    from: AttributeSet,
    to: Attribute,
    origin: usize,
}

fn reduce_left_sides(n_attributes: u32, given: &[FunctionalDependency]) -> Vec<Single> {
    let mut closures = ClosureIndex::new(n_attributes, given);
    let mut singles = Vec::new();
    for (origin, dependency) in given.iter().enumerate() {
        let to = &dependency.to - &dependency.from;
        if to.is_empty() {
            continue;
        }
        // What no smaller left side determines needs no look of its own.
        let smaller = dependency.from.iter().map(|it| dependency.from.without(it));
        let loose = smaller.fold(AttributeSet::new(), |res, it| &res | &closures.closure(&it));
        for attribute in to.iter() {
            let from = if loose.contains(attribute) {
                reduce(&mut closures, &dependency.from, attribute)
            } else {
                dependency.from.clone()
            };
            singles.push(Single { from, to: attribute, origin });
        }
    }
    singles
}

fn reduce(closures: &mut ClosureIndex, from: &AttributeSet, goal: Attribute) -> AttributeSet {
    let mut members: Vec<Attribute> = from.iter().collect();
    members.reverse();
    members.into_iter().fold(from.clone(), |res, attribute| {
        let smaller = res.without(attribute);
        if closures.reaches(&smaller, goal) { smaller } else { res }
    })
}

fn without_redundant(n_attributes: u32, singles: Vec<Single>) -> Vec<Single> {
    let dependencies: Vec<FunctionalDependency> =
        singles.iter().map(|it| FunctionalDependency::new(it.from.clone(), [it.to])).collect();
    let mut closures = ClosureIndex::new(n_attributes, &dependencies);
    let mut n_providers = vec![0_usize; n_attributes as usize];
    for single in &singles {
        n_providers[single.to as usize] += 1;
    }
    let mut order: Vec<usize> = (0..singles.len()).collect();
    order.sort_by_key(|idx| std::cmp::Reverse((singles[*idx].from.len(), *idx)));
    let mut is_kept = vec![true; singles.len()];
    for idx in order {
        let Single { from, to, .. } = &singles[idx];
        if n_providers[*to as usize] < 2 {
            continue;
        }
        closures.disable(idx);
        if closures.reaches(from, *to) {
            is_kept[idx] = false;
            n_providers[*to as usize] -= 1;
        } else {
            closures.enable(idx);
        }
    }
    singles.into_iter().zip(is_kept).filter_map(|(single, kept)| kept.then_some(single)).collect()
}

fn group(singles: Vec<Single>) -> Cover {
    let mut places: BTreeMap<AttributeSet, usize> = BTreeMap::new();
    let mut cover = Cover::default();
    for Single { from, to, origin } in singles {
        let place = *places.entry(from).or_insert_with_key(|from| {
            let dependency = FunctionalDependency::new(from.clone(), []);
            cover.dependencies.push(CoverDependency { dependency, origins: Vec::new() });
            cover.dependencies.len() - 1
        });
        let entry = &mut cover.dependencies[place];
        entry.dependency.to.insert(to);
        if entry.origins.last() != Some(&origin) {
            entry.origins.push(origin);
        }
    }
    cover
}

/// The given dependencies, by place, that can be left out together because the others imply them.
///
/// Of several that imply each other, the one with the smaller left side or given earlier stays.
pub fn redundant_dependencies(n_attributes: u32, given: &[FunctionalDependency]) -> Vec<usize> {
    let mut closures = ClosureIndex::new(n_attributes, given);
    let mut order: Vec<usize> = (0..given.len()).collect();
    order.sort_by_key(|idx| std::cmp::Reverse((given[*idx].from.len(), *idx)));
    order.retain(|idx| {
        closures.disable(*idx);
        let is_redundant = given[*idx].to.is_subset(&closures.closure(&given[*idx].from));
        if !is_redundant {
            closures.enable(*idx);
        }
        is_redundant
    });
    order.sort_unstable();
    order
}

/// A minimum cover: no equivalent set has fewer dependencies (Maier, JACM 27(4), 1980).
///
/// Dependencies whose left sides determine the same belong to one class. A left side is first
/// completed to what the dependencies of other classes add to it; of those completed, only the
/// least in each class are needed. These are the pseudo-closed sets of Guigues and Duquenne (1986),
/// and no cover has fewer dependencies than there are of them. At the end both sides are cut back
/// to what is needed.
pub fn minimum_cover(n_attributes: u32, given: &[FunctionalDependency]) -> Cover {
    let mut closures = ClosureIndex::new(n_attributes, given);
    let mut classes: BTreeMap<AttributeSet, Vec<usize>> = BTreeMap::new();
    for (idx, dependency) in given.iter().enumerate() {
        classes.entry(closures.closure(&dependency.from)).or_default().push(idx);
    }
    let mut singles = Vec::new();
    for (closure, class) in &classes {
        for (origin, completed) in least_completed(&mut closures, given, class) {
            if completed == *closure {
                continue;
            }
            let own = &given[origin].from;
            let from = cut_back(&mut closures, own, closure);
            let to = closure - &from;
            singles.extend(to.iter().map(|to| Single { from: from.clone(), to, origin }));
        }
    }
    singles.sort_by_key(|single| (single.origin, single.to));
    group(without_redundant(n_attributes, singles))
}

/// The least completed left sides of a class, each with the place of the dependency it comes from.
fn least_completed(
    closures: &mut ClosureIndex,
    given: &[FunctionalDependency],
    class: &[usize],
) -> Vec<(usize, AttributeSet)> {
    class.iter().for_each(|idx| closures.disable(*idx));
    let completed: Vec<(usize, AttributeSet)> =
        class.iter().map(|idx| (*idx, closures.closure(&given[*idx].from))).collect();
    class.iter().for_each(|idx| closures.enable(*idx));
    let is_least = |at: usize, set: &AttributeSet| {
        let is_beaten = |(other_at, (_, other)): (usize, &(usize, AttributeSet))| {
            other.is_proper_subset(set) || (other == set && other_at < at)
        };
        !completed.iter().enumerate().any(is_beaten)
    };
    let least = completed.iter().enumerate().filter(|(at, (_, set))| is_least(*at, set));
    least.map(|(_, it)| it.clone()).collect()
}

/// `from` without what is not needed to determine `closure`.
fn cut_back(
    closures: &mut ClosureIndex,
    from: &AttributeSet,
    closure: &AttributeSet,
) -> AttributeSet {
    let mut members: Vec<Attribute> = from.iter().collect();
    members.reverse();
    members.into_iter().fold(from.clone(), |res, attribute| {
        let smaller = res.without(attribute);
        if closures.closure(&smaller) == *closure { smaller } else { res }
    })
}
