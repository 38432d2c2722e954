//! Armstrong relations: example rows that satisfy what follows and nothing else.

use std::collections::BTreeSet;

use super::attribute_set::{Attribute, AttributeSet};
use super::basis::DependencyBasis;
use super::dependencies::Dependencies;
use super::instance::Instance;
use super::project::learn;
use super::reasoner::Reasoner;
use super::work::WorkLimit;

/// Rows that satisfy a functional or multivalued dependency if and only if it follows from the
/// declared ones; the declared join dependencies hold too. `None` if the limit is hit: such rows
/// can be exponentially many.
///
/// With functional dependencies only, one row and for each meet-irreducible closed set another one
/// that agrees with it exactly there (Beeri, Dowd, Fagin, Statman, JACM 31(1), 1984; Mannila, Räihä
/// 1986).
pub fn armstrong(dependencies: &Dependencies, limit: &WorkLimit) -> Option<Instance> {
    let mut reasoner = Reasoner::new(dependencies);
    reasoner.start(limit);
    if dependencies.is_functional() {
        let learned = learn(&mut reasoner);
        let all = dependencies.attributes();
        let differences = learned.irreducibles.sets().into_iter().map(|set| &all - &set).collect();
        return learned.complete.then(|| star(dependencies, &differences));
    }
    let differences = minimal_differences(&mut reasoner)?;
    let small = star(dependencies, &differences);
    match small.satisfies_all(dependencies, limit)? {
        true => Some(small),
        false => product_of_pairs(&mut reasoner, &differences, limit),
    }
}

/// A row of zeros, and for each set a row that differs from it exactly there, by values of its own.
///
/// Whatever a pair of rows that differs on one of the sets violates, these rows violate too.
fn star(dependencies: &Dependencies, differences: &BTreeSet<AttributeSet>) -> Instance {
    let row = |own: u32, set: &AttributeSet| {
        (0..dependencies.n_attributes()).map(|it| if set.contains(it) { own } else { 0 }).collect()
    };
    let zeros = vec![0; dependencies.n_attributes() as usize];
    let others = (1..).zip(differences).map(|(own, set)| row(own, set));
    Instance::new(std::iter::once(zeros).chain(others).collect())
}

/// The smallest sets on which two legal rows can differ: of those with a given attribute, and of
/// those with a given pair of attributes.
///
/// What does not follow is violated by two legal rows (see the dependency basis): `X -> A` by rows
/// that differ on a set with `A` and nothing of `X`, `X ->> Y` by rows that differ on a set that
/// `Y` cuts, thus on a pair of attributes. A smaller such set with that attribute or pair does as
/// well, so these sets suffice.
fn minimal_differences(reasoner: &mut Reasoner<'_>) -> Option<BTreeSet<AttributeSet>> {
    let all = reasoner.ground().clone();
    let mut res = BTreeSet::new();
    for a in all.iter() {
        if !reasoner.reaches(&all.without(a), a) {
            res.insert(AttributeSet::only(a));
        }
        for b in all.iter().filter(|b| *b > a) {
            collect_blocks(reasoner, a, b, &mut res)?;
        }
    }
    Some(res)
}

/// Adds every minimal set with `a` and `b` on which two legal rows can differ. Such a set is the
/// block of both in the basis of the rest. As long as the rest sets them apart, one of the
/// attributes that it needs for that has to go.
fn collect_blocks(
    reasoner: &mut Reasoner<'_>,
    a: Attribute,
    b: Attribute,
    res: &mut BTreeSet<AttributeSet>,
) -> Option<()> {
    let rest = reasoner.ground().without(a).without(b);
    let mut branches = vec![(AttributeSet::new(), rest)];
    let mut found: Vec<AttributeSet> = Vec::new();
    while let Some((required, allowed)) = branches.pop() {
        if reasoner.is_exhausted() {
            return None;
        }
        if let Some(block) = common_block(&reasoner.basis(&allowed), a, b) {
            if !found.iter().any(|it| it.is_subset(&block)) {
                found.retain(|it| !block.is_subset(it));
                found.push(block);
            }
            continue;
        }
        let mut needed = allowed.clone();
        for attribute in (&allowed - &required).iter() {
            let fewer = needed.without(attribute);
            if common_block(&reasoner.basis(&fewer), a, b).is_none() {
                needed = fewer;
            }
        }
        let mut required = required;
        for choice in (&needed - &required).iter() {
            branches.push((required.clone(), allowed.without(choice)));
            required.insert(choice);
        }
    }
    res.extend(found);
    Some(())
}

fn common_block(basis: &DependencyBasis, a: Attribute, b: Attribute) -> Option<AttributeSet> {
    basis.blocks.iter().find(|it| it.contains(a) && it.contains(b)).cloned()
}

/// In each block that is independent of all else, a pair of rows for each set within it, no two
/// pairs with a value in common; and of these blocks all combinations.
///
/// A dependency with an attribute of the block on its left, or a join dependency, whose traces
/// connect the block, looks at one pair at a time. One with nothing of the block on its left asks
/// nothing within it.
fn product_of_pairs(
    reasoner: &mut Reasoner<'_>,
    differences: &BTreeSet<AttributeSet>,
    limit: &WorkLimit,
) -> Option<Instance> {
    let n_attributes = reasoner.dependencies().n_attributes() as usize;
    let mut rows = vec![vec![0; n_attributes]];
    for block in reasoner.basis(&AttributeSet::new()).blocks {
        let within = differences.iter().filter(|set| set.is_subset(&block));
        let pairs: Vec<_> =
            (0..).zip(within).flat_map(|(own, set)| [(own, 0, set), (own, 1, set)]).collect();
        let n_cells = rows.len() * pairs.len() * n_attributes;
        if n_cells as u64 > limit.steps {
            return None;
        }
        let filled = |row: &Vec<u32>, (own, side, set): &(u32, u32, &AttributeSet)| {
            let mut row = row.clone();
            for it in block.iter() {
                row[it as usize] = 2 * own + if set.contains(it) { *side } else { 0 };
            }
            row
        };
        rows = rows.iter().flat_map(|row| pairs.iter().map(move |it| filled(row, it))).collect();
    }
    Some(Instance::new(rows))
}
