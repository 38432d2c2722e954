//! Attribute closure under functional dependencies in linear time.

use super::attribute_set::{Attribute, AttributeSet};
use super::dependencies::FunctionalDependency;

/// Functional dependencies prepared for many closures.
///
/// The algorithm is the one of Beeri and Bernstein (TODS 4(1), 1979): every dependency counts the
/// attributes of its left side that are still missing and fires when none is. All lists lie in flat
/// arrays, and a closure touches only what it reaches, so it costs nothing for the dependencies
/// that it never meets.
pub struct ClosureIndex {
    n_attributes: usize,
    /// For each attribute, the dependencies that have it on the left.
    uses: Lists,
    /// For each dependency, its right side.
    gains: Lists,
    /// The dependencies with an empty left side.
    immediate: Vec<u32>,
    /// For each dependency, how much of its left side is missing. Full between two runs.
    missing: Vec<u32>,
    /// The attributes reached by the last run, in the order they were reached.
    reached: Vec<Attribute>,
    /// How many of `reached` had their uses counted.
    n_counted: usize,
    /// The same attributes as bits.
    members: Vec<u64>,
    /// The dependencies that fired in the last run, in their order.
    fired: Vec<u32>,
    steps: u64,
}

impl ClosureIndex {
    /// Prepares `dependencies`, which speak of the first `n_attributes` attributes. Takes time
    /// linear in their size.
    pub fn new(n_attributes: u32, dependencies: &[FunctionalDependency]) -> ClosureIndex {
        let n_attributes = n_attributes as usize;
        let left = |idx: u32| dependencies[idx as usize].from.iter().map(move |it| (it, idx));
        let right = |idx: u32| dependencies[idx as usize].to.iter().map(move |it| (idx, it));
        let n_dependencies = dependencies.len() as u32;
        let missing: Vec<u32> = dependencies.iter().map(|it| it.from.len() as u32).collect();
        ClosureIndex {
            n_attributes,
            uses: Lists::new(n_attributes, || (0..n_dependencies).flat_map(left)),
            gains: Lists::new(dependencies.len(), || (0..n_dependencies).flat_map(right)),
            immediate: (0..n_dependencies).filter(|idx| missing[*idx as usize] == 0).collect(),
            missing,
            reached: Vec::new(),
            n_counted: 0,
            members: vec![0; n_attributes.div_ceil(64)],
            fired: Vec::new(),
            steps: 0,
        }
    }

    /// Everything that `from` determines, `from` included.
    pub fn closure(&mut self, from: &AttributeSet) -> AttributeSet {
        self.run(from, None);
        let res = AttributeSet::from_words(&self.members);
        self.reset();
        res
    }

    /// Whether `from` determines every attribute.
    pub fn is_superkey(&mut self, from: &AttributeSet) -> bool {
        self.run(from, None);
        let res = self.reached.len() == self.n_attributes;
        self.reset();
        res
    }

    /// Whether `from` determines `goal`; stops as soon as it is reached.
    pub fn reaches(&mut self, from: &AttributeSet, goal: Attribute) -> bool {
        self.run(from, Some(goal));
        let res = self.has(goal);
        self.reset();
        res
    }

    /// The dependencies that fire when `from` is closed, in their order, each when its left side is
    /// complete.
    pub fn firing_order(&mut self, from: &AttributeSet) -> Vec<usize> {
        self.run(from, None);
        let res = self.fired.iter().map(|idx| *idx as usize).collect();
        self.reset();
        res
    }

    /// Leaves the dependency at `idx` out of the closures to come. It may not be left out already.
    pub fn disable(&mut self, idx: usize) {
        // An attribute that never comes is added to its left side.
        self.missing[idx] += 1;
    }

    /// Takes the dependency at `idx`, which was left out, in again.
    pub fn enable(&mut self, idx: usize) {
        self.missing[idx] -= 1;
    }

    /// The elementary steps of all closures so far: attributes reached and uses counted.
    pub fn steps(&self) -> u64 {
        self.steps
    }

    fn run(&mut self, from: &AttributeSet, goal: Option<Attribute>) {
        let n_attributes = self.n_attributes;
        for attribute in from.iter().take_while(|it| (*it as usize) < n_attributes) {
            self.reach(attribute);
        }
        for idx in 0..self.immediate.len() {
            if self.missing[self.immediate[idx] as usize] == 0 {
                self.fire(self.immediate[idx]);
            }
        }
        while let Some(&attribute) = self.reached.get(self.n_counted) {
            if goal.is_some_and(|goal| self.has(goal)) {
                break;
            }
            self.n_counted += 1;
            for at in self.uses.range(attribute) {
                let dependency = self.uses.items[at];
                let missing = &mut self.missing[dependency as usize];
                *missing -= 1;
                if *missing == 0 {
                    self.fire(dependency);
                }
            }
        }
    }

    fn fire(&mut self, dependency: u32) {
        self.fired.push(dependency);
        for at in self.gains.range(dependency) {
            self.reach(self.gains.items[at]);
        }
    }

    fn reach(&mut self, attribute: Attribute) {
        let word = &mut self.members[attribute as usize / 64];
        let bit = 1 << (attribute % 64);
        if *word & bit == 0 {
            *word |= bit;
            self.reached.push(attribute);
        }
    }

    fn has(&self, attribute: Attribute) -> bool {
        let word = self.members.get(attribute as usize / 64);
        word.is_some_and(|word| word & (1 << (attribute % 64)) != 0)
    }

    /// Undoes the last run along its own trace.
    fn reset(&mut self) {
        self.steps += self.reached.len() as u64;
        for &attribute in &self.reached[..self.n_counted] {
            let uses = &self.uses.items[self.uses.range(attribute)];
            self.steps += uses.len() as u64;
            for &dependency in uses {
                self.missing[dependency as usize] += 1;
            }
        }
        for &attribute in &self.reached {
            self.members[attribute as usize / 64] = 0;
        }
        self.reached.clear();
        self.fired.clear();
        self.n_counted = 0;
    }
}

/// Many lists in one array: list `i` is `items[starts[i]..starts[i + 1]]`.
struct Lists {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// The lists of the `(list, item)` entries, which are walked twice: to count and to place.
    fn new<I: Iterator<Item = (u32, u32)>>(n_lists: usize, entries: impl Fn() -> I) -> Lists {
        let mut starts = vec![0; n_lists + 1];
        for (list, _) in entries() {
            starts[list as usize + 1] += 1;
        }
        for list in 0..n_lists {
            starts[list + 1] += starts[list];
        }
        let mut next = starts.clone();
        let mut items = vec![0; starts[n_lists] as usize];
        for (list, item) in entries() {
            items[next[list as usize] as usize] = item;
            next[list as usize] += 1;
        }
        Lists { starts, items }
    }

    fn range(&self, list: u32) -> std::ops::Range<usize> {
        self.starts[list as usize] as usize..self.starts[list as usize + 1] as usize
    }
}
