//! Keys and normal forms by definition: every subset of the attributes is looked at.

use erc::theory::NormalForm;

use super::problem::{Problem, Said};

/// What follows from what a problem says, over bits. Exact for functional dependencies of any number, and for the other
/// kinds as far as two rows tell (Sagiv, Delobel, Parker, Fagin, JACM 28(3), 1981).
pub struct Definition {
    pub all: u32,
    functional: Vec<(u32, u32)>,
    /// Where other kinds are said: the sets on which two rows can differ.
    differences: Option<Vec<u32>>,
}

impl Definition {
    pub fn new(problem: &Problem) -> Definition {
        let all = (1 << problem.attributes.len()) - 1;
        let functional = problem.said.iter().filter_map(|it| match it {
            Said::Functional(from, to) => Some((*from, *to)),
            Said::Multivalued(..) | Said::Join(_) => None,
        });
        let functional: Vec<(u32, u32)> = functional.collect();
        let is_legal = |it: &u32| problem.said.iter().all(|said| allows(said, *it));
        let differences =
            (functional.len() < problem.said.len()).then(|| (1..=all).filter(is_legal).collect());
        Definition { all, functional, differences }
    }

    /// The closure of a set.
    pub fn closure(&self, from: u32) -> u32 {
        if let Some(differences) = &self.differences {
            let free = differences.iter().filter(|it| *it & from == 0);
            return free.fold(self.all, |res, it| res & !it);
        }
        let mut res = from;
        loop {
            let applies = self.functional.iter().filter(|(left, _)| left & !res == 0);
            let next = applies.fold(res, |res, (_, right)| res | right);
            if next == res {
                return res;
            }
            res = next;
        }
    }

    /// Whether a dependency follows.
    pub fn implies(&self, said: &Said) -> bool {
        match (said, &self.differences) {
            (Said::Functional(from, to), _) => to & !self.closure(*from) == 0,
            (said, Some(differences)) => differences.iter().all(|it| allows(said, *it)),
            (Said::Multivalued(from, to), None) => {
                let closure = self.closure(*from);
                to & !closure == 0 || (self.all & !to) & !closure == 0
            }
            (Said::Join(_), None) => panic!("no problem asks this"),
        }
    }

    /// The candidate keys of a part.
    pub fn keys(&self, part: u32) -> Vec<u32> {
        let superkeys = subsets(part).filter(|it| part & !self.closure(*it) == 0);
        let mut superkeys: Vec<u32> = superkeys.collect();
        superkeys.sort_by_key(|it| it.count_ones());
        let mut res: Vec<u32> = Vec::new();
        for it in superkeys {
            if !res.iter().any(|key| key & !it == 0) {
                res.push(it);
            }
        }
        res.sort_unstable();
        res
    }

    /// The highest normal form of a part; where more than functional dependencies are said, 4NF stands for all above it.
    pub fn form(&self, part: u32) -> NormalForm {
        let keys = self.keys(part);
        let prime = keys.iter().fold(0, |res, it| res | it);
        let elementary = keys.iter().filter(|it| self.is_elementary(**it, part));
        let elementary = elementary.fold(0, |res, it| res | it);
        let mut broken = NormalForm::ALL.len();
        let mut breaks = |form: NormalForm| broken = broken.min(form as usize);
        for from in subsets(part) {
            let closure = self.closure(from) & part;
            let (to, is_superkey) = (closure & !from, closure == part);
            if to & !prime != 0 && keys.iter().any(|it| from & !it == 0 && from != *it) {
                breaks(NormalForm::Second);
            }
            if to != 0 && (part & !from).count_ones() > 1 {
                breaks(NormalForm::Sixth);
            }
            if is_superkey {
                continue;
            }
            for (rest, form) in [
                (to & !prime, NormalForm::Third),
                (to & !elementary, NormalForm::ElementaryKey),
                (to, NormalForm::BoyceCodd),
            ] {
                if rest != 0 {
                    breaks(form);
                }
            }
            if self.is_divided(from, part) {
                breaks(NormalForm::Fourth);
            }
        }
        NormalForm::ALL[broken - 1]
    }

    /// Whether the projection on `part` has a multivalued dependency from here that says something.
    fn is_divided(&self, from: u32, part: u32) -> bool {
        let Some(differences) = &self.differences else { return false };
        let free: Vec<u32> = differences.iter().copied().filter(|it| it & from == 0).collect();
        let holds = |to: u32| free.iter().all(|it| it & to == 0 || it & !to == 0);
        let rest = part & !from;
        let says = |to: u32| to & rest != 0 && to & rest != rest;
        subsets(self.all & !from).any(|to| says(to) && holds(to))
    }

    fn is_elementary(&self, key: u32, part: u32) -> bool {
        let smaller = subsets(key).filter(|it| *it != key);
        let loose = smaller.fold(0, |res, it| res | self.closure(it));
        part & !key & !loose != 0
    }

    /// Whether the functional dependencies of the parts imply this one (Ullman's algorithm, which projects nothing).
    pub fn is_kept(&self, parts: &[u32], from: u32, to: u32) -> bool {
        let mut known = from;
        loop {
            let gain = parts.iter().fold(known, |res, it| res | self.closure(res & it) & it);
            if gain == known {
                return to & !known == 0;
            }
            known = gain;
        }
    }
}

/// Whether two rows that differ on exactly these attributes satisfy a dependency.
fn allows(said: &Said, differ: u32) -> bool {
    match said {
        Said::Functional(from, to) => differ & from != 0 || differ & to == 0,
        Said::Multivalued(from, to) => {
            let rest = to & !from;
            differ & from != 0 || differ & rest == 0 || differ & !rest == 0
        }
        Said::Join(components) => {
            // Each component takes its values from one of the two rows; what fits together has to be one of them.
            let n = components.len();
            (0..1_u32 << n).all(|choice| {
                let taken = |second: bool| {
                    let parts = components.iter().enumerate();
                    let parts = parts.filter(|(idx, _)| (choice >> idx & 1 == 1) == second);
                    parts.fold(0, |res, (_, it)| res | it) & differ
                };
                let (first, second) = (taken(false), taken(true));
                first & second != 0 || first == 0 || second == 0
            })
        }
    }
}

/// Every subset, the empty one included.
pub fn subsets(of: u32) -> impl Iterator<Item = u32> {
    let mut next = Some(0_u32);
    std::iter::from_fn(move || {
        let res = next?;
        next = (res != of).then(|| res.wrapping_sub(of) & of);
        Some(res)
    })
}
