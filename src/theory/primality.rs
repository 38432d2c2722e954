//! Which attributes belong to some candidate key, decided without listing the keys where that is
//! possible.

use super::attribute_set::{Attribute, AttributeSet};
use super::dependencies::union;
use super::keys::CandidateKeys;
use super::reasoner::Reasoner;
use super::work::WorkLimit;

/// The prime attributes: those of some candidate key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Primality {
    /// The attributes that are prime.
    pub prime: AttributeSet,
    /// The attributes whose question hit the work limit. All others are not prime.
    pub undecided: AttributeSet,
}

/// Decides which attributes are prime, given the keys that are known.
///
/// If the keys are not all, every attribute in none of them is asked about by itself, for `limit`
/// in all.
pub(super) fn primality(
    reasoner: &mut Reasoner<'_>,
    keys: &CandidateKeys,
    limit: &WorkLimit,
) -> Primality {
    let mut res = Primality { prime: union(&keys.keys), undecided: AttributeSet::new() };
    if keys.complete {
        return res;
    }
    reasoner.start(limit);
    let open = reasoner.ground() - &res.prime;
    for attribute in open.iter() {
        match superkey_that_needs(reasoner, attribute) {
            Answer::Superkey => res.prime.insert(attribute),
            Answer::None => false,
            Answer::Undecided => res.undecided.insert(attribute),
        };
    }
    res
}

enum Answer {
    /// The attribute is prime: there is a superkey that ceases to be one without it.
    Superkey,
    None,
    Undecided,
}

/// Looks for a set that does not determine `attribute`, yet is a superkey together with it.
///
/// The attribute is prime if and only if there is one: a key of the two together must contain the
/// attribute. The search starts with all other attributes allowed. As long as the allowed ones
/// determine the attribute, one of those used in the determination has to go, and each choice is a
/// branch; a branch ends when what is allowed is no superkey even with the attribute. (A
/// hitting-set search in the manner of Reiter, Artificial Intelligence 32, 1987. The question is
/// NP-complete: Lucchesi and Osborn 1978.)
fn superkey_that_needs(reasoner: &mut Reasoner<'_>, attribute: Attribute) -> Answer {
    let goal = AttributeSet::only(attribute);
    let others = reasoner.ground().without(attribute);
    let mut branches = vec![(AttributeSet::new(), others)];
    while let Some((required, allowed)) = branches.pop() {
        if reasoner.is_exhausted() {
            return Answer::Undecided;
        }
        if !reasoner.is_superkey(&allowed.with(attribute)) {
            continue;
        }
        if !reasoner.reaches(&allowed, attribute) {
            return Answer::Superkey;
        }
        let used = reasoner.support(&allowed, &goal);
        let mut required = required;
        let mut choices = Vec::new();
        for choice in (&used - &required).iter() {
            choices.push((required.clone(), allowed.without(choice)));
            required.insert(choice);
        }
        branches.extend(choices.into_iter().rev());
    }
    Answer::None
}
